/**
 * Credentials that the regional clients of an account share: the SDK by itself would
 * assume a role, run a program or ask for a code once for each client (run).
 */
import type { EC2ClientConfig } from "@aws-sdk/client-ec2"
import type * as Providers from "@aws-sdk/credential-providers"
import {
  doesIdentityRequireRefresh,
  isIdentityExpired,
  memoizeIdentityProvider,
} from "@smithy/core"
import type { AwsAccount } from "../AwsAccount.ts"

type Logger = NonNullable<EC2ClientConfig["logger"]>
type DefaultProvider = NonNullable<EC2ClientConfig["credentialDefaultProvider"]>
type Provider = ReturnType<DefaultProvider>

/** Hands what is logged to many. */
const broadcast = (loggers: ReadonlySet<Logger>): Logger => {
  const tell =
    (level: "debug" | "info" | "warn" | "error") =>
    (...content: ReadonlyArray<unknown>) => {
      for (const logger of loggers) logger[level](...content)
    }
  return { debug: tell("debug"), info: tell("info"), warn: tell("warn"), error: tell("error") }
}

/** Kept until five minutes before they expire; who comes while they are got waits for the same. */
const kept = (provider: Provider): Provider =>
  memoizeIdentityProvider(provider, isIdentityExpired, doesIdentityRequireRefresh) ?? provider

/** What credentials are got with. */
export interface Settings {
  /** Gives the code of a device for multi-factor authentication. */
  readonly mfaCode: ((serial: string) => Promise<string>) | undefined
  /** How the service is asked that gives out those of a role. */
  readonly client: NonNullable<Providers.FromTemporaryCredentialsOptions["clientConfig"]>
}

/** Makes what gives each client of an account the credentials of it. */
export const make = (
  { fromNodeProviderChain, fromTemporaryCredentials }: typeof Providers,
  { mfaCode, client }: Settings,
) => {
  const shared = new Map<string, { readonly loggers: Set<Logger>; readonly provider: Provider }>()

  /** The provider of a name, which all clients that ask for it listen to. */
  const share = (
    name: string,
    init: Parameters<DefaultProvider>[0],
    make: (logger: Logger) => Provider,
  ) => {
    let found = shared.get(name)
    if (found === undefined) {
      const loggers = new Set<Logger>()
      found = { loggers, provider: kept(make(broadcast(loggers))) }
      shared.set(name, found)
    }
    if (init?.logger !== undefined) found.loggers.add(init.logger)
    return found.provider
  }

  const ofProfile = (profile: string | undefined, init: Parameters<DefaultProvider>[0]) =>
    share(JSON.stringify([profile]), init, (logger) =>
      fromNodeProviderChain({
        ...init,
        logger,
        ...(profile === undefined ? {} : { profile }),
        ...(mfaCode === undefined ? {} : { mfaCodeProvider: mfaCode }),
      }),
    )

  return (account: AwsAccount, stsRegion: string): DefaultProvider =>
    (init) => {
      const { external_id, profile, role_arn, role_session_name = "route-server" } = account
      const masterCredentials = ofProfile(profile, init)
      if (role_arn === undefined) return masterCredentials
      return share(
        JSON.stringify([profile, role_arn, external_id, role_session_name]),
        init,
        (logger) =>
          fromTemporaryCredentials({
            masterCredentials,
            logger,
            clientConfig: { ...client, region: stsRegion },
            params: {
              RoleArn: role_arn,
              RoleSessionName: role_session_name,
              ...(external_id === undefined ? {} : { ExternalId: external_id }),
            },
          }),
      )
    }
}
