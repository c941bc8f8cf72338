/**
 * What all clients of the AWS SDK have in common that a command makes: the way through
 * the network, what is told of it with `--debug`, and what is overheard.
 */
import type { EC2ClientConfig } from "@aws-sdk/client-ec2"
import * as AwsNetwork from "@route-server/adapter-aws/AwsNetwork"
import type { PeerSourceError } from "@route-server/core"
import { Effect, Layer } from "effect"
import { excerpt } from "../terminal/DisplayText.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import * as AwsSettings from "./AwsSettings.ts"
import * as AwsWire from "./AwsWire.ts"
import * as Overheard from "./Overheard.ts"

/** Which provider of credentials is asked, as the SDK's log says; nothing else of it is shown. */
const ASKED = /\b(?:from|remote)[A-Z][A-Za-z]{1,30}$/

/** Asks for one thing after the other, however many ask at once. */
const inTurn = (ask: (question: string) => Promise<string>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (question: string): Promise<string> => {
    const answer = last.then(() => ask(question))
    last = answer.catch(() => {})
    return answer
  }
}

/** What clients are made with, and what is known of their calls. */
export interface AwsClient {
  /** What each client is made with. */
  readonly config: Pick<EC2ClientConfig, "logger" | "maxAttempts" | "requestHandler">
  /** Asks for the code of a device, where there is somebody to ask. */
  readonly mfaCode: ((serial: string) => Promise<string>) | undefined
  /** What may be the matter with a failure, if something is known of it. */
  readonly hintOf: (failure: PeerSourceError.PeerSourceError) => string | undefined
  /** Overhears what services say that give out credentials. */
  readonly listening: Layer.Layer<never>
}

/** Fails if a profile wants a code that nobody is there to type. */
export const checkMfa = Effect.fnUntraced(function* ({ mfaSerial, profile }: AwsSettings.Settings) {
  const { ask } = yield* StandardStreams
  if (mfaSerial === undefined || ask !== undefined) return
  return yield* new AwsSettings.AwsSettingsError({
    message: `the profile '${excerpt(profile?.value ?? "default")}' wants an MFA code, which can be asked for on a terminal only`,
  })
})

/** The settings, told with `--debug`, and what they come to for each client. */
export const open = Effect.fnUntraced(function* (settings: AwsSettings.Settings, debug: boolean) {
  const streams = yield* StandardStreams
  const { ask, environment } = streams
  const report = (...lines: ReadonlyArray<string>) =>
    debug ? streams.report(lines.map((line) => `route-server: debug: ${line}`)) : Effect.void
  const tell = (line: string) => void Effect.runFork(report(line))
  yield* report(...AwsSettings.lines(settings))
  yield* checkMfa(settings)
  const { caBundle, maxAttempts } = settings
  const requestHandler = yield* AwsNetwork.requestHandler({
    environment,
    ...(caBundle && { caBundle: caBundle.value }),
  })
  const wire = yield* AwsWire.watch(requestHandler, tell)
  let overheard: () => ReadonlyArray<string> = () => []
  const question = ask && inTurn(ask)
  const client: AwsClient = {
    config: {
      requestHandler,
      ...(maxAttempts && { maxAttempts: Number(maxAttempts.value) }),
      // Not warned is whoever names a profile that it goes before credentials of the environment.
      logger: {
        debug: (...content: ReadonlyArray<unknown>) => {
          const asked = typeof content[0] === "string" ? ASKED.exec(content[0])?.[0] : undefined
          if (asked !== undefined) tell(`credentials: asking ${asked}`)
        },
        info: () => {},
        warn: () => {},
        error: () => {},
      },
    },
    mfaCode: question && ((serial: string) => question(`MFA code of ${serial}: `)),
    hintOf: (failure) => {
      const isAboutCredentials =
        failure._tag === "TransportError" && failure.reason._tag === "CredentialsNotFound"
      const heard = isAboutCredentials ? overheard() : []
      return heard.length === 0
        ? wire.hintOf(failure)
        : `asked for credentials, ${heard.join(", ")}`
    },
    listening: Layer.effectDiscard(
      Effect.map(Overheard.listen, (heard) => {
        overheard = heard
      }),
    ),
  }
  return client
})
