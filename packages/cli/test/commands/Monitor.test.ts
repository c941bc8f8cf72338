import { createHmac } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { assert, describe, it } from "@effect/vitest"
import { LivingPeerSource } from "@route-server/adapter-memory"
import { RouteServerPeer } from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Context, Effect, Exit, Layer, Schema, Scope } from "effect"
import { PROCESS_TIMEOUT, start } from "../support/process.ts"
import { runCli } from "../support/runCli.ts"

/** Starts a monitor as a process, and waits for its URL, which is the first line that it prints. */
const monitor = async (...args: ReadonlyArray<string>) => {
  const started = start(["monitor", "--port", "0", ...args], {
    AWS_ACCESS_KEY_ID: "any",
    AWS_SECRET_ACCESS_KEY: "doNotTell",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  })
  const lines = createInterface({ input: started.child.stdout })
  for await (const url of lines) return { ...started, url }
  throw new Error(`The monitor ended without a word: ${(await started.ended()).stderr}`)
}

const Targets = Schema.Struct({
  targets: Schema.Array(
    Schema.Struct({
      target: Schema.Struct({ name: Schema.String }),
      condition: Schema.String,
      unreadable: Schema.Array(
        Schema.Struct({ routeServerPeerId: Schema.String, message: Schema.String }),
      ),
      failure: Schema.optionalKey(Schema.Struct({ code: Schema.String })),
    }),
  ),
})

const ChangeLog = Schema.Struct({
  changes: Schema.Array(
    Schema.Struct({
      sequence: Schema.Int,
      id: Schema.String,
      change: Schema.Struct({ _tag: Schema.String, routeServerPeerId: Schema.String }),
    }),
  ),
})

const Told = Schema.fromJsonString(
  Schema.Struct({ type: Schema.String, data: Schema.Struct({ sentence: Schema.String }) }),
)

const read = async <A>(url: string, schema: Schema.ConstraintDecoder<A>, headers = {}) =>
  Schema.decodeUnknownSync(schema)(await (await fetch(url, { headers })).json())

/** Asks again and again until an answer is as wanted. */
const until = async <A>(ask: () => Promise<A>, isWanted: (answer: A) => boolean): Promise<A> => {
  for (;;) {
    const answer = await ask()
    if (isWanted(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const peers = ["rsp-1", "rsp-2"].map((RouteServerPeerId) =>
  RouteServerPeer.make({
    RouteServerPeerId,
    State: "available",
    BgpStatus: { Status: "up" },
    BgpOptions: { PeerAsn: 65001, PeerLivenessDetection: "bgp-keepalive" },
  }),
)

/** An endpoint of peers that live, until the scope is closed. */
const serve = async () => {
  const scope = Scope.makeUnsafe()
  const context = await Effect.runPromise(
    NodeEc2Endpoint.layer().pipe(
      Layer.provideMerge(LivingPeerSource.layer(peers)),
      Layer.buildWithScope(scope),
    ),
  )
  const { url: endpoint } = Context.get(context, NodeEc2Endpoint.NodeEc2Endpoint)
  return { scope, endpoint, living: Context.get(context, LivingPeerSource.LivingPeerSource) }
}

describe("A monitor", { timeout: PROCESS_TIMEOUT }, () => {
  it("watches a fleet, asks for its token, and after a restart goes on where it was", async () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    const { scope, endpoint, living } = await serve()
    const [targets, token] = [join(folder, "targets.yaml"), join(folder, "token")]
    writeFileSync(
      targets,
      `accounts:
  - { name: good, regions: [eu-west-1], endpoint_url: "${endpoint}" }
  - { name: dead, regions: [eu-west-1], endpoint_url: "http://127.0.0.1:1" }
`,
    )
    writeFileSync(token, "correct-horse-battery\n")
    const flags = ["--targets", targets, "--token-file", token, "--interval", "100ms"]
    const state = ["--state", join(folder, "state.db")]
    const headers = { authorization: "Bearer correct-horse-battery" }

    const first = await monitor(...flags, ...state)
    assert.strictEqual((await fetch(`${first.url}/metrics`)).status, 401)
    const known = await until(
      () => read(`${first.url}/api/v1/targets`, Targets, headers),
      ({ targets: [good, dead] }) =>
        good?.condition === "current" && dead?.failure?.code === "ConnectionRefused",
    )
    assert.deepStrictEqual(
      known.targets.map(({ target }) => target.name),
      ["good/eu-west-1", "dead/eu-west-1"],
    )
    const before = await read(`${first.url}/api/v1/changes`, ChangeLog, headers)
    assert.deepStrictEqual(
      before.changes.map(({ change }) => [change._tag, change.routeServerPeerId]),
      [
        ["Appeared", "rsp-1"],
        ["Appeared", "rsp-2"],
      ],
    )
    first.child.kill("SIGTERM")
    const ended = await first.ended()
    assert.strictEqual(ended.status, 0, ended.stderr)
    assert.notMatch(ended.stderr, /doNotTell|correct-horse/)

    await Effect.runPromise(living.silence("rsp-2"))
    await Effect.runPromise(living.delete("rsp-1"))
    const second = await monitor(...flags, ...state)
    const after = await until(
      () => read(`${second.url}/api/v1/changes`, ChangeLog, headers),
      ({ changes }) => changes.some(({ change }) => change._tag === "StateChanged"),
    )
    assert.deepStrictEqual(after.changes.slice(0, 2), before.changes)
    assert.strictEqual(
      after.changes.filter(({ change }) => change._tag === "Appeared").length,
      2,
      "nothing is told a second time",
    )
    assert.strictEqual(new Set(after.changes.map(({ id }) => id)).size, after.changes.length)
    second.child.kill("SIGINT")
    assert.strictEqual((await second.ended()).status, 0)
    await Effect.runPromise(Scope.close(scope, Exit.void))
    rmSync(folder, { recursive: true })
  })

  it("tells webhooks of what happens from now on, in the form of Standard Webhooks", async () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    const { scope, endpoint, living } = await serve()
    const received: Array<{ readonly headers: IncomingHttpHeaders; readonly body: string }> = []
    const receiver = createServer((request, response) => {
      let body = ""
      request.setEncoding("utf8").on("data", (data: string) => {
        body += data
      })
      request.on("end", () => {
        received.push({ headers: request.headers, body })
        response.writeHead(204).end()
      })
    })
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve))
    // A server that listens on a port has an address with one.
    const { port } = receiver.address() as AddressInfo
    const key = Buffer.alloc(32, 7)
    const [targets, webhooks] = [join(folder, "targets.yaml"), join(folder, "webhooks.yaml")]
    writeFileSync(
      targets,
      `accounts: [{ name: good, regions: [eu-west-1], endpoint_url: "${endpoint}" }]`,
    )
    writeFileSync(
      webhooks,
      `webhooks:
  - name: tickets
    url: http://127.0.0.1:${port}/s3cret
    secrets: [whsec_${key.toString("base64")}]
    changes: [StateChanged]
`,
    )
    const state = join(folder, "state.db")
    const { child, ended, url } = await monitor(
      ...["--targets", targets, "--webhooks", webhooks, "--interval", "100ms", "--state", state],
    )
    await until(
      () => read(`${url}/api/v1/changes`, ChangeLog),
      ({ changes }) => changes.length === 2,
    )
    await Effect.runPromise(living.delete("rsp-1"))
    await until(
      () => Promise.resolve(received.length),
      (count) => count > 0,
    )
    const [{ headers, body } = { headers: {}, body: "" }] = received
    const { type, data } = Schema.decodeUnknownSync(Told)(body)
    assert.strictEqual(type, "route_server_peer.state_changed")
    assert.strictEqual(
      data.sentence,
      "The state of peer rsp-1 in good/eu-west-1 is deleting; it was available.",
    )
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`
    const signature = createHmac("sha256", key).update(signed).digest("base64")
    assert.strictEqual(headers["webhook-signature"], `v1,${signature}`)
    await until(
      async () => (await fetch(`${url}/metrics`)).text(),
      (text) =>
        text.includes('\naws_route_server_webhook_delivered_total{webhook="tickets"} ') &&
        /\naws_route_server_build_info\{version="\d/.test(text),
    )
    child.kill("SIGTERM")
    const { status, stderr } = await ended()
    assert.strictEqual(status, 0, stderr)
    assert.notInclude(stderr, "s3cret")
    receiver.close()
    await Effect.runPromise(Scope.close(scope, Exit.void))
    rmSync(folder, { recursive: true })
  })

  it("watches a rehearsal where nothing else is said, and keeps nothing of it", async () => {
    const { child, ended, url } = await monitor()
    const { targets } = await until(
      () => read(`${url}/api/v1/targets`, Targets),
      ({ targets: [only] }) => only?.condition === "current",
    )
    assert.deepStrictEqual(
      targets.map(({ target }) => target.name),
      ["rehearsal, invented"],
    )
    assert.strictEqual((await fetch(`${url}/readyz`)).status, 200)
    assert.include(await (await fetch(url)).text(), "rehearsal, invented")
    assert.include(await (await fetch(`${url}/metrics`)).text(), "\naws_route_server_target_up{")
    child.kill("SIGINT")
    const { status, stderr } = await ended()
    assert.strictEqual(status, 0)
    assert.include(stderr, "all that happens to them are invented\n")
    assert.include(stderr, "; nothing is kept\n")
  })

  it("goes on watching a target of whose peers one can't be understood, and tells of it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    const items = ["<state>available</state>", "<bgpStatus>up</bgpStatus>"]
      .map(
        (rest, index) => `<item><routeServerPeerId>rsp-${index}</routeServerPeerId>${rest}</item>`,
      )
      .join("")
    const odd = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/xml" })
      response.end(
        `<DescribeRouteServerPeersResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>x</requestId><routeServerPeerSet>${items}</routeServerPeerSet></DescribeRouteServerPeersResponse>`,
      )
    })
    await new Promise<void>((resolve) => odd.listen(0, "127.0.0.1", resolve))
    // A server that listens on a port has an address with one.
    const { port } = odd.address() as AddressInfo
    const targets = join(folder, "targets.yaml")
    writeFileSync(
      targets,
      `accounts: [{ name: odd, regions: [eu-west-1], endpoint_url: "http://127.0.0.1:${port}" }]`,
    )
    const state = ["--state", join(folder, "monitor.db")]
    const { child, ended, url } = await monitor("--targets", targets, ...state)
    const known = await until(
      () => read(`${url}/api/v1/targets`, Targets),
      ({ targets: [target] }) => target?.condition !== "unknown",
    )
    const [target = assert.fail()] = known.targets
    assert.strictEqual(target.condition, "current")
    assert.deepStrictEqual(
      target.unreadable.map(({ routeServerPeerId }) => routeServerPeerId),
      ["rsp-1"],
    )
    assert.match(target.unreadable[0]?.message ?? "", /BgpStatus/)
    child.kill("SIGTERM")
    assert.strictEqual((await ended()).status, 0)
    odd.close()
    rmSync(folder, { recursive: true })
  })

  it("tells in its metrics which others of a cluster it sees", async () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    const targets = join(folder, "targets.yaml")
    writeFileSync(
      targets,
      'accounts: [{ name: dead, regions: [eu-west-1], endpoint_url: "http://127.0.0.1:1" }]',
    )
    const state = ["--state", join(folder, "monitor.db")]
    const { child, ended, url } = await monitor("--targets", targets, "--cluster", ...state)
    const metrics = async () => (await fetch(`${url}/metrics`)).text()
    await until(metrics, (text) => text.includes('\naws_route_server_runners{fleet="same"} 1\n'))
    child.kill("SIGTERM")
    assert.strictEqual((await ended()).status, 0)
    rmSync(folder, { recursive: true })
  })
})

const fails = async (...args: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = await Effect.runPromise(runCli(["monitor", ...args]))
  assert.strictEqual(stdout, "")
  return { status, said: stderr.split("\n").at(-2) }
}

describe("route-server monitor", () => {
  it("refuses what can't be meant", async () => {
    for (const [said, ...args] of [
      ["--regions can't be used with --fixture", "--regions", "eu-*", "--fixture", "x.json"],
      ["--rehearse goes with --source memory only", "--regions", "eu-*", "--rehearse"],
      ["--stale-after must be three times as long as --interval, or longer", "--interval", "2m"],
      ["--runner-address goes with --cluster only", "--runner-address", "127.0.0.1:0"],
      [
        "--cluster goes with targets of AWS: what is invented is something else in each process",
        "--cluster",
      ],
    ] as const) {
      const { status, stderr } = await Effect.runPromise(runCli(["monitor", ...args]))
      // Nothing is said of what is watched, since nothing is.
      assert.deepStrictEqual([status, stderr], [252, `route-server: ${said}\n`])
    }
  })

  it("says what is wrong with a token, and does not show it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    const file = join(folder, "token")
    writeFileSync(file, "tooShort")
    const { status, said } = await fails("--token-file", file, "--port", "0")
    assert.strictEqual(status, 252)
    assert.match(String(said), /^route-server: --token-file: .*16/)
    assert.notInclude(said, "tooShort")
    const missing = await fails("--token-file", join(folder, "none"))
    assert.strictEqual(missing.status, 252)
    assert.match(String(missing.said), /^route-server: can't read '.*none': /)
    rmSync(folder, { recursive: true })
  })

  it("says what is wrong with a file of webhooks, and shows nothing of it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    const file = join(folder, "webhooks.yaml")
    for (const [text, says] of [
      [
        "webhooks: [{ name: a, url: 's3cret', secrets: [s3cret] }]",
        /webhooks\[0\]\.secrets\[0\]: .*whsec_/,
      ],
      ["webhooks: [{ name: a, url: 's3cret', secrets: [] }]", /webhooks\[0\]\.secrets/],
      ["webhooks: [{ name: a, uri: s3cret }]", /webhooks\[0\]\.uri/],
      ["s3cret", /webhooks\.yaml:1:1: expected members/],
      ["a: b\nwebhooks: [s3cret", /webhooks\.yaml:2:\d+: it is no YAML/],
    ] as const) {
      writeFileSync(file, text)
      const { status, stderr } = await Effect.runPromise(runCli(["monitor", "--webhooks", file]))
      assert.strictEqual(status, 252)
      assert.match(stderr, says)
      assert.notInclude(stderr, "s3cret")
    }
    rmSync(folder, { recursive: true })
  })

  it("says that a file is no state of a monitor, and leaves it as it is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    const file = join(folder, "state.db")
    writeFileSync(file, "something else, which is somebody's\n".repeat(100))
    const { status, said } = await fails("--state", file, "--port", "0")
    assert.strictEqual(status, 255)
    assert.match(String(said), /^route-server: .*database/)
    rmSync(folder, { recursive: true })
  })

  it("says so when it can't listen", async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve))
    // A server that listens on a port has an address with one.
    const { port } = taken.address() as AddressInfo
    const { status, said } = await fails("--port", String(port))
    taken.close()
    assert.strictEqual(status, 255)
    assert.match(
      String(said),
      new RegExp(`^route-server: can't listen on 127.0.0.1, port ${port}: `),
    )
  })
})
