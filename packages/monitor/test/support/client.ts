/**
 * What the tests of the server share: requests with nothing added to them, and streams of
 * events read as they come.
 */
import { type IncomingMessage, request } from "node:http"
import { Effect, Queue, type Scope } from "effect"
import { Sse } from "effect/encoding"

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage["headers"]
  readonly text: string
  readonly json: unknown
}

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Asks, and reads the answer to its end. */
export const ask = (
  url: string,
  path: string,
  { method = "GET", headers = {} }: Asked = {},
): Effect.Effect<Answer> =>
  Effect.callback((resume) => {
    const { hostname, port } = new URL(url)
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let text = ""
      response.setEncoding("utf8").on("data", (data: string) => {
        text += data
      })
      response.on("end", () =>
        resume(
          Effect.succeed({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: jsonOf(text),
          }),
        ),
      )
    })
    sent.on("error", (error) => resume(Effect.die(error)))
    sent.end()
    return Effect.sync(() => sent.destroy())
  })

export interface Following {
  readonly response: IncomingMessage
  /** The next event; ends with `undefined` where the stream does. */
  readonly next: Effect.Effect<Sse.Event | undefined>
}

/** Follows a stream of events until the scope closes. */
export const follow = Effect.fnUntraced(function* (
  url: string,
  path: string,
  { headers = {} }: Asked = {},
): Effect.fn.Return<Following, never, Scope.Scope> {
  const events = yield* Queue.unbounded<Sse.Event | undefined>()
  const parser = Sse.makeParser((event) => {
    if (event._tag === "Event") Queue.offerUnsafe(events, event)
  })
  const { hostname, port } = new URL(url)
  const response = yield* Effect.acquireRelease(
    Effect.callback<IncomingMessage>((resume) => {
      const sent = request({ hostname, port, path, headers, agent: false }, (response) =>
        resume(Effect.succeed(response)),
      )
      sent.on("error", (error) => resume(Effect.die(error)))
      sent.end()
    }),
    (response) => Effect.sync(() => response.destroy()),
  )
  response.setEncoding("utf8").on("data", (data: string) => parser.feed(data))
  response.on("error", () => {})
  response.once("close", () => Queue.offerUnsafe(events, undefined))
  return { response, next: Queue.take(events) }
})
