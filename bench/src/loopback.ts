/** Servers and a client on the loopback address of this process. */
import { Agent, createServer, type RequestListener, request } from "node:http"

/** Listens, and gives the URL. */
export const serve = async (
  listener: RequestListener,
): Promise<{ readonly url: string; readonly close: () => void }> => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (typeof address !== "object" || address === null) throw new Error("The server has no port")
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A server that has its answer ready. */
export const serveReady = (body: string) => {
  const bytes = Buffer.from(body)
  return serve((incoming, response) => {
    incoming.resume()
    incoming.on("end", () => {
      response.writeHead(200, {
        "content-type": "text/xml;charset=UTF-8",
        "content-length": bytes.length,
      })
      response.end(bytes)
    })
  })
}

/** A client that keeps its connection and reads answers to their end. */
export const client = (url: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const get = (path: string): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      request(`${url}${path}`, { agent }, (response) => {
        const chunks: Array<Buffer> = []
        response.on("data", (chunk) => chunks.push(chunk))
        response.on("end", () => resolve(Buffer.concat(chunks)))
        response.on("error", reject)
      })
        .on("error", reject)
        .end()
    })
  return { get, close: () => agent.destroy() }
}

/** The page of some peers as the endpoint writes it. */
export const QUERY = "/?Action=DescribeRouteServerPeers&Version=2016-11-15"

/** How long a sample of calls takes, in milliseconds: some of it collects the garbage of connections and answers. */
export const SAMPLE = 60
