/**
 * Fleets for tests of commands: endpoints that listen, and files of targets that name
 * them.
 */
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { PeerSource, type PeerSourceError } from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Context, Effect, Layer } from "effect"
import { vi } from "vitest"
import { peersOf } from "./peers.ts"
import { inputOf } from "./runCli.ts"

/** Credentials that are any, so that nobody looks for others. */
export const stubCredentials = (): void => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any")
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any")
  for (const name of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]) {
    vi.stubEnv(name, "/dev/null")
  }
  for (const name of ["AWS_PROFILE", "AWS_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_EC2"]) {
    vi.stubEnv(name, undefined)
  }
}

/** What the command finds in its environment. */
export const environment = {
  AWS_MAX_ATTEMPTS: "1",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
}

/** An endpoint with some peers, as long as the scope is open. */
export const serve = (...peers: ReadonlyArray<unknown>) =>
  Effect.gen(function* () {
    const memory = MemoryPeerSource.layer(peersOf(...peers))
    const context = yield* Layer.build(Layer.provideMerge(NodeEc2Endpoint.layer(), memory))
    return {
      url: Context.get(context, NodeEc2Endpoint.NodeEc2Endpoint).url,
      memory: Context.get(context, MemoryPeerSource.MemoryPeerSource),
    }
  })

/** An endpoint that refuses. */
export const refuse = (error: PeerSourceError.PeerSourceError) => answering(() => error)

/** An endpoint whose answers somebody else makes, out of peers or an error. */
export const answering = (answer: () => ReadonlyArray<unknown> | PeerSourceError.PeerSourceError) =>
  Effect.gen(function* () {
    const source = Layer.succeed(PeerSource.PeerSource, {
      describe: () => {
        const answered = answer()
        return "_tag" in answered
          ? Effect.fail(answered)
          : Effect.succeed({ RouteServerPeers: peersOf(...answered) })
      },
    })
    const context = yield* Layer.build(Layer.provide(NodeEc2Endpoint.layer(), source))
    return Context.get(context, NodeEc2Endpoint.NodeEc2Endpoint).url
  })

/** An endpoint that takes requests and never answers. */
export const silence = Effect.gen(function* () {
  const source = Layer.succeed(PeerSource.PeerSource, { describe: () => Effect.never })
  const context = yield* Layer.build(Layer.provide(NodeEc2Endpoint.layer(), source))
  return Context.get(context, NodeEc2Endpoint.NodeEc2Endpoint).url
})

/** Nothing listens there. */
export const DEAD = "http://127.0.0.1:1"

/** A file of accounts, each with an endpoint of its own. */
export const targetsFile = (endpoints: Readonly<Record<string, string>>) =>
  inputOf(
    JSON.stringify({
      accounts: Object.entries(endpoints).map(([name, endpoint_url]) => ({
        name,
        endpoint_url,
        account: "111122223333",
        regions: ["eu-west-1"],
        labels: { team: "net" },
      })),
    }),
  )
