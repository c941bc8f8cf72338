/**
 * Answers in the app's own form to what Node.js does not take for a request, and
 * would answer in its own way or not at all.
 *
 * Codes are EC2's, and with their texts a guess.
 */
import { type Server, STATUS_CODES } from "node:http"
import type { Socket } from "node:net"
import * as Predicate from "effect/Predicate"
import type { Refusal } from "../../internal/HttpRefusal.ts"
import * as HttpRefusal from "../../internal/HttpRefusal.ts"
import type { Connection, Connections } from "./Connections.ts"

/** Writes a refusal in the form that an app's clients expect. */
export type Write = (refusal: Refusal) => {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const MALFORMED: Refusal = {
  status: 400,
  code: "MalformedHttpRequestException",
  message: "The request is not HTTP/1.1",
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
  ["ERR_HTTP_REQUEST_TIMEOUT", HttpRefusal.TIMED_OUT],
])

/**
 * The milliseconds that a client has to read a refusal and to hang up. Closing at
 * once, with bytes of the client's still coming, would reset the connection and
 * could lose the refusal.
 */
const LINGER = 500

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

const hangUp = (socket: Socket, lastBytes: string) => {
  socket.end(lastBytes)
  const timer = setTimeout(() => socket.destroy(), LINGER).unref()
  socket.once("close", () => clearTimeout(timer))
}

/** Makes a server refuse as an app would. */
export const refuse = (
  server: Server,
  connections: Connections,
  write: Write,
  handshakeFailed: (code: string) => void = () => {},
): void => {
  const refused = new WeakSet<Connection>()

  /** Refuses once the answers that are owed have been sent, and then takes no more. */
  const refuseInTurn = (connection: Connection | undefined, refusal: Refusal) => {
    // Node.js tells of every piece that comes after the first one that it can't read.
    if (connection === undefined || refused.has(connection)) return
    refused.add(connection)
    const { socket, owed, latest } = connection
    // What is wrong with the body of a request is the answer to that request.
    const broken = latest?.req.complete === false ? latest : undefined
    const inTurn = () => {
      const [next] = owed
      if (next !== undefined && (next !== broken || next.headersSent)) next.once("close", inTurn)
      else if (socket.writable) hangUp(socket, broken?.headersSent ? "" : toBytes(refusal, write))
    }
    inTurn()
  }

  // Node.js takes its own listener off where it hands a connection over, and an
  // error without a listener ends the process.
  for (const event of ["connection", "secureConnection"]) {
    server.on(event, (socket: Socket) => socket.on("error", () => {}))
  }
  // A server may pass over an expectation that it does not know.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response))
  server.on("connect", (_request, socket) => {
    // Nobody else reads on, and who does not read does not see that a client hangs up.
    socket.resume()
    refuseInTurn(connections.get(socket), HttpRefusal.notAllowed("CONNECT"))
  })
  server.on("clientError", (error, socket) => {
    const code = Predicate.hasProperty(error, "code") ? error.code : undefined
    const connection = connections.get(socket)
    if (connection === undefined) {
      // Without a handshake there is nobody to whom a refusal could be said.
      socket.destroy()
      handshakeFailed(String(code))
    } else refuseInTurn(connection, REFUSALS.get(code) ?? MALFORMED)
  })
}
