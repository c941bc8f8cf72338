/**
 * The sample fleet that the package ships: some forty peers in two VPCs, in
 * every state, to look at and to try filters and pages on. It is invented, and
 * nobody is shown it without being told.
 */
import { inPackage } from "../Package.ts"
import { excerpt } from "../terminal/DisplayText.ts"

/** Where the fixture of the sample fleet lies. */
export const sampleFleet = inPackage("fixtures/sample-fleet.json")

/** What the sample fleet is called where its peers are shown. */
export const SAMPLE_FLEET = "the sample fleet, invented data"

/** The names of variables to show in a message, in columns. */
const LONGEST_NAMES = 100

/** What tells which AWS somebody means to talk to; most other variables of the AWS CLI say how. */
const pointsAtAws =
  /^AWS_(?:(?:DEFAULT_)?(?:PROFILE|REGION)|ACCESS_KEY_ID|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|CONTAINER_CREDENTIALS_\w+|ENDPOINT_URL\w*|CONFIG_FILE|SHARED_CREDENTIALS_FILE|VAULT)$/

/** What to say to whoever is shown the sample fleet, and may have meant to ask AWS. */
export const noteOf = (
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyArray<string> => {
  const settings = Object.keys(environment)
    .filter((name) => pointsAtAws.test(name) && environment[name])
    .sort()
  return [
    "route-server: note: these peers are the sample fleet, invented data; --fixture FILE shows your own",
    ...(settings.length === 0
      ? []
      : [
          `route-server: note: ${excerpt(settings.join(", "), LONGEST_NAMES)} ${settings.length === 1 ? "is" : "are"} set, but AWS is asked only with --source aws`,
        ]),
  ]
}
