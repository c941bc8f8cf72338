import { stripVTControlCharacters } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as ExitStatus from "../../src/output/ExitStatus.ts"
import { passing } from "../support/passing.ts"
import { inputOf, runCli } from "../support/runCli.ts"

const up = { RouteServerPeerId: "rsp-1", State: "available", BgpStatus: { Status: "up" } }

const fixture = { input: inputOf(JSON.stringify([up])) }

const watch = (args: ReadonlyArray<string>, surroundings = {}) =>
  passing(runCli(["peers", "watch", ...args], surroundings))

interface Line {
  readonly change: string
  readonly initial?: boolean
  readonly rehearsal?: boolean
  readonly after?: { readonly Status?: string }
}

const linesOf = (stdout: string): ReadonlyArray<Line> =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))

describe("route-server peers watch, elsewhere than on a terminal", () => {
  it.effect("begins with what is there and tells each change in a line", () =>
    Effect.gen(function* () {
      const told = yield* watch(["--deadline", "1m", "--filters", "Name=tag:env,Values=prod"])
      assert.strictEqual(told.status, 0)
      assert.include(told.stderr, "this is a rehearsal")
      const lines = linesOf(told.stdout)
      const initial = lines.filter((line) => line.initial)
      assert.isAbove(initial.length, 10)
      assert.isTrue(initial.every(({ change }) => change === "Appeared"))
      const changes = lines.slice(initial.length)
      assert.isTrue(changes.some(({ change }) => change === "BgpChanged"))
      assert.isFalse(changes.some((line) => line.initial))
      assert.isTrue(lines.every(({ rehearsal }) => rehearsal))
    }),
  )

  it.effect("says nothing of a rehearsal where there is none", () =>
    Effect.gen(function* () {
      const told = yield* watch(["--deadline", "1m", "--fixture", "-"], fixture)
      assert.strictEqual(told.stderr, "")
      assert.strictEqual(linesOf(told.stdout).length, 1)
      assert.isUndefined(linesOf(told.stdout)[0]?.rehearsal)
    }),
  )

  it.effect("ends with 0 after the change that it is to end on", () =>
    Effect.gen(function* () {
      const told = yield* watch(["--exit-on", "new", "down"])
      assert.strictEqual(told.status, 0)
      const last = linesOf(told.stdout).at(-1)
      assert.strictEqual(last?.change, "BgpChanged")
      assert.strictEqual(last?.after?.Status, "down")
      const downs = linesOf(told.stdout).filter(
        ({ after, change }) => change === "BgpChanged" && after?.Status === "down",
      )
      assert.strictEqual(downs.length, 1)
    }),
  )

  it.effect("ends with 0 when all are as wanted, and with 3 when the deadline comes first", () =>
    Effect.gen(function* () {
      const met = yield* watch(["--until", "established", "--fixture", "-"], fixture)
      assert.strictEqual(met.status, 0)
      const args = ["--until", "gone", "--fixture", "-", "--deadline", "5m"]
      const late = yield* watch(args, fixture)
      assert.strictEqual(late.status, 3)
      assert.include(late.stderr, "has not come within 5m")
    }),
  )

  it.effect("ends when the first poll can't succeed, and for wrong usage", () =>
    Effect.gen(function* () {
      const refused = yield* watch(["--filters", "Name=nonsense,Values=x"])
      assert.strictEqual(refused.status, ExitStatus.SERVICE)
      assert.include(refused.stderr, "(InvalidParameterValue)")
      const malformed = yield* watch(["--route-server-peer-ids", "x"])
      assert.strictEqual(malformed.status, ExitStatus.SERVICE)
      assert.include(malformed.stderr, "(InvalidRouteServerPeerId.Malformed)")
      assert.strictEqual((yield* watch(["--output", "table"])).status, ExitStatus.USAGE)
      assert.strictEqual((yield* watch(["--exit-on", "nonsense"])).status, ExitStatus.USAGE)
    }),
  )

  it.effect("watches the peers of some IDs, and does not mind one that is not there", () =>
    Effect.gen(function* () {
      const ids = ["--route-server-peer-ids", "rsp-1", "rsp-0123456789abcdef0"]
      const told = yield* watch([...ids, "--deadline", "1m", "--fixture", "-"], fixture)
      assert.strictEqual(told.status, 0)
      assert.strictEqual(linesOf(told.stdout).length, 1)
    }),
  )
})

describe("route-server peers watch, on a terminal", () => {
  /** What was on the screen, frame by frame. */
  const framesOf = (stdout: string) =>
    stdout
      .split("\u001b[H\u001b[2K")
      .slice(1)
      .map((frame) => stripVTControlCharacters(frame).split("\r\n"))

  it.effect("draws frame after frame in place, as large as the terminal is", () =>
    Effect.gen(function* () {
      const told = yield* watch(["--deadline", "20s"], {
        terminalColumns: 80,
        sizes: Stream.concat(
          Stream.make({ columns: 80, rows: 24 }),
          Stream.fromEffect(Effect.as(Effect.sleep("10 seconds"), { columns: 40, rows: 12 })),
        ),
      })
      assert.strictEqual(told.status, 0)
      const frames = framesOf(told.stdout)
      const [first = []] = frames
      const last = frames.at(-1) ?? []
      assert.isAbove(frames.length, 20)
      assert.strictEqual(first.length, 24)
      assert.strictEqual(last.length, 12)
      for (const line of last) assert.isAtMost(line.length, 40)
      assert.include(last[0], "REHEARSAL")
      assert.isTrue(frames.some((frame) => frame.some((line) => line.includes("BGP up → DOWN"))))
    }),
  )

  it.effect("leaves the change behind that it ended on", () =>
    Effect.gen(function* () {
      const told = yield* watch(["--exit-on", "down"], { terminalColumns: 80 })
      assert.strictEqual(told.status, 0)
      assert.match(told.stdout.split("\u001b").at(-1) ?? "", /BGP up → DOWN.* rsp-[0-9a-f]{17}\n$/)
    }),
  )

  it.effect("tells lines where the terminal can't be drawn on, or when asked to", () =>
    Effect.gen(function* () {
      const dumb = { terminalColumns: 80, environment: { TERM: "dumb" }, ...fixture }
      const args = ["--deadline", "1s", "--fixture", "-"]
      assert.strictEqual(linesOf((yield* watch(args, dumb)).stdout).length, 1)
      const asked = yield* watch([...args, "--output", "ndjson"], {
        terminalColumns: 80,
        ...fixture,
      })
      assert.strictEqual(linesOf(asked.stdout).length, 1)
    }),
  )
})
