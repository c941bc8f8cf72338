/** The endpoint over loopback, against Node's own server that has the same document ready. */
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Fleet } from "@route-server/testing"
import { Context, Effect, Exit, Layer, Scope } from "effect"
import { client, QUERY, SAMPLE, serveReady } from "../loopback.ts"
import type { Contest, Suite } from "../Suite.ts"

const contest = async (size: number, limit: number) => {
  const scope = Scope.makeUnsafe()
  const context = await Effect.runPromise(
    NodeEc2Endpoint.layer().pipe(
      Layer.provide(MemoryPeerSource.layer(Fleet.make({ seed: 9, size }))),
      Layer.buildWithScope(scope),
    ),
  )
  const ours = client(Context.get(context, NodeEc2Endpoint.NodeEc2Endpoint).url)
  const ready = await serveReady((await ours.get(QUERY)).toString())
  const theirs = client(ready.url)
  const timed: Contest = {
    work: `endpoint: a page of ${size.toLocaleString("en")} over loopback`,
    ours: () => ours.get(QUERY),
    sample: SAMPLE,
    // Each answer has a request ID of its own.
    gist: (answer) => (Buffer.isBuffer(answer) ? answer.length : answer),
    against: [{ name: "Node's http with the string ready", run: () => theirs.get(QUERY), limit }],
  }
  const dispose = async () => {
    ours.close()
    theirs.close()
    ready.close()
    await Effect.runPromise(Scope.close(scope, Exit.void))
  }
  return { timed, dispose }
}

export const endpoint: Suite = {
  name: "endpoint",
  seconds: 8,
  isQuick: true,
  prepare: async () => {
    const all = [await contest(1000, 2), await contest(5, 2.2)]
    return {
      contests: all.map(({ timed }) => timed),
      dispose: async () => {
        for (const { dispose } of all) await dispose()
      },
    }
  },
}
