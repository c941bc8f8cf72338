/**
 * How services that give out credentials answered: the SDK asks them by itself and
 * keeps it quiet.
 */
import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { Effect, Predicate } from "effect"
import { excerpt } from "../terminal/DisplayText.ts"

/** Node's channels for what becomes of each request over HTTP. */
const RESPONSE = "http.client.response.finish"
const FAILURE = "http.client.request.error"

const text = (within: unknown, ...path: ReadonlyArray<string>): string => {
  const value = path.reduce<unknown>(
    (at, name) => (Predicate.hasProperty(at, name) ? at[name] : undefined),
    within,
  )
  return typeof value === "string" || typeof value === "number" ? `${value}` : ""
}

/** Listens for as long as a scope is open; gives what was heard last of each host. */
export const listen = Effect.gen(function* () {
  const heard = new Map<string, string>()
  // An answer may be a credential, and the path to it a secret: neither is kept.
  const note = (message: unknown, what: string) => {
    const host = excerpt(text(message, "request", "host"))
    heard.set(host, `${host} ${what}`)
  }
  const answered = (message: unknown) =>
    note(message, `answered HTTP ${text(message, "response", "statusCode")}`)
  const failed = (message: unknown) => {
    const code = text(message, "error", "code") || text(message, "error", "name")
    note(message, `did not answer (${excerpt(code)})`)
  }
  yield* Effect.acquireRelease(
    Effect.sync(() => {
      subscribe(RESPONSE, answered)
      subscribe(FAILURE, failed)
    }),
    () =>
      Effect.sync(() => {
        unsubscribe(RESPONSE, answered)
        unsubscribe(FAILURE, failed)
      }),
  )
  return (): ReadonlyArray<string> => [...heard.values()]
})
