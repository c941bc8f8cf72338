/**
 * The endpoint that is configured for EC2 where a profile is chosen in code.
 *
 * The SDK looks for it by itself, yet only in the profile that `AWS_PROFILE`
 * names (run). This looks in the same places, in the same order, for the profile
 * that it is given.
 */
import {
  booleanSelector,
  CONFIG_PREFIX_SEPARATOR,
  type LoadedConfigSelectors,
  loadConfig,
  SelectorType,
} from "@smithy/core/config"

const isIgnored: LoadedConfigSelectors<boolean | undefined> = {
  environmentVariableSelector: (environment) =>
    booleanSelector(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", SelectorType.ENV),
  configFileSelector: (profile) =>
    booleanSelector(profile, "ignore_configured_endpoint_urls", SelectorType.CONFIG),
  default: false,
}

const endpointUrl: LoadedConfigSelectors<string | undefined> = {
  environmentVariableSelector: (environment) =>
    environment["AWS_ENDPOINT_URL_EC2"] || environment["AWS_ENDPOINT_URL"] || undefined,
  configFileSelector: (profile, file) => {
    const services = file?.[["services", profile["services"]].join(CONFIG_PREFIX_SEPARATOR)]
    // A name without a value is none in these files.
    return (
      services?.[["ec2", "endpoint_url"].join(CONFIG_PREFIX_SEPARATOR)] ?? profile["endpoint_url"]
    )
  },
  default: undefined,
}

/** Finds the endpoint, if one is configured. */
export const profileEndpoint = async (profile: string): Promise<string | undefined> =>
  (await loadConfig(isIgnored, { profile })()) ? undefined : loadConfig(endpointUrl, { profile })()
