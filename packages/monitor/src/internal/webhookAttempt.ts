/**
 * One attempt to tell a webhook of an event, by Standard Webhooks.
 *
 * Nothing that is said of it shows the URL, which may be all that a receiver asks for,
 * nor follows a redirect to elsewhere, nor is traced.
 */
import { createHmac } from "node:crypto"
import { Array, Clock, Data, Duration, Effect, Redacted, Result } from "effect"
import { Base64Url } from "effect/encoding"
import { FetchHttpClient, Headers, HttpClient, HttpClientRequest } from "effect/http"
import { keyOf, type Webhook } from "../Webhook.ts"

/** What is told, and what tells it from other things told. */
export interface Message {
  /** The same whenever it is told. */
  readonly id: string
  readonly body: string
}

/**
 * An attempt that failed.
 *
 * - `transient`: the same may succeed later
 * - `refused`: it will not, unless somebody changes something
 * - `gone`: nothing is wanted any more
 */
export class AttemptFailed extends Data.TaggedError("AttemptFailed")<{
  readonly kind: "transient" | "refused" | "gone"
  /** The status, or what kept one from coming, such as `ECONNREFUSED` or `Timeout`. */
  readonly code: string
  /** How long the receiver wants to be left alone. */
  readonly retryAfter: Duration.Duration
}> {}

/** The value of `webhook-id`: visible ASCII without the full stop, which separates what is signed. */
export const messageId = (id: string): string => `msg_${Base64Url.encode(id)}`

/** The value of `webhook-signature`: a signature by each secret. */
export const signatureOf = (
  secrets: Webhook["secrets"],
  { id, body }: Message,
  timestamp: number,
): string =>
  secrets
    .map((secret) => {
      // A webhook has secrets that have a key: its schema sees to that.
      const hmac = createHmac("sha256", keyOf(Redacted.value(secret)) ?? "")
      return `v1,${hmac.update(`${id}.${timestamp}.${body}`).digest("base64")}`
    })
    .join(" ")

const requestOf = ({ url, secrets }: Webhook, message: Message, timestamp: number) => {
  const target = new URL(Redacted.value(url))
  const { username, password } = target
  target.username = ""
  target.password = ""
  const request = HttpClientRequest.post(target).pipe(
    HttpClientRequest.bodyText(message.body, "application/json"),
    HttpClientRequest.setHeaders({
      "user-agent": "route-server-monitor",
      "webhook-id": message.id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signatureOf(secrets, message, timestamp),
    }),
  )
  return username === "" && password === ""
    ? request
    : HttpClientRequest.basicAuth(
        request,
        decodeURIComponent(username),
        decodeURIComponent(password),
      )
}

/** What may be otherwise in a moment: too early, too much, too slow, and the receiver's own trouble. */
const isTransient = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500

const retryAfterOf = (headers: Headers.Headers, now: number): Duration.Duration =>
  Result.match(Headers.parseRetryAfter(headers["retry-after"] ?? ""), {
    onFailure: () => Duration.zero,
    onSuccess: (wish) => Headers.retryAfterDelay(wish, now),
  })

const CODE = /^[A-Z][A-Z0-9_]+$/

/** The code of what kept a request from being answered, wherever in the causes it stands. */
const codeOf = (error: unknown): string => {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; depth += 1) {
    const code: unknown = Reflect.get(cause, "code")
    if (typeof code === "string" && CODE.test(code)) return code
    const [first] = cause instanceof AggregateError ? Array.fromIterable(cause.errors) : []
    cause = first ?? cause.cause
  }
  return "TransportError"
}

const transient = (code: string) =>
  new AttemptFailed({ kind: "transient", code, retryAfter: Duration.zero })

/** Sends a message once. */
export const attempt = (
  webhook: Webhook,
  message: Message,
  timeout: Duration.Duration,
): Effect.Effect<void, AttemptFailed, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const client = HttpClient.withScope(yield* HttpClient.HttpClient)
    const sentAt = yield* Clock.currentTimeMillis
    const { status, headers } = yield* client.execute(
      requestOf(webhook, message, Math.floor(sentAt / 1000)),
    )
    if (status >= 200 && status < 300) return
    return yield* new AttemptFailed({
      kind: status === 410 ? "gone" : isTransient(status) ? "transient" : "refused",
      code: String(status),
      retryAfter: retryAfterOf(headers, yield* Clock.currentTimeMillis),
    })
  }).pipe(
    Effect.scoped,
    Effect.catchTag("HttpClientError", ({ reason }) => Effect.fail(transient(codeOf(reason)))),
    Effect.timeoutOrElse({ duration: timeout, orElse: () => Effect.fail(transient("Timeout")) }),
    Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    Effect.provideService(HttpClient.TracerPropagationEnabled, false),
  )
