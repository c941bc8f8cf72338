/**
 * Answers in EC2's envelope to what Node.js does not take for a request, and
 * would answer in its own way or not at all.
 *
 * Codes and texts are a guess.
 */
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http"
import { Predicate } from "effect"

interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** Writes a refusal in the envelope. */
type Write = (refusal: Refusal) => {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const MALFORMED: Refusal = {
  status: 400,
  code: "MalformedHttpRequestException",
  message: "The request is not HTTP/1.1",
}

const NOT_ALLOWED: Refusal = {
  status: 405,
  code: "MethodNotAllowed",
  message: "The method CONNECT is not allowed. Expecting GET or POST.",
}

/** By the codes of Node.js's errors. */
const REFUSALS: ReadonlyMap<unknown, Refusal> = new Map([
  [
    "HPE_HEADER_OVERFLOW",
    {
      status: 431,
      code: "RequestHeaderSectionTooLarge",
      message: "The head of the request is too large",
    },
  ],
  [
    "ERR_HTTP_REQUEST_TIMEOUT",
    {
      status: 408,
      code: "RequestTimeoutException",
      message: "The request did not arrive in time",
    },
  ],
])

const toBytes = (refusal: Refusal, write: Write): string => {
  const { headers, body } = write(refusal)
  const head = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ]
  return [...head, "", body].join("\r\n")
}

/** Makes a server refuse as EC2 would. */
export const refuse = (server: Server, write: Write): void => {
  const latest = new WeakMap<object, ServerResponse>()
  const remember = ({ socket }: IncomingMessage, response: ServerResponse) =>
    latest.set(socket, response)
  server.prependListener("request", remember)
  server.prependListener("checkContinue", remember)
  // A server may pass over an expectation that it does not know.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response))
  server.on("connect", (_request, socket) => socket.end(toBytes(NOT_ALLOWED, write)))
  server.on("clientError", (error, socket) => {
    const code = Predicate.hasProperty(error, "code") ? error.code : undefined
    const response = latest.get(socket)
    const isInAnswer = response?.headersSent === true && !response.writableFinished
    if (code === "ECONNRESET" || !socket.writable || isInAnswer) socket.destroy()
    else socket.end(toBytes(REFUSALS.get(code) ?? MALFORMED, write))
  })
}
