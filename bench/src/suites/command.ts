/**
 * The command as it is installed, against `jq` and the AWS CLI: whole processes, from
 * their start to their end. Those that are not installed here are left out, which is said.
 */
import { spawnSync } from "node:child_process"
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { RouteServerPeer, Shape } from "@route-server/core"
import { Ec2Endpoint } from "@route-server/endpoint"
import { Fleet } from "@route-server/testing"
import { QUERY, serveReady } from "../loopback.ts"
import { type Command, missing, output, usageOf } from "../processes.ts"
import type { Contest, Suite } from "../Suite.ts"

const inProject = (path: string): string =>
  fileURLToPath(new URL(`../../../${path}`, import.meta.url))

const ours = (...args: ReadonlyArray<string>): Command["line"] => [
  process.execPath,
  inProject("packages/cli/bin/route-server.cjs"),
  "peers",
  "describe",
  ...args,
]

const MANY = 100_000

const shape = Shape.of(RouteServerPeer.RouteServerPeer)
const names = shape.kind === "structure" ? shape.members.map(({ name }) => name) : []

/** The peers of a fleet in the order of their IDs, with their members in that of the reference: as they are exported. */
const exported = (): ReadonlyArray<object> =>
  Fleet.make({ seed: 14, size: MANY })
    .toSorted((a, b) => (a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1))
    .map((peer) =>
      Object.fromEntries(
        Object.entries(peer).sort(([a], [b]) => names.indexOf(a) - names.indexOf(b)),
      ),
    )

/** Writes them as lines and as a page, as the AWS CLI prints it. */
const writeFixtures = (folder: string) => {
  const lines = join(folder, "peers.ndjson")
  const page = join(folder, "peers.json")
  const files = [openSync(lines, "w"), openSync(page, "w")] as const
  for (const [index, peer] of exported().entries()) {
    writeSync(files[0], `${JSON.stringify(peer)}\n`)
    writeSync(files[1], index === 0 ? '{\n    "RouteServerPeers": [\n        ' : ",\n        ")
    writeSync(files[1], JSON.stringify(peer, null, 4).replaceAll("\n", "\n        "))
  }
  writeSync(files[1], "\n    ]\n}\n")
  for (const file of files) closeSync(file)
  return { lines, page }
}

/** Compares the time and the memory of two commands, once they were seen to write the same. */
const compare = async (
  work: string,
  name: string,
  own: Command,
  theirs: Command,
  limits: { readonly cpu: number; readonly memory: number },
  gist: (output: string) => unknown = (output) => output,
): Promise<ReadonlyArray<Contest>> => {
  const answers = [await output(own), await output(theirs)].map((text) =>
    JSON.stringify(gist(text)),
  )
  if (answers[0] !== answers[1])
    throw new Error(`${work}: ${name} writes something else than we do`)
  return (["cpu", "memory"] as const).map((measure) => {
    const of = (command: Command) => async () => (await usageOf(command))[measure]
    return {
      work: measure === "cpu" ? work : `memory: ${work}`,
      measure: measure === "cpu" ? "milliseconds" : "bytes",
      ours: of(own),
      against: [{ name, run: of(theirs), limit: limits[measure] }],
    }
  })
}

const againstJq = async (folder: string): Promise<ReadonlyArray<Contest>> => {
  const { lines, page } = writeFixtures(folder)
  const isFailed = 'select(.State == "failed")'
  const filter = ["--filters", "Name=State,Values=failed"]
  const works = [
    ["100,000 peers, a line each", lines, ".", []],
    ["those that have failed", lines, isFailed, filter],
    ["100,000 peers, a page, to lines", page, ".RouteServerPeers[]", []],
    ["those that have failed", page, `.RouteServerPeers[] | ${isFailed}`, filter],
  ] as const
  const contests = []
  for (const [work, file, query, flags] of works) {
    const own = { line: ours("--fixture", file, "--output", "ndjson", ...flags) }
    const theirs: Command = { line: ["jq", "-c", query, file] }
    // A stream of lines jq reads one by one; a page it holds as a whole.
    const limits = { cpu: 1, memory: file === lines ? 50 : 0.4 }
    const of = file === lines ? " of lines" : " of a page"
    const title = query.includes("select") ? `${work}${of}` : work
    contests.push(...(await compare(title, "jq -c", own, theirs, limits)))
  }
  return contests
}

const againstAws = async (url: string): Promise<ReadonlyArray<Contest>> => {
  const environment = {
    AWS_ACCESS_KEY_ID: "AKIABENCHBENCHBENCH0",
    AWS_SECRET_ACCESS_KEY: "bench/".repeat(7).slice(0, 40),
    AWS_REGION: "eu-west-1",
    AWS_DEFAULT_REGION: "eu-west-1",
    AWS_EC2_METADATA_DISABLED: "true",
  }
  const endpoint = ["--endpoint-url", url, "--output", "json"]
  return [
    ...(await compare(
      "the sample fleet of 41, from the start of the command",
      "aws --version",
      { line: ours("--output", "json") },
      { line: ["aws", "--version"] },
      { cpu: 0.65, memory: 2 },
      () => "not the same work",
    )),
    ...(await compare(
      "a page of 5 from an endpoint, from the start of the command",
      "AWS CLI",
      { line: ours("--source", "aws", ...endpoint), environment },
      { line: ["aws", "ec2", "describe-route-server-peers", ...endpoint], environment },
      { cpu: 0.8, memory: 2 },
      (text) => JSON.parse(text),
    )),
  ]
}

export const command: Suite = {
  name: "command",
  seconds: 200,
  isQuick: false,
  prepare: async () => {
    const lacks = (competitors: Readonly<Record<string, string>>): boolean => {
      const all = missing(competitors)
      for (const what of all) process.stderr.write(`command: left out: ${what}\n`)
      return all.length > 0
    }
    const withoutJq = lacks({ jq: "apt-get install jq" })
    const withoutAws = lacks({ aws: "apt-get install awscli" })
    if (withoutJq && withoutAws) return { contests: [] }
    const built = spawnSync(process.execPath, [inProject("scripts/bundle-command.ts")])
    if (built.status !== 0) throw new Error(`The command can't be built: ${built.stderr}`)
    const folder = mkdtempSync(join(tmpdir(), "route-server-bench-"))
    const web = Ec2Endpoint.toWebHandler(MemoryPeerSource.layer(Fleet.make({ seed: 14, size: 5 })))
    const page = await (await web.handler(new Request(`http://localhost${QUERY}`))).text()
    await web.dispose()
    const server = await serveReady(page)
    const dispose = () => {
      server.close()
      rmSync(folder, { recursive: true })
    }
    try {
      return {
        contests: [
          ...(withoutJq ? [] : await againstJq(folder)),
          ...(withoutAws ? [] : await againstAws(server.url)),
        ],
        dispose,
      }
    } catch (error) {
      dispose()
      throw error
    }
  },
}
