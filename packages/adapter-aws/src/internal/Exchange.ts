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
import type * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { type NoPage, type Page, readAny, readPlain } from "./answer.ts"
import { read as readBody } from "./body.ts"
import type { CredentialTrail, Reason } from "./CredentialTrail.ts"
import { corrected } from "./query.ts"
import type { Redactor } from "./redact.ts"
import type { Answer, Reading } from "./Teller.ts"
import { OwnFault, property, type Telling } from "./Told.ts"

/** A request as the SDK takes it. */
export type Input = DescribeRouteServerPeersCommandInput

/** The name of the fault that an answer takes too long to arrive; the SDK retries what has it. */
const TIMEOUT = "TimeoutError"

/** The headers of a request that hold no credential but the signature, which is known. */
const HARMLESS: ReadonlySet<string> = new Set([
  "amz-sdk-invocation-id",
  "amz-sdk-request",
  "authorization",
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
  Predicate.isNumber(property(value, "statusCode")) &&
  Predicate.isObject(property(value, "headers"))

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
let sdk: typeof import("@aws-sdk/client-ec2") | undefined

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
  /** The caller's, in which effects are run. */
  readonly context: Context.Context<never>
  /** Hangs up what is under way. */
  readonly #controller = new AbortController()
  /** The SDK's notes on the call, once it is about to ask for credentials. */
  #notes: unknown
  /** What the requests were signed with, each with something else. */
  readonly #signatures: Array<string> = []
  #isGivenUp = false

  constructor(connection: Connection, context: Context.Context<never>) {
    this.connection = connection
    this.context = context
  }

  /** Whether the call got as far as asking for credentials, and no further. */
  get isWithoutCredentials(): boolean {
    return this.#notes !== undefined && this.#identity === undefined
  }

  /** Why the client found no credentials, as far as its providers tell. */
  get credentialReasons(): ReadonlyArray<Reason> {
    return this.connection.credentialTrail?.reasons ?? []
  }

  get #identity(): unknown {
    const notes = property(this.#notes, "__smithy_context")
    return property(property(notes, "selectedHttpAuthScheme"), "identity")
  }

  /** Hangs up, whatever is under way. */
  hangUp(): void {
    this.#controller.abort()
  }

  /** Sends the request; rejects as the SDK does. */
  async send(input: Input): Promise<void> {
    sdk ??= await import("@aws-sdk/client-ec2")
    const command = new sdk.DescribeRouteServerPeersCommand(input)
    command.middlewareStack.add(
      (next, context) => (args) => {
        this.#notes = context
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
      (next) => (args) => this.#attempt(next, args),
      // Of the last step the last: nothing stands between this and the wire.
      { name: "routeServerExchange", step: "deserialize", priority: "low" },
    )
    const abortSignal = this.#controller.signal
    try {
      this.#noteDelay(await this.connection.client.send(command, { abortSignal }))
      if (this.answer === undefined) {
        throw new OwnFault(
          "NothingSent",
          "Nothing was sent: a middleware answered, or somebody has replaced the client's send",
        )
      }
    } catch (error) {
      this.#noteDelay(error)
      throw error
    } finally {
      if (this.#isGivenUp) this.#controller.abort()
    }
  }

  #noteDelay(outcome: unknown): void {
    const delay = property(property(outcome, "$metadata"), "totalRetryDelay")
    if (Predicate.isNumber(delay)) this.retryDelay = delay
  }

  /** Sends one request, and reads the answer. */
  async #attempt<Args extends { readonly request: unknown }, Out extends { response: unknown }>(
    next: (args: Args) => Promise<Out>,
    args: Args,
  ): Promise<Out> {
    this.attempts += 1
    this.answer = this.page = this.noPage = undefined
    this.#learn(args.request)
    const { result, response, answer } = await this.#inTime(async () => {
      const result = await next(args)
      const response = property(result, "response")
      if (!isHttpResponse(response)) {
        throw new OwnFault("NoResponse", "The client's requestHandler gave no HTTP response")
      }
      return { result, response, answer: await this.#collect(response) }
    })
    await this.#read(response, answer)
    return result
  }

  /** Waits no longer than an answer may take. */
  #inTime<A>(arrive: () => Promise<A>): Promise<A> {
    return new Promise((resolve, reject) => {
      const giveUp = Effect.sync(() => reject(this.#giveUp()))
      const { responseTimeout } = this.connection
      const deadline = Effect.runForkWith(this.context)(Effect.delay(giveUp, responseTimeout), {
        signal: this.#controller.signal,
      })
      const then =
        <B>(settle: (value: B) => void) =>
        (value: B) => {
          deadline.interruptUnsafe()
          settle(value)
        }
      arrive().then(then(resolve), then(reject))
    })
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
    const meant = Predicate.isString(body) ? corrected(body, input) : undefined
    if (meant !== undefined) Object.assign(Object(request), { body: meant })
  }

  #learn(request: unknown): void {
    const { redactor } = this.connection
    const headers = property(request, "headers")
    const authorization = String(property(headers, "authorization"))
    const signature = /Signature=(\w+)/.exec(authorization)?.[1]
    if (signature !== undefined) this.#signatures.push(signature)
    const identity = this.#identity
    redactor.learn(property(identity, "secretAccessKey"))
    redactor.learn(property(identity, "accessKeyId"))
    redactor.learn(property(identity, "sessionToken"))
    for (const [name, value] of Object.entries(Object(headers))) {
      if (!HARMLESS.has(name.toLowerCase())) redactor.learn(value)
    }
    // What a middleware of the user's signs with instead of the SDK, or adds to the URL.
    if (signature === undefined) redactor.learn(authorization.slice(authorization.indexOf(" ") + 1))
    for (const value of Object.values(Object(property(request, "query"))).flat()) {
      redactor.learn(value)
    }
  }

  async #collect(response: HttpResponse): Promise<Answer> {
    const { client, maxResponseBytes } = this.connection
    const body = await readBody(response.body, maxResponseBytes, client.config.streamCollector)
    const headers = new Map<string, string>()
    for (const [name, value] of Object.entries(response.headers)) {
      headers.set(name.toLowerCase(), String(value))
    }
    return { status: response.statusCode, headers, body }
  }

  /** Reads an answer, and leaves of it what the SDK needs. */
  async #read(response: HttpResponse, answer: Answer): Promise<void> {
    const { redactor, maxResponseBytes, rawErrors, unreadable } = this.connection
    const redact = (text: string) => redactor.redact(text, this.#signatures)
    const reading = { maxResponseBytes, rawErrors, unreadable, redact }
    const plain = readPlain(answer, reading)
    const read =
      plain === undefined
        ? await Effect.runPromiseWith(this.context)(Effect.result(readAny(answer, reading)), {
            signal: this.#controller.signal,
          })
        : Result.succeed(plain)
    this.answer = answer
    if (Result.isSuccess(read)) {
      this.page = read.success
      response.body = new Uint8Array()
    } else {
      this.noPage = read.failure
      response.body = errorDocument(read.failure)
    }
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
