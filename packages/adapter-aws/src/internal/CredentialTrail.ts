/**
 * Why the SDK's chain of providers found no credentials.
 *
 * The chain asks one provider after the other. Where none has any it rejects
 * with one and the same sentence, be a profile misspelt, its process broken or
 * what that gave out expired; the reasons go to the logger of the client and
 * nowhere else (run).
 */
import type { EC2ClientConfig } from "@aws-sdk/client-ec2"

type Logger = NonNullable<EC2ClientConfig["logger"]>

/** How the SDK logs a failure of a provider: one that the next may mend, or the end of the chain (run). */
const FAILURE = /^@smithy\/property-provider (?:->|\(!\)) ([\s\S]*)$/

/** Settings that are not set, and providers that are not asked. */
const NO_REASON = /^Not found in (?:ENV|config files)|\bskipping\b|\bnot (?:specified$|set in\b)/i

/** How the SDK logs that it asks a provider (run). */
const PROVIDER = /(?:::| - )((?:from|remote)[A-Za-z]{1,30})$/

/** What the chain says first: that it looks into the environment, or why it does not (run). */
const BEGINNING = /defaultProvider::fromEnv$|\bskipping fromEnv\b/

/** Why a provider had no credentials. */
export interface Reason {
  readonly provider: string
  readonly text: string
  /** How the program ended that was to give them out, if one was. */
  readonly exitStatus?: number | undefined
}

/** Listens to the logger of one client. */
export class CredentialTrail {
  readonly #reasons = new Map<string, Reason>()
  readonly #exits: ReadonlyMap<string, number>
  #provider = "A provider"

  /** Is told how programs ended, by their command line. */
  constructor(exits: ReadonlyMap<string, number> = new Map()) {
    this.#exits = exits
  }

  /** The reasons of the last time, each once, in their order. */
  get reasons(): ReadonlyArray<Reason> {
    return [...this.#reasons.values()]
  }

  /**
   * A logger that also listens. Without one of the user's, warnings go to the
   * console and all else goes nowhere, as they do in a client without a logger.
   */
  logger(user: Logger | undefined): Logger {
    return {
      trace: (...content) => user?.trace?.(...content),
      debug: (...content) => {
        this.#listen(content[0])
        user?.debug(...content)
      },
      info: (...content) => user?.info(...content),
      warn: (...content) => (user ?? console).warn(...content),
      error: (...content) => user?.error(...content),
    }
  }

  #listen(message: unknown): void {
    if (typeof message !== "string") return
    if (BEGINNING.test(message)) this.#reasons.clear()
    this.#provider = PROVIDER.exec(message)?.[1] ?? this.#provider
    const text = FAILURE.exec(message)?.[1]?.trim()
    if (text !== undefined && !NO_REASON.test(text)) {
      const command = /^Command failed: (.*)/.exec(text)?.[1] ?? ""
      const exitStatus = this.#exits.get(command)
      this.#reasons.set(text, { provider: this.#provider, text, exitStatus })
    }
  }
}
