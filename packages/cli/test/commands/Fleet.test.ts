/**
 * The commands that look at peers, over a fleet of endpoints that listen.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { PeerUpdate, RouteServerPeer, ServiceError } from "@route-server/core"
import { Effect, Stream } from "effect"
import { afterEach, beforeEach, vi } from "vitest"
import * as ExitStatus from "../../src/output/ExitStatus.ts"
import {
  answering,
  DEAD,
  environment,
  refuse,
  serve,
  silence,
  stubCredentials,
  targetsFile,
} from "../support/fleet.ts"
import { inputOf, runCli, type Surroundings } from "../support/runCli.ts"

const up = {
  RouteServerPeerId: "rsp-1",
  State: "available",
  BgpStatus: { Status: "up" },
} as const
const down = { ...up, RouteServerPeerId: "rsp-2", BgpStatus: { Status: "down" } } as const
const unauthorized = new ServiceError.UnauthorizedOperation({ message: "Not you." })

const peers =
  (endpoints: Readonly<Record<string, string>>, surroundings: Surroundings = {}) =>
  (...args: ReadonlyArray<string>) =>
    runCli(["peers", ...args, "--targets", "-"], {
      input: targetsFile(endpoints),
      environment,
      ...surroundings,
    })

const target = (name: string) => ({
  name: `${name}/eu-west-1`,
  account: "111122223333",
  region: "eu-west-1",
  labels: { team: "net" },
})

/** The first peer, with its session down. */
const downNow = RouteServerPeer.make({ ...up, BgpStatus: { Status: "down" } })

/** The second, with its session up. */
const upAgain = RouteServerPeer.make({ ...down, BgpStatus: { Status: "up" } })

const json = (stdout: string): unknown => JSON.parse(stdout)

const linesOf = (stdout: string): ReadonlyArray<Record<string, unknown>> =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))

describe("A fleet", () => {
  beforeEach(stubCredentials)
  afterEach(() => vi.unstubAllEnvs())

  describe("described", () => {
    it.effect("has a column for the target, and says below how many there are", () =>
      Effect.gen(function* () {
        const a = yield* serve(down)
        const b = yield* serve(up, { ...up, RouteServerPeerId: "rsp-0" })
        const describe = peers({ b: b.url, a: a.url })
        const { status, stdout, stderr } = yield* describe(
          "describe",
          "--columns",
          "target,peer,bgp",
        )
        assert.strictEqual(stderr, "")
        assert.strictEqual(status, 0)
        assert.deepStrictEqual(stdout.split("\n"), [
          "   TARGET       PEER   BGP",
          "!  a/eu-west-1  rsp-2  DOWN",
          "   b/eu-west-1  rsp-0  up",
          "   b/eu-west-1  rsp-1  up",
          "",
          "3 peers: 3 available (2 BGP up, 1 BGP down)",
          "Source: standard input, 2 targets",
          "",
        ])
      }),
    )

    it.effect("hides the column where there is a single target", () =>
      Effect.gen(function* () {
        const { url } = yield* serve(up)
        const describe = peers({ a: url })
        const { stdout } = yield* describe("describe")
        assert.notInclude(stdout, "TARGET")
        assert.include(stdout, "Source: standard input, 1 target\n")
        assert.include((yield* describe("describe", "--output", "wide")).stdout, "STATE")
      }),
    )

    it.effect("tells below which targets can't be read and why, and ends with 1", () =>
      Effect.gen(function* () {
        const { url } = yield* serve(up)
        const forbidden = yield* refuse(unauthorized)
        const describe = peers({ dead: DEAD, ok: url, forbidden })
        const { status, stdout, stderr } = yield* describe("describe", "--columns", "peer")
        assert.include(stdout, "rsp-1\n\n1 peer: ")
        assert.include(
          stdout,
          "Source: standard input, 3 targets\n\n2 of 3 targets can't be read, so peers may be missing:\n! dead/eu-west-1: The connection was refused: ",
        )
        assert.include(stdout, "\n! forbidden/eu-west-1: UnauthorizedOperation: Not you.\n")
        assert.strictEqual(stderr, "route-server: 2 of 3 targets can't be read\n")
        assert.strictEqual(status, ExitStatus.PARTIAL)
      }),
    )

    it.effect("ends as a single target does where none can be read", () =>
      Effect.gen(function* () {
        const forbidden = yield* refuse(unauthorized)
        const refused = yield* peers({ forbidden, dead: DEAD })("describe", "--output", "json")
        assert.strictEqual(refused.status, ExitStatus.SERVICE)
        assert.strictEqual((yield* peers({ dead: DEAD })("describe")).status, ExitStatus.OTHER)
        assert.deepStrictEqual(json(refused.stdout), {
          FleetPeers: [],
          UnknownTargets: [
            {
              Target: target("forbidden"),
              Error: { Code: "UnauthorizedOperation", Message: "Not you." },
            },
            {
              Target: target("dead"),
              Error: {
                Code: "ConnectionRefused",
                Message: "The connection was refused: ECONNREFUSED connect 127.0.0.1:1",
              },
            },
          ],
        })
      }),
    )

    it.effect("leaves peers as they are in JSON, YAML, lines and text", () =>
      Effect.gen(function* () {
        const a = yield* serve(down)
        const b = yield* serve(up)
        const describe = (...args: ReadonlyArray<string>) =>
          Effect.map(
            peers({ b: b.url, a: a.url, dead: DEAD })("describe", ...args),
            ({ stdout }) => stdout,
          )
        const Dead = {
          Code: "ConnectionRefused",
          Message: "The connection was refused: ECONNREFUSED connect 127.0.0.1:1",
        }
        const whole = {
          FleetPeers: [
            { Target: target("b"), RouteServerPeer: up },
            { Target: target("a"), RouteServerPeer: down },
          ],
          UnknownTargets: [{ Target: target("dead"), Error: Dead }],
        }
        assert.deepStrictEqual(json(yield* describe("-o", "json")), whole)
        const { parse } = yield* Effect.promise(() => import("yaml"))
        assert.deepStrictEqual(parse(yield* describe("-o", "yaml")), whole)
        const lines = linesOf(yield* describe("-o", "ndjson"))
        assert.sameDeepMembers([...lines], [...whole.FleetPeers, ...whole.UnknownTargets])
        assert.deepStrictEqual(lines.at(-1), whole.UnknownTargets[0])
        assert.deepStrictEqual(
          linesOf(yield* describe("-o", "ndjson", "--sort-by", "target")).slice(0, 2),
          whole.FleetPeers.toReversed(),
        )
        assert.deepStrictEqual(
          (yield* describe("-o", "text"))
            .split("\n")
            .map((line) => line.split("\t").filter((field) => field !== "")),
          [
            ["TARGET", "111122223333", "b/eu-west-1", "eu-west-1"],
            ["ROUTESERVERPEERS", "rsp-1", "available"],
            ["BGPSTATUS", "up"],
            ["TARGET", "111122223333", "a/eu-west-1", "eu-west-1"],
            ["ROUTESERVERPEERS", "rsp-2", "available"],
            ["BGPSTATUS", "down"],
            [
              "UNKNOWNTARGET",
              "111122223333",
              "dead/eu-west-1",
              "eu-west-1",
              ...Object.values(Dead),
            ],
            [],
          ],
        )
      }),
    )

    it.effect("is asked by expressions, over peers and what is unknown", () =>
      Effect.gen(function* () {
        const { url } = yield* serve(up, down)
        const { status, stdout, stderr } = yield* peers({ a: url, dead: DEAD })(
          "describe",
          "--query",
          "{down: FleetPeers[?RouteServerPeer.BgpStatus.Status=='down'].[Target.name,RouteServerPeer.RouteServerPeerId], unknown: UnknownTargets[].Target.name}",
        )
        assert.deepStrictEqual(json(stdout), {
          down: [["a/eu-west-1", "rsp-2"]],
          unknown: ["dead/eu-west-1"],
        })
        assert.include(stderr, "route-server: dead/eu-west-1: The connection was refused")
        assert.strictEqual(status, ExitStatus.PARTIAL)
      }),
    )

    it.effect("is searched for IDs, and misses those that no target has", () =>
      Effect.gen(function* () {
        const a = yield* serve(up)
        const b = yield* serve(down)
        const describe = peers({ a: a.url, b: b.url })
        const ids = ["--route-server-peer-ids", "rsp-2", "rsp-1"]
        const found = yield* describe("describe", "--columns", "peer", ...ids)
        assert.strictEqual(found.status, 0)
        const missed = yield* describe("describe", ...ids, "rsp-9")
        assert.strictEqual(missed.stderr, "route-server: no target has rsp-9\n")
        assert.strictEqual(missed.status, ExitStatus.PARTIAL)
      }),
    )

    it.live("does not wait for ever for a target that says nothing", () =>
      Effect.gen(function* () {
        const a = yield* serve(up)
        const silent = yield* silence
        const describe = peers({ silent, a: a.url })
        const { status, stdout } = yield* describe("describe", "--deadline", "500ms")
        assert.include(
          stdout,
          "! silent/eu-west-1: The target did not answer to the end within 500ms",
        )
        assert.notStrictEqual(status, 0)
        const single = yield* runCli(["peers", "describe", "--deadline", "1s"])
        assert.strictEqual(single.stderr, "route-server: --deadline goes with a fleet only\n")
        assert.strictEqual(single.status, ExitStatus.USAGE)
      }),
    )

    it.effect("shows meanwhile how far it is", () =>
      Effect.gen(function* () {
        const { url } = yield* serve(up)
        const shown: Array<string> = []
        yield* peers({ a: url, dead: DEAD }, { onProgress: (line) => shown.push(line) })("describe")
        assert.include(shown.join("\n"), "1 of 2 targets, ")
        assert.strictEqual(shown.at(-1), "")
      }),
    )
  })

  describe("checked", () => {
    it.effect("says nothing if all are established", () =>
      Effect.gen(function* () {
        const a = yield* serve(up)
        const b = yield* serve({ ...down, State: "deleted" })
        assert.deepStrictEqual(yield* peers({ a: a.url, b: b.url })("check"), {
          status: 0,
          stdout: "",
          stderr: "",
        })
      }),
    )

    it.effect("lists those that are not, with their targets", () =>
      Effect.gen(function* () {
        const a = yield* serve(up)
        const b = yield* serve(down)
        const { status, stdout, stderr } = yield* peers({ a: a.url, b: b.url })("check")
        assert.match(stdout, /^ +TARGET .*\n! +b\/eu-west-1 .*rsp-2 .*\n\n1 peer: /)
        assert.strictEqual(stderr, "route-server: 1 of 2 peers are not established\n")
        assert.strictEqual(status, ExitStatus.NOT_MET)
      }),
    )

    it.effect("can't tell where a target can't be read", () =>
      Effect.gen(function* () {
        const a = yield* serve(up)
        const { status, stdout, stderr } = yield* peers({ a: a.url, dead: DEAD })("check")
        assert.strictEqual(stdout, "")
        assert.include(stderr, "route-server: dead/eu-west-1: ")
        assert.include(stderr, "1 of 2 targets can't be read")
        assert.strictEqual(status, ExitStatus.PARTIAL)
        const nothing = yield* peers({ a: (yield* serve()).url })("check")
        assert.strictEqual(nothing.status, ExitStatus.NOT_MET)
      }),
    )
  })

  describe("waited for", () => {
    it.live("ends when all targets are so", () =>
      Effect.gen(function* () {
        const a = yield* serve(up)
        const b = yield* serve(down)
        const shown: Array<string> = []
        const { status, stdout } = yield* peers(
          { a: a.url, b: b.url },
          {
            onProgress: (line) => {
              shown.push(line)
              if (line.includes("1 of 2 targets")) {
                Effect.runSync(b.memory.apply(PeerUpdate.put(upAgain)))
              }
            },
          },
        )("wait", "--for", "established", "--interval", "100ms")
        assert.match(stdout, /^2 peers established, at 2 targets, after /)
        assert.strictEqual(status, 0)
        assert.include(shown.join("\n"), "1 of 2 targets, 1 of 2 peers, ")
      }),
    )

    it.live("ends at once where a target refuses, and says which", () =>
      Effect.gen(function* () {
        const a = yield* serve(up)
        const forbidden = yield* refuse(unauthorized)
        const { status, stderr } = yield* peers({ a: a.url, forbidden })("wait", "--for", "gone")
        assert.include(stderr, "route-server: forbidden/eu-west-1: ")
        assert.strictEqual(status, ExitStatus.SERVICE)
      }),
    )

    // The clock of a test begins in 1970, that of the endpoint does not.
    it.effect("says what may be the matter where a target refuses", () =>
      Effect.gen(function* () {
        const late = yield* refuse(new ServiceError.AuthFailure({ message: "Too late." }))
        const { stderr } = yield* peers({ late })("wait", "--for", "gone")
        assert.match(stderr, /\nroute-server: the clock of this machine is \d+ minutes behind/)
      }),
    )
  })

  describe("watched", () => {
    it.live("tells each change with its target, and of each that does not answer", () =>
      Effect.gen(function* () {
        const a = yield* serve(up)
        const b = yield* serve(up)
        const forbidden = yield* refuse(unauthorized)
        let written = 0
        const { status, stdout, stderr } = yield* peers(
          { a: a.url, forbidden, b: b.url },
          {
            written: Effect.suspend(() => {
              written += 1
              return written === 2 ? b.memory.apply(PeerUpdate.put(downNow)) : Effect.void
            }),
          },
        )("watch", "--interval", "100ms", "--exit-on", "down")
        assert.strictEqual(status, 0)
        const lines = linesOf(stdout)
        assert.sameDeepMembers(
          lines.map(({ change, initial, target }) => ({ change, initial, target })),
          [
            { change: "Appeared", initial: true, target: target("a") },
            { change: "Appeared", initial: true, target: target("b") },
            { change: "BgpChanged", initial: undefined, target: target("b") },
          ],
        )
        assert.deepStrictEqual(lines.at(-1)?.["peer"], { ...up, BgpStatus: { Status: "down" } })
        assert.match(
          stderr,
          /^(?:route-server: \S+Z forbidden\/eu-west-1: no answer: Not you\.\n)?$/,
        )
      }),
    )

    it.live("ends with --until when all targets are so, and not before each was read", () =>
      Effect.gen(function* () {
        const a = yield* serve(up)
        const until = (endpoints: Readonly<Record<string, string>>) =>
          peers(endpoints)(
            ...["watch", "--interval", "100ms", "--until", "established", "--deadline", "300ms"],
          )
        const ready = yield* peers({ a: a.url })("watch", "--until", "established")
        assert.strictEqual(ready.status, 0)
        assert.strictEqual((yield* until({ a: a.url, dead: DEAD })).status, ExitStatus.NOT_MET)
      }),
    )

    it.live("is not ended by what was seen of a target that does not answer any more", () =>
      Effect.gen(function* () {
        let polls = 0
        const failing = yield* answering(() => {
          polls += 1
          return polls === 1 ? [up] : unauthorized
        })
        const late = yield* answering(() => (polls > 2 ? [up] : [down]))
        const { status } = yield* peers({ failing, late })(
          ...["watch", "--interval", "100ms", "--until", "established", "--deadline", "1s"],
        )
        assert.strictEqual(status, ExitStatus.NOT_MET)
      }),
    )

    it.live("ends where all targets refuse from the beginning", () =>
      Effect.gen(function* () {
        const forbidden = yield* refuse(unauthorized)
        const refused = yield* peers({ forbidden })("watch", "--interval", "100ms")
        assert.strictEqual(refused.status, ExitStatus.SERVICE)
      }),
    )

    it.live("is a table on a terminal, and leaves the last change", () =>
      Effect.gen(function* () {
        const a = yield* serve(up)
        const b = yield* serve(up)
        let written = 0
        const { stdout } = yield* peers(
          { a: a.url, b: b.url },
          {
            terminalColumns: 100,
            sizes: Stream.succeed({ columns: 100, rows: 24 }),
            written: Effect.suspend(() => {
              written += 1
              return written === 10 ? b.memory.apply(PeerUpdate.put(downNow)) : Effect.void
            }),
          },
        )("watch", "--interval", "100ms", "--exit-on", "down")
        assert.match(stdout, /Peers of standard input/)
        assert.match(stdout, /TARGET +STATE/)
        assert.isTrue(stdout.endsWith("BGP up → DOWN  rsp-1  b/eu-west-1\n"))
      }),
    )
  })
})

describe("The flags of a fleet", () => {
  beforeEach(stubCredentials)
  afterEach(() => vi.unstubAllEnvs())

  const accounts = { accounts: [{ name: "a", regions: ["eu-west-1"], endpoint_url: DEAD }] }
  const run = (...args: ReadonlyArray<string>) =>
    runCli(["peers", ...args], { input: inputOf(JSON.stringify(accounts)), environment })

  it.effect.each<[args: ReadonlyArray<string>, message: string]>([
    [["--targets", "-", "--profiles", "a"], "--targets can't be used with --profiles"],
    [["--targets", "-", "--regions", "a"], "--targets can't be used with --regions"],
    [["--targets", "-", "--fixture", "-"], "--targets can't be used with --fixture"],
    [["--targets", "-", "--region", "a"], "--targets can't be used with --region"],
    [["--targets", "-", "--profile", "a"], "--targets can't be used with --profile"],
    [["--targets", "-", "--endpoint-url", DEAD], "--targets can't be used with --endpoint-url"],
    [["--targets", "-", "--source", "memory"], "--targets goes with --source aws only"],
    [["--profiles", "a", "--profile", "b"], "--profiles can't be used with --profile"],
    [["--regions", "a", "--region", "b"], "--regions can't be used with --region"],
    [["--targets", "-", "--max-items", "5"], "--max-items can't be used with a fleet"],
    [["--targets", "-", "--max-results", "5"], "--max-results can't be used with a fleet"],
    [["--targets", "-", "--next-token", "x"], "--next-token can't be used with a fleet"],
    [["--targets", "-", "--starting-token", "x"], "--starting-token can't be used with a fleet"],
    [["--targets", "-", "--no-paginate"], "--no-paginate can't be used with a fleet"],
    [["--targets", "-", "--dry-run"], "--dry-run can't be used with a fleet"],
  ])("%j: %s", ([args, message]) =>
    Effect.gen(function* () {
      const { status, stdout, stderr } = yield* run("describe", ...args)
      assert.strictEqual(stderr, `route-server: ${message}\n`)
      assert.strictEqual(stdout, "")
      assert.strictEqual(status, ExitStatus.USAGE)
    }),
  )

  it.effect("leave nothing to rehearse", () =>
    Effect.gen(function* () {
      for (const command of [["watch"], ["wait", "--for", "gone"]]) {
        for (const flag of [["--rehearse"], ["--seed", "1"]]) {
          const { status, stderr } = yield* run(...command, "--targets", "-", ...flag)
          assert.strictEqual(status, ExitStatus.USAGE)
          assert.include(stderr, flag[0] ?? "")
        }
      }
    }),
  )

  it.effect("name every fault of a file with its line", () =>
    Effect.gen(function* () {
      const input = inputOf("accounts:\n  - name: a\n    regoins: [b]\n")
      const { status, stderr } = yield* runCli(["peers", "describe", "--targets", "-"], { input })
      assert.deepStrictEqual(stderr.split("\n"), [
        "route-server: standard input:2:5: accounts[0].regions: it is missing",
        "route-server: standard input:3:5: accounts[0].regoins: there is no such member",
        "",
      ])
      assert.strictEqual(status, ExitStatus.USAGE)
      const none = yield* run("describe", "--targets", "nowhere.yaml")
      assert.include(none.stderr, "can't read 'nowhere.yaml'")
    }),
  )

  it.effect("are told of a profile that does not exist, and of filters once", () =>
    Effect.gen(function* () {
      const none = yield* run("describe", "--profiles", "x-*")
      assert.strictEqual(none.stderr, "route-server: --profiles: No profile matches 'x-*'\n")
      assert.strictEqual(none.status, ExitStatus.CONFIGURATION)
      const filter = yield* run("check", "--targets", "-", "--filters", "Name=nope,Values=a")
      assert.strictEqual(filter.stderr.split("(InvalidParameterValue)").length, 2)
      assert.strictEqual(filter.status, ExitStatus.SERVICE)
    }),
  )

  it.effect("want no code where nobody is there to type it", () =>
    Effect.gen(function* () {
      const home = mkdtempSync(join(tmpdir(), "fleet-"))
      yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(home, { recursive: true })))
      const config = join(home, "config")
      writeFileSync(
        config,
        "[profile net-a]\nregion = eu-west-1\n[profile net-b]\nregion = eu-west-1\nrole_arn = arn:aws:iam::111122223333:role/a\nmfa_serial = arn:aws:iam::1:mfa/x\nsource_profile = net-a\n",
      )
      const { status, stderr } = yield* runCli(["peers", "describe", "--profiles", "net-*"], {
        environment: { ...environment, AWS_CONFIG_FILE: config },
      })
      assert.strictEqual(
        stderr,
        "route-server: the profile 'net-b' wants an MFA code, which can be asked for on a terminal only\n",
      )
      assert.strictEqual(status, ExitStatus.CONFIGURATION)
    }),
  )

  it.effect("take Regions alone for those of the account at hand, and say what was guessed", () =>
    Effect.gen(function* () {
      const { status, stdout, stderr } = yield* run(
        ...["describe", "--regions", "us-west-?,eu-north-1", "--endpoint-url", DEAD],
      )
      assert.include(stderr, "route-server: note: default: which regions are enabled can't be told")
      assert.include(stdout, "Source: AWS, us-west-?,eu-north-1, 3 targets")
      assert.include(stdout, "! default/us-west-2: ")
      assert.strictEqual(status, ExitStatus.OTHER)
    }),
  )
})
