/**
 * What goes over the wire for one call, seen from inside the SDK.
 *
 * The SDK signs, sends and retries. Its reader of answers can't be relied on
 * for this operation: an empty body, a page of HTML that happens to be well
 * formed or a list of the wrong elements all come out as an answer without
 * peers. So a middleware, attached to the command and not to the client, takes
 * each answer off the wire as it is, and leaves the SDK an empty one where the
 * status is a success and the same one where the SDK has to decide on a retry.
 */
import { DescribeRouteServerPeersCommand, type EC2Client } from "@aws-sdk/client-ec2"
import { Predicate } from "effect"
import type { CredentialTrail } from "./CredentialTrail.ts"
import { Redactor } from "./redact.ts"

type Input = NonNullable<ConstructorParameters<typeof DescribeRouteServerPeersCommand>[0]>

/** An answer as it came. */
export interface Answer {
  readonly status: number
  /** The headers, by their names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}

/** The body of an answer is longer than it may be. */
export class BodyTooLong extends Error {
  override readonly name = "BodyTooLong"
}

/** In milliseconds. The SDK bounds a silence, yet not the sum of short ones. */
const LONGEST_ARRIVAL = 300_000

/** The body of an answer comes so slowly that nobody waits for its end. */
class BodyTooSlow extends Error {
  override readonly name = "TimeoutError"
  override readonly message = `The body of the answer took more than ${LONGEST_ARRIVAL} ms`
}

interface HttpResponse {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  body: unknown
}

const isHttpResponse = (value: unknown): value is HttpResponse =>
  Predicate.hasProperty(value, "statusCode") &&
  Predicate.isNumber(value.statusCode) &&
  Predicate.hasProperty(value, "headers") &&
  Predicate.isObject(value.headers) &&
  Predicate.hasProperty(value, "body")

const isAsyncIterable = (value: unknown): value is AsyncIterable<Uint8Array> =>
  Predicate.hasProperty(value, Symbol.asyncIterator)

const property = (value: unknown, key: PropertyKey): unknown =>
  Predicate.hasProperty(value, key) ? value[key] : undefined

/** What calls go through. */
export interface Connection {
  readonly client: EC2Client
  /** The greatest length of an answer, in bytes. */
  readonly maxResponseBytes: number
  /** Hears what the client's providers of credentials say, if the client is the adapter's own. */
  readonly credentialTrail: CredentialTrail | undefined
}

/** One call, which is one or more attempts. */
export class Exchange {
  /** The last attempt's answer, if one arrived as a whole. */
  answer: Answer | undefined
  /** The number of requests that were sent. */
  attempts = 0
  /** Whether there were credentials to sign a request with. */
  hasCredentials = false
  /** How long the SDK waited between them, in milliseconds. */
  retryDelay = 0
  /** Knows the credentials of the call. */
  readonly redactor = new Redactor()

  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Why the client found no credentials, as far as its providers tell. */
  get credentialReasons(): ReadonlyArray<string> {
    return this.#connection.credentialTrail?.reasons ?? []
  }

  /** Sends the request; rejects as the SDK does. */
  async send(input: Input, abortSignal: AbortSignal): Promise<void> {
    const command = new DescribeRouteServerPeersCommand(input)
    command.middlewareStack.add(
      (next) => (args) => {
        this.hasCredentials = true
        return next(args)
      },
      // The SDK has chosen an identity by the end of the step before this one.
      { name: "routeServerCredentials", step: "build" },
    )
    command.middlewareStack.add(
      (next, context) => async (args) => {
        this.attempts += 1
        this.answer = undefined
        this.#learn(context, args.request)
        const result = await next(args)
        if (isHttpResponse(result.response)) await this.#take(result.response)
        return result
      },
      // Of the last step the last: nothing stands between this and the wire.
      { name: "routeServerExchange", step: "deserialize", priority: "low" },
    )
    try {
      const { $metadata } = await this.#connection.client.send(command, { abortSignal })
      this.retryDelay = $metadata.totalRetryDelay ?? 0
    } catch (error) {
      const delay = property(property(error, "$metadata"), "totalRetryDelay")
      if (Predicate.isNumber(delay)) this.retryDelay = delay
      throw error
    }
  }

  #learn(context: object, request: unknown): void {
    const scheme = property(property(context, "__smithy_context"), "selectedHttpAuthScheme")
    const identity = property(scheme, "identity")
    const headers = property(request, "headers")
    const [, signature] = /Signature=(\w+)/.exec(String(property(headers, "authorization"))) ?? []
    this.redactor.learn([
      property(identity, "secretAccessKey"),
      property(identity, "accessKeyId"),
      property(identity, "sessionToken"),
      property(headers, "x-amz-security-token"),
      signature,
    ])
  }

  async #take(response: HttpResponse): Promise<void> {
    const body = await this.#collect(response.body)
    const headers = new Map(
      Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    )
    this.answer = { status: response.statusCode, headers, body }
    response.body = response.statusCode < 300 ? new Uint8Array() : body
  }

  async #collect(body: unknown): Promise<Uint8Array> {
    if (body === undefined || body === null) return new Uint8Array()
    if (body instanceof Uint8Array) return this.#bounded(body)
    if (!isAsyncIterable(body))
      return this.#bounded(await this.#connection.client.config.streamCollector(body))
    const chunks: Array<Uint8Array> = []
    let length = 0
    const start = performance.now()
    for await (const chunk of body) {
      chunks.push(chunk)
      length += chunk.length
      if (performance.now() - start > LONGEST_ARRIVAL) throw new BodyTooSlow()
      // Leaving the loop closes the stream, and with it the socket.
      if (length > this.#connection.maxResponseBytes) throw this.#tooLong()
    }
    const whole = new Uint8Array(length)
    let at = 0
    for (const chunk of chunks) {
      whole.set(chunk, at)
      at += chunk.length
    }
    return whole
  }

  #bounded(body: Uint8Array): Uint8Array {
    if (body.length > this.#connection.maxResponseBytes) throw this.#tooLong()
    return body
  }

  #tooLong(): BodyTooLong {
    return new BodyTooLong(
      `The body of the answer is longer than the ${this.#connection.maxResponseBytes} bytes that maxResponseBytes allows`,
    )
  }
}
