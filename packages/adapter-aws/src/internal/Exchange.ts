/**
 * What goes over the wire for one call, seen from inside the SDK.
 *
 * The SDK signs, sends and retries. Its reader of answers can't be relied on
 * for this operation: an empty body, a page of HTML that happens to be well
 * formed or a list of the wrong elements all come out as an answer without
 * peers. So a middleware, attached to the command and not to the client, takes
 * each answer off the wire, reads it, and leaves the SDK no more than it needs
 * to decide on a retry: the status, the headers and the code of an error.
 */
import type { DescribeRouteServerPeersCommandInput, EC2Client } from "@aws-sdk/client-ec2"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { type NoPage, type Page, readAnswer } from "./answer.ts"
import type { CredentialTrail, Reason } from "./CredentialTrail.ts"
import { query } from "./query.ts"
import type { Redactor } from "./redact.ts"
import type { Answer, Reading } from "./Teller.ts"
import { OwnFault, property, type Telling } from "./Told.ts"

/** A request as the SDK takes it. */
export type Input = DescribeRouteServerPeersCommandInput

/** The name of the fault that an answer is longer than it may be. */
export const BODY_TOO_LONG = "BodyTooLong"

/** The name of the fault that an answer takes too long to arrive; the SDK retries what has it. */
const TIMEOUT = "TimeoutError"

/** The headers of a request that hold no credential but the signature, which is known. */
const HARMLESS: ReadonlySet<string> = new Set([
  "amz-sdk-invocation-id",
  "amz-sdk-request",
  "authorization",
  "content-length",
  "content-type",
  "host",
  "user-agent",
  "x-amz-content-sha256",
  "x-amz-date",
  "x-amz-user-agent",
])

interface HttpResponse {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  body: unknown
}

const isHttpResponse = (value: unknown): value is HttpResponse =>
  Predicate.hasProperty(value, "statusCode") &&
  Predicate.isNumber(value.statusCode) &&
  Predicate.hasProperty(value, "headers") &&
  Predicate.isObject(value.headers)

const isAsyncIterable = (value: unknown): value is AsyncIterable<Uint8Array> =>
  Predicate.hasProperty(value, Symbol.asyncIterator)

/** What calls go through. */
export interface Connection extends Omit<Reading, "redact">, Telling {
  readonly client: EC2Client
  /** How long an answer may take. */
  readonly responseTimeout: Duration.Duration
  /** Knows the credentials of the calls. */
  readonly redactor: Redactor
  /** Hears what the client's providers of credentials say, if the client is the adapter's own. */
  readonly credentialTrail: CredentialTrail | undefined
}

/** Whoever has a client has loaded the SDK; to look it up takes a while, so it is done once. */
let sdk: Promise<typeof import("@aws-sdk/client-ec2")> | undefined

/** One call, which is one or more attempts. */
export class Exchange {
  /** The last attempt's answer, if one arrived as a whole. */
  answer: Answer | undefined
  /** That answer, if it is a page. */
  page: Page | undefined
  /** That answer, if it is none. */
  noPage: NoPage | undefined
  /** The number of requests that were sent. */
  attempts = 0
  /** How long the SDK waited between them, in milliseconds. */
  retryDelay = 0

  readonly connection: Connection
  /** Hangs up what is under way. */
  readonly #controller = new AbortController()
  /** The SDK's notes on the call, once it is about to ask for credentials. */
  #context: unknown
  /** What the requests were signed with, each with something else. */
  readonly #signatures: Array<string> = []
  #isGivenUp = false

  constructor(connection: Connection) {
    this.connection = connection
  }

  /** Whether the call got as far as asking for credentials, and no further. */
  get isWithoutCredentials(): boolean {
    return this.#context !== undefined && this.#identity === undefined
  }

  /** Why the client found no credentials, as far as its providers tell. */
  get credentialReasons(): ReadonlyArray<Reason> {
    return this.connection.credentialTrail?.reasons ?? []
  }

  get #identity(): unknown {
    const notes = property(this.#context, "__smithy_context")
    return property(property(notes, "selectedHttpAuthScheme"), "identity")
  }

  /** Sends the request; rejects as the SDK does. Effects are run by `run`. */
  async send(
    input: Input,
    interrupted: AbortSignal,
    run: <A>(effect: Effect.Effect<A, unknown>, options: Effect.RunOptions) => Promise<A>,
  ): Promise<void> {
    sdk ??= import("@aws-sdk/client-ec2")
    const { DescribeRouteServerPeersCommand } = await sdk
    const command = new DescribeRouteServerPeersCommand(input)
    command.middlewareStack.add(
      (next, context) => (args) => {
        this.#context = context
        return next(args)
      },
      // The next step of the SDK's is to ask for credentials.
      { name: "routeServerCredentials", step: "serialize", priority: "high" },
    )
    command.middlewareStack.addRelativeTo(
      <Args extends { readonly input: Input }, Out>(next: (args: Args) => Out) =>
        (args: Args): Out => {
          this.#correct(property(args, "request"), args.input)
          return next(args)
        },
      // What middlewares of the user's add to the request they add after this.
      { name: "routeServerQuery", relation: "after", toMiddleware: "serializerMiddleware" },
    )
    command.middlewareStack.add(
      (next) => (args) => {
        this.attempts += 1
        this.answer = this.page = this.noPage = undefined
        this.#learn(args.request)
        const attempt = Effect.tryPromise({
          try: async () => {
            const result = await next(args)
            return { result, answer: await this.#collect(result.response) }
          },
          catch: (error) => error,
        }).pipe(
          Effect.timeoutOrElse({
            duration: this.connection.responseTimeout,
            orElse: () => Effect.fail(this.#giveUp()),
          }),
          Effect.tap(({ result, answer }) => this.#read(result.response, answer)),
          Effect.map(({ result }) => result),
        )
        return run(attempt, { signal: interrupted })
      },
      // Of the last step the last: nothing stands between this and the wire.
      { name: "routeServerExchange", step: "deserialize", priority: "low" },
    )
    const abortSignal = AbortSignal.any([interrupted, this.#controller.signal])
    try {
      const { $metadata } = await this.connection.client.send(command, { abortSignal })
      this.retryDelay = $metadata?.totalRetryDelay ?? 0
      if (this.answer === undefined) {
        throw new OwnFault(
          "NothingSent",
          "Nothing was sent: a middleware answered, or somebody has replaced the client's send",
        )
      }
    } catch (error) {
      const delay = property(property(error, "$metadata"), "totalRetryDelay")
      if (Predicate.isNumber(delay)) this.retryDelay = delay
      throw error
    } finally {
      if (this.#isGivenUp) this.#controller.abort()
    }
  }

  #giveUp(): OwnFault {
    this.#isGivenUp = true
    const { responseTimeout } = this.connection
    return new OwnFault(TIMEOUT, `the answer took more than ${Duration.format(responseTimeout)}`)
  }

  /**
   * The serializer of a client is one for all commands, and where one fails half
   * way it sends what it had written with the next (run): another command's
   * parameters would come with this request, and cut its listing short.
   */
  #correct(request: unknown, input: Input): void {
    const body = property(request, "body")
    if (!Predicate.isString(body) || !Predicate.isObject(request)) return
    const sent = new URLSearchParams(body)
    const meant = query(sent, input)
    // As it nearly always is; other spellings of the same take longer to compare.
    if (meant.toString() === body) return
    const inOrder = (parameters: URLSearchParams) => JSON.stringify([...parameters].sort())
    if (inOrder(meant) !== inOrder(sent)) Object.assign(request, { body: meant.toString() })
  }

  #learn(request: unknown): void {
    const headers = property(request, "headers")
    this.#signatures.push(
      ...(/Signature=(\w+)/.exec(String(property(headers, "authorization")))?.slice(1) ?? []),
    )
    this.connection.redactor.learn([
      property(this.#identity, "secretAccessKey"),
      property(this.#identity, "accessKeyId"),
      property(this.#identity, "sessionToken"),
      ...Object.entries(headers ?? {}).flatMap(([name, value]) =>
        HARMLESS.has(name.toLowerCase()) ? [] : [value],
      ),
    ])
  }

  async #collect(response: unknown): Promise<Answer | undefined> {
    if (!isHttpResponse(response)) return undefined
    const body = await this.#bytes(response.body)
    const headers = new Map(
      Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    )
    return { status: response.statusCode, headers, body }
  }

  async #bytes(body: unknown): Promise<Uint8Array> {
    if (body === undefined || body === null) return new Uint8Array()
    if (!isAsyncIterable(body)) {
      const whole =
        body instanceof Uint8Array
          ? body
          : await this.connection.client.config.streamCollector(body)
      return this.#bounded(whole, whole.length)
    }
    const chunks: Array<Uint8Array> = []
    let length = 0
    for await (const chunk of body) {
      length += chunk.length
      // Leaving the loop closes the stream, and with it the socket.
      chunks.push(this.#bounded(chunk, length))
    }
    const whole = new Uint8Array(length)
    let at = 0
    for (const chunk of chunks) {
      whole.set(chunk, at)
      at += chunk.length
    }
    return whole
  }

  #bounded(chunk: Uint8Array, length: number): Uint8Array {
    const { maxResponseBytes } = this.connection
    if (length <= maxResponseBytes) return chunk
    throw new OwnFault(
      BODY_TOO_LONG,
      `The body of the answer is longer than the ${maxResponseBytes} bytes that maxResponseBytes allows`,
    )
  }

  /** Reads an answer, and leaves of it what the SDK needs. */
  #read(response: unknown, answer: Answer | undefined): Effect.Effect<void> {
    if (answer === undefined || !isHttpResponse(response)) return Effect.void
    const { redactor } = this.connection
    const redact = (text: string) => redactor.redact(text, this.#signatures)
    return Effect.match(readAnswer(answer, { ...this.connection, redact }), {
      onSuccess: (page) => {
        this.answer = answer
        this.page = page
        response.body = new Uint8Array()
      },
      onFailure: (noPage) => {
        this.answer = answer
        this.noPage = noPage
        response.body = answer.status < 300 ? new Uint8Array() : errorDocument(noPage)
      },
    })
  }
}

/** What the SDK is told of an error: its code, without which it can't tell throttling. */
const errorDocument = ({ raw }: NoPage): Uint8Array => {
  if (raw === undefined) return new Uint8Array()
  const text = raw.code.replace(/[^\w.-]/g, "")
  return new TextEncoder().encode(
    `<Response><Errors><Error><Code>${text}</Code></Error></Errors></Response>`,
  )
}
