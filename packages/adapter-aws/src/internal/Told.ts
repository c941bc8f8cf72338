/**
 * What is told of an error that somebody else made.
 *
 * Its text may quote anything: what a server said, a command line, a file of
 * credentials. So it is told by its name, its code and its place, which have
 * forms of their own, and its text only where it is known: a sentence of the
 * SDK's that holds nothing but settings of the user's, or one of this adapter's.
 * All else is shown to those alone who ask for it.
 */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { withoutSecrets } from "../EndpointUrl.ts"
import type { Reason } from "./CredentialTrail.ts"

/** A fault that this adapter found, told in its own words. */
export class OwnFault extends Error {
  readonly #own: undefined
  override readonly name: string

  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }

  /** Whether a value is one; unlike `instanceof`, this runs no code of the value's. */
  static is(value: unknown): value is OwnFault {
    return Predicate.isObject(value) && #own in value
  }
}

/** A member of what may be anything, and may throw. */
export const property = (value: unknown, key: PropertyKey): unknown => {
  try {
    return Predicate.hasProperty(value, key) ? value[key] : undefined
  } catch {
    return undefined
  }
}

/** A member that is a text, and of a form if one is given. */
export const textOf = (value: unknown, key: string, form = /^/): string | undefined =>
  Option.liftPredicate(Predicate.isString)(property(value, key)).pipe(
    Option.filter((text) => form.test(text)),
    Option.getOrUndefined,
  )

/** An error and what it was caused by, outermost first; an error can be among its own causes. */
export const chain = (error: unknown): ReadonlyArray<unknown> => {
  const links = new Set<unknown>()
  for (
    let link = error;
    Predicate.isObject(link) && !links.has(link);
    link = property(link, "cause")
  ) {
    links.add(link)
  }
  return [...links]
}

/** In characters. A credential is longer. */
export const SHORT = 15

// These are short, or have an end or a beginning that no credential has.
const NAME = /^[A-Za-z]{1,15}$|^[A-Za-z]{1,40}(?:Error|Exception)$/
const CODE =
  /^[A-Z_\d]{1,15}$|^(?:ERR|HPE|CERT|CRL|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|HOSTNAME)_[A-Z_\d]{1,40}$/
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$|^(?:[\da-f]{0,4}:){2,7}[\da-f.]{0,15}$/i
const HOST = /^(?:[\w-]{1,15}\.){0,8}[\w-]{1,15}$/

const nameOf = (link: unknown): string => textOf(link, "name", NAME) ?? "Error"

/** A code as the system and the runtime have them, such as `ECONNREFUSED`. */
const codeOf = (link: unknown): string | undefined => textOf(link, "code", CODE)

/** Where a call of the system failed: `connect 127.0.0.1:9`. */
const placeOf = (link: unknown): string => {
  const address = textOf(link, "address", ADDRESS) ?? textOf(link, "hostname", HOST)
  const port = property(link, "port")
  return [
    textOf(link, "syscall", /^[a-z]{1,15}$/i) ?? "",
    address === undefined || !Predicate.isNumber(port) ? (address ?? "") : `${address}:${port}`,
  ]
    .filter((part) => part !== "")
    .map((part) => ` ${part}`)
    .join("")
}

/** How to tell. */
export interface Telling {
  /** Whether errors show what strangers wrote. */
  readonly rawErrors: boolean
  /** Whether a text is a setting of the user's, such as the name of the profile. */
  readonly isSetting: (text: string) => boolean
}

const PROFILE = "([\\w.@/+-]+)"

/**
 * Sentences of the SDK's about the user's own settings; what follows them is not
 * told. A server can write one, too, so of what is in them only what is short, or
 * known to be a setting.
 */
const SENTENCES: ReadonlyArray<RegExp> = [
  "Could not load credentials from any providers",
  "Unable to find environment variable credentials\\.",
  `Could not resolve credentials using profile: \\[${PROFILE}\\] in configuration/credentials file\\(s\\)\\.`,
  `Profile ${PROFILE} credential_process (?:did not return Version 1|returned (?:invalid JSON|invalid credentials|expired credentials))\\.`,
  `Profile ${PROFILE} (?:did not contain credential_process|was not found|could not be found in shared credentials file|is not configured with SSO credentials|requires multi-factor authentication)\\b`,
  "The SSO session associated with this profile (?:has expired|is invalid)\\.",
  `The SSO session token associated with profile=${PROFILE} was not found or is invalid\\.`,
  "Token is expired\\.",
  "EC2 Instance Metadata Service access disabled$",
  "Resolved credential object is not valid$",
].map((sentence) => new RegExp(`^${sentence}`))

/** A command that gives out credentials, without its arguments and what it printed. */
const COMMAND = /^Command failed: ((?:"([^"\n]+)"|'([^'\n]+)'|([^\s"'=]+)(?=\s|$)).*)/

/** A setting of the user's, with what can't be seen in it made visible. */
const setting = (value: string): string =>
  JSON.stringify(value.length > 100 ? `${value.slice(0, 100).toWellFormed()}…` : value)

const sentenceOf = (text: string, { isSetting }: Telling): string | undefined => {
  const isShown = (word: string) => word.length <= SHORT || isSetting(word)
  const command = COMMAND.exec(text)
  if (command !== null) {
    const [, line, ...quoted] = command
    // One of them is there.
    const program = quoted.join("").split(/[/\\]/).at(-1)
    const isTold = program && (isShown(program) || isSetting(String(line)))
    return isTold ? `Command failed: ${setting(program).slice(1, -1)}` : undefined
  }
  const found = SENTENCES.map((sentence) => sentence.exec(text)).find(Predicate.isNotNull)
  if (found === undefined) return undefined
  const [sentence, profile] = found
  return profile === undefined || isShown(profile) ? sentence : sentence.replace(profile, "…")
}

/** What the SDK says of a Region that is none, by the text with which it does. */
export const toldOfRegion = (error: unknown, telling: Telling): string => {
  const text = textOf(error, "message") ?? ""
  const [, region] =
    /^Region not accepted: region="([\s\S]*)" is not a valid hostname/.exec(text) ?? []
  if (region !== undefined) {
    const shown = telling.isSetting(region) ? setting(region) : `${region.length} characters`
    return `Region not accepted: ${shown}`
  }
  return text === "Region is missing" ? text : told(error, telling)
}

/** What is told of one error, without what it was caused by. */
export const told = (link: unknown, telling: Telling): string => {
  const text = textOf(link, "message") ?? ""
  if (OwnFault.is(link)) return text
  if (telling.rawErrors && text.trim() !== "") return text
  const input = textOf(link, "code") === "ERR_INVALID_URL" ? textOf(link, "input") : undefined
  if (input !== undefined) {
    return telling.isSetting(input)
      ? `Invalid URL ${setting(withoutSecrets(input))}`
      : "Invalid URL"
  }
  const code = codeOf(link)
  return sentenceOf(text, telling) ?? (code === undefined ? nameOf(link) : code + placeOf(link))
}

/** What is told of a provider's failure: why, or if that can't be told, that it failed. */
export const toldOf = ({ provider, text, exitStatus }: Reason, telling: Telling): string => {
  const why = telling.rawErrors ? text : (sentenceOf(text, telling) ?? `${provider} failed`)
  return exitStatus === undefined ? why : `${why} (exit status ${exitStatus})`
}

/**
 * An error for others to keep: itself for those who ask for it, else what is
 * told of it and of its causes. A stack would repeat its text.
 */
export const toCause = (error: unknown, telling: Telling): unknown => {
  if (telling.rawErrors) return error
  const copied = chain(error).reduceRight<Error | undefined>((cause, link) => {
    const copy = new Error(told(link, telling), cause === undefined ? {} : { cause })
    copy.name = nameOf(link)
    copy.stack = `${copy.name}: ${copy.message}`
    const code = codeOf(link)
    return code === undefined ? copy : Object.assign(copy, { code })
  }, undefined)
  return copied ?? new Error(`a value of the type ${typeof error}`)
}
