import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { sampleFleet } from "../src/source/SampleFleet.ts"
import { InputFailed } from "../src/terminal/Input.ts"
import { OutputClosed, OutputFailed } from "../src/terminal/StandardStreams.ts"
import { inputOf, runCli } from "./support/runCli.ts"

const describePeers = ["peers", "describe"]
const fleet = readFileSync(sampleFleet, "utf8")
const peers: ReadonlyArray<{ readonly RouteServerPeerId: string; readonly State: string }> =
  JSON.parse(fleet).RouteServerPeers

/** The members of a page that `--output json` printed. */
const pageOf = (stdout: string): { RouteServerPeers: typeof peers; NextToken?: string } =>
  JSON.parse(stdout)

const idsOf = (stdout: string) =>
  pageOf(stdout).RouteServerPeers.map((peer) => peer.RouteServerPeerId)

describe("route-server peers describe", () => {
  it.effect("lists the sample fleet as a table", () =>
    Effect.gen(function* () {
      const { status, stdout, stderr } = yield* runCli(describePeers)
      assert.strictEqual(status, 0)
      assert.strictEqual(stderr, "")
      for (const { RouteServerPeerId } of peers) assert.include(stdout, RouteServerPeerId)
      assert.include(stdout, `\n${peers.length} peers: `)
    }),
  )

  it.effect("lists a fixture in each format", () =>
    Effect.gen(function* () {
      const input = inputOf('{"RouteServerPeerId":"rsp-1","State":"failed"}')
      const outputs = {
        json: '{\n    "RouteServerPeers": [\n        {\n            "RouteServerPeerId": "rsp-1",\n            "State": "failed"\n        }\n    ]\n}\n',
        ndjson: '{"RouteServerPeerId":"rsp-1","State":"failed"}\n',
        text: "ROUTESERVERPEERS\trsp-1\tfailed\n",
        table: "   STATE   PEER\n!  FAILED  rsp-1\n\n1 peer: 1 failed\n",
      }
      for (const [format, expected] of Object.entries(outputs)) {
        const args = [...describePeers, "--fixture", "-", "--output", format, "--source", "memory"]
        const { stdout, stderr } = yield* runCli(args, { input })
        assert.strictEqual(stdout, expected)
        assert.strictEqual(stderr, "")
      }
    }),
  )

  it.effect("pages through everything, each peer once", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      let token: string | undefined
      do {
        const go = token === undefined ? [] : ["--next-token", token]
        const args = [...describePeers, "--output", "json", "--max-results", "7", ...go]
        const { stdout } = yield* runCli(args)
        assert.isAtMost(idsOf(stdout).length, 7)
        seen.push(...idsOf(stdout))
        token = pageOf(stdout).NextToken
      } while (token !== undefined)
      assert.deepStrictEqual(seen, idsOf(fleet))
    }),
  )

  it.effect("lists from a token to the end without --max-results", () =>
    Effect.gen(function* () {
      const json = [...describePeers, "--output", "json"]
      const { NextToken = "" } = pageOf((yield* runCli([...json, "--max-results", "9"])).stdout)
      const rest = yield* runCli([...json, "--next-token", NextToken])
      assert.deepStrictEqual(idsOf(rest.stdout), idsOf(fleet).slice(9))
      assert.notProperty(pageOf(rest.stdout), "NextToken")
    }),
  )

  it.effect("shows the token of the next page in every format", () =>
    Effect.gen(function* () {
      const page = [...describePeers, "--max-results", "5", "--output"]
      const { NextToken = "" } = pageOf((yield* runCli([...page, "json"])).stdout)
      assert.isTrue(
        (yield* runCli([...page, "text"])).stdout.endsWith(`\nNEXTTOKEN\t${NextToken}\n`),
      )
      assert.isTrue((yield* runCli([...page, "table"])).stdout.endsWith(`\n${NextToken}\n`))
      const { stdout, stderr } = yield* runCli([...page, "ndjson"])
      assert.strictEqual(stdout.split("\n").length, 6)
      assert.strictEqual(
        stderr,
        `route-server: more peers follow; go on with --next-token ${NextToken}\n`,
      )
    }),
  )

  it.effect("takes several IDs, in one flag or in several", () =>
    Effect.gen(function* () {
      const [first = "", second = "", third = ""] = idsOf(fleet)
      const flag = "--route-server-peer-ids"
      const args = [...describePeers, flag, first, third, "--output", "json", `${flag}=${second}`]
      assert.deepStrictEqual(idsOf((yield* runCli(args)).stdout), [first, second, third])
    }),
  )

  it.effect("joins several filters with AND and several values with OR", () =>
    Effect.gen(function* () {
      const args = [
        ...describePeers,
        "--output=json",
        "--filters",
        "Name=state,Values=failed,failing",
        '{"Name":"tag:Name","Values":["stg-*"]}',
        "--filters=Name=tag-key,Values=env",
      ]
      const { RouteServerPeers } = pageOf((yield* runCli(args)).stdout)
      assert.deepStrictEqual(RouteServerPeers.map((peer) => peer.State).sort(), [
        "failed",
        "failing",
      ])
    }),
  )

  it.effect("says so when nothing matches", () =>
    Effect.gen(function* () {
      const { status, stdout } = yield* runCli([
        ...describePeers,
        "--filters",
        "Name=vpc-id,Values=",
      ])
      assert.strictEqual(status, 0)
      assert.strictEqual(stdout, "No route server peers match.\n")
    }),
  )

  it.effect("notes that a filter without values matches nothing", () =>
    Effect.gen(function* () {
      for (const filter of ["Name=state", '{"Name":"state"}', '[{"Name":"state","Values":[]}]']) {
        assert.deepStrictEqual(yield* runCli([...describePeers, "--filters", filter]), {
          status: 0,
          stdout: "No route server peers match.\n",
          stderr: "route-server: note: the filter 'state' has no Values, so no peer matches\n",
        })
      }
    }),
  )

  it.effect("prints a number that JavaScript can't hold as it was written", () =>
    Effect.gen(function* () {
      const input = inputOf('{"RouteServerPeerId":"rsp-1","A":12345678901234567890,"B":[1e999]}')
      for (const [format, expected] of [
        ["json", '"A": 12345678901234567890,'],
        ["json", "                1e999\n"],
        ["ndjson", '"A":12345678901234567890,"B":[1e999]}'],
        ["text", "\t12345678901234567890\t"],
        ["table", "rsp-1"],
      ] as const) {
        const args = [...describePeers, "--fixture", "-", "--output", format]
        const { status, stdout } = yield* runCli(args, { input })
        assert.include(stdout, expected)
        assert.strictEqual(status, 0)
      }
    }),
  )

  it.effect("warns of a fixture that is only a part of a listing", () =>
    Effect.gen(function* () {
      const input = inputOf('{"RouteServerPeers":[],"NextToken":"t"}')
      const { status, stderr } = yield* runCli([...describePeers, "--fixture", "-"], { input })
      assert.strictEqual(status, 0)
      assert.strictEqual(
        stderr,
        "route-server: warning: standard input is only a part of a listing: its last page has a NextToken\n",
      )
    }),
  )

  it.effect("shows colours on a terminal, and the columns that fit it", () =>
    Effect.gen(function* () {
      const terminal = yield* runCli(describePeers, { terminalColumns: 60 })
      assert.include(terminal.stdout, "\u001b[1;31m!")
      const plain = yield* runCli(describePeers, {
        terminalColumns: 60,
        environment: { NO_COLOR: "1" },
      })
      assert.notInclude(plain.stdout, "\u001b")
      assert.isAtMost(Math.max(...plain.stdout.split("\n").map((line) => line.length)), 60)
    }),
  )
})

describe("An error of the service", () => {
  it.effect.each([
    [["--dry-run"], "DryRunOperation", "Request would have succeeded, but DryRun flag is set."],
    [
      ["--max-results", "4"],
      "InvalidParameterValue",
      "Value ( 4 ) for parameter MaxResults is invalid. Expecting a value greater than or equal to 5.",
    ],
    [
      ["--max-results", "-1"],
      "InvalidParameterValue",
      "Value ( -1 ) for parameter MaxResults is invalid. Expecting a value greater than or equal to 5.",
    ],
    [
      ["--filters", "Name=destinationCidr,Values=a"],
      "InvalidParameterValue",
      "The filter 'destinationCidr' is invalid",
    ],
    [["--filters", '{"Values":["a"]}'], "InvalidParameterValue", "The filter 'null' is invalid"],
    [
      ["--next-token", "garbage"],
      "InvalidParameterValue",
      "Value ( garbage ) for parameter NextToken is invalid. The token is invalid.",
    ],
    [
      ["--route-server-peer-ids", "rsp-1", "--max-results", "5"],
      "InvalidParameterCombination",
      "The parameter RouteServerPeerIds cannot be used with the parameter MaxResults",
    ],
    [
      ["--route-server-peer-ids", "rsp-1"],
      "InvalidRouteServerPeerId.NotFound",
      "The route server peer ID 'rsp-1' does not exist",
    ],
  ] as const)("is worded as the AWS CLI words it: %j", ([args, code, message]) =>
    Effect.gen(function* () {
      for (const output of ["table", "json"]) {
        assert.deepStrictEqual(yield* runCli([...describePeers, ...args, "--output", output]), {
          status: 1,
          stdout: "",
          stderr: `An error occurred (${code}) when calling the DescribeRouteServerPeers operation: ${message}\n`,
        })
      }
    }),
  )

  it.effect("does not come of --no-dry-run", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* runCli([...describePeers, "--no-dry-run"])).status, 0)
    }),
  )
})

describe("Wrong usage", () => {
  it.effect.each([
    [["peer"], "there is no command 'peer'; did you mean peers?", "route-server"],
    [
      ["peers", "describ"],
      "there is no command 'describ'; did you mean describe?",
      "route-server peers",
    ],
    [["--nope"], "there is no flag --nope", "route-server"],
    [["peers", "describe", "--filter", "x"], "there is no flag --filter; did you mean --filters?"],
    [["peers", "describe", "stray"], "unexpected argument 'stray'"],
    [["peers", "describe", "--filters"], "--filters needs a value: FILTER ..."],
    [["peers", "describe", "--max-results"], "--max-results needs a value: N"],
    [["peers", "describe", "--max-results", "abc"], "--max-results abc: expected a whole number"],
    [["peers", "describe", "--max-results", "5.5"], "--max-results 5.5: expected a whole number"],
    [
      ["peers", "describe", "--max-results", "9007199254740993"],
      "--max-results 9007199254740993: expected a whole number from -9007199254740991 to 9007199254740991",
    ],
    [
      ["peers", "describe", "--max-results=-123456789012345678901234"],
      "--max-results -123456789012345678901234: expected a whole number from -9007199254740991 to 9007199254740991",
    ],
    [
      ["peers", "describe", "--max-results", "5", "--max-results", "6"],
      "--max-results is given more than once",
    ],
    [
      ["peers", "describe", "--output", "jsn"],
      "--output jsn: expected table or json or ndjson or text; did you mean json?",
    ],
    [
      ["peers", "describe", "--source", "asw"],
      "--source asw: expected memory or aws; did you mean aws?",
    ],
  ] as const)(
    "is told in a line, with a hint: %j",
    ([args, message, command = "route-server peers describe"]) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* runCli(args), {
          status: 2,
          stdout: "",
          stderr: `route-server: ${message}\nTry '${command} --help'.\n`,
        })
      }),
  )

  it.effect("never fills the screen", () =>
    Effect.gen(function* () {
      const long = "x".repeat(5000)
      for (const args of [
        [long],
        [`--${long}`],
        [...describePeers, long],
        [...describePeers, "--output", long],
        [...describePeers, "--max-results", long],
        [...describePeers, "--fixture", `/nowhere/${long}`],
        [...describePeers, "--filters", `Name=a,${long}=b`],
        [...describePeers, "--filters", `{"${long}":1,"${long}":2}`],
        [...describePeers, "--filters", `{"${long}":1}`],
      ]) {
        const { status, stderr } = yield* runCli(args)
        assert.strictEqual(status, 2)
        assert.isBelow(stderr.length, 500)
      }
    }),
  )

  it.effect("of filters shows the place", () =>
    Effect.gen(function* () {
      const place = Effect.fnUntraced(function* (filter: string) {
        const { status, stdout, stderr } = yield* runCli([...describePeers, "--filters", filter])
        assert.strictEqual(status, 2)
        assert.strictEqual(stdout, "")
        return stderr.split("\n").slice(1, 3)
      })
      assert.deepStrictEqual(yield* place("Name=a,Value=b"), ["  Name=a,Value=b", "         ^"])
      assert.deepStrictEqual(yield* place("Name=東京\t,x=1"), [
        "  Name=東京\\t,x=1",
        "              ^",
      ])
      assert.deepStrictEqual(yield* place(`Name=${"a".repeat(200)},x=1`), [
        `  …${"a".repeat(35)},x=1`,
        `${" ".repeat(39)}^`,
      ])
    }),
  )

  it.effect("of a command that has none shows what there is", () =>
    Effect.gen(function* () {
      const { status, stdout, stderr } = yield* runCli(["peers"])
      assert.strictEqual(status, 2)
      assert.strictEqual(stdout, "")
      assert.match(stderr, /^ {2}describe /m)
    }),
  )
})

describe("A fixture that can't be used", () => {
  it.effect.each([
    ["/nowhere/peers.json", "can't read '/nowhere/peers.json': there is no such file"],
    ["/", "can't read '/': it is a directory"],
    ["", "can't read '': there is no such file"],
  ] as const)("is named: %j", ([file, message]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* runCli([...describePeers, "--fixture", file]), {
        status: 2,
        stdout: "",
        stderr: `route-server: ${message}\n`,
      })
    }),
  )

  it.effect("may be one that holds nothing", () =>
    Effect.gen(function* () {
      const expected =
        "it is empty; expected a page (with RouteServerPeers), a peer (with RouteServerPeerId) or a list of peers"
      for (const [file, shown] of [
        ["-", "standard input"],
        ["/dev/null", "/dev/null"],
      ] as const) {
        assert.deepStrictEqual(yield* runCli([...describePeers, "--fixture", file]), {
          status: 2,
          stdout: "",
          stderr: `route-server: ${shown}: ${expected}\n`,
        })
      }
    }),
  )

  it.effect("is named with the line, the peer and the path", () =>
    Effect.gen(function* () {
      const input = inputOf('{"RouteServerPeers":[\n{"RouteServerPeerId":"rsp-1","VpcId":7}]}')
      assert.deepStrictEqual(yield* runCli([...describePeers, "--fixture", "-"], { input }), {
        status: 2,
        stdout: "",
        stderr:
          "route-server: standard input:2:38: rsp-1: RouteServerPeers[0].VpcId: Expected string, got 7\n",
      })
    }),
  )

  it.effect("may have peers that can't be understood, left out with --unreadable report", () =>
    Effect.gen(function* () {
      const args = [...describePeers, "--fixture", "-", "--output", "ndjson", "--unreadable"]
      const good = '{"RouteServerPeerId":"rsp-1"}\n'
      const bad = '{"RouteServerPeerId":"rsp-2","VpcId":7}\n'
      const left =
        "route-server: left out: standard input:2:38: rsp-2: VpcId: Expected string, got 7\n"
      assert.deepStrictEqual(yield* runCli([...args, "report"], { input: inputOf(good + bad) }), {
        status: 1,
        stdout: good,
        stderr: `${left}route-server: 1 peer that can't be understood is left out\n`,
      })
      const input = inputOf(good + bad + bad)
      assert.include(
        (yield* runCli([...args, "report"], { input })).stderr,
        "\nroute-server: 2 peers that can't be understood are left out\n",
      )
      assert.strictEqual((yield* runCli([...args, "report"], { input: inputOf(good) })).status, 0)
      const { status, stdout } = yield* runCli([...args, "fail"], { input })
      assert.strictEqual(stdout, "")
      assert.strictEqual(status, 2)
    }),
  )

  it.effect("never fills the screen", () =>
    Effect.gen(function* () {
      const input = inputOf("[".repeat(100_000))
      const { status, stderr } = yield* runCli([...describePeers, "--fixture", "-"], { input })
      assert.strictEqual(status, 2)
      assert.isBelow(stderr.length, 1000)
    }),
  )

  it.effect("may be standard input too", () =>
    Effect.gen(function* () {
      const input = Effect.fail(new InputFailed({ message: "it is a directory" }))
      assert.deepStrictEqual(yield* runCli([...describePeers, "--fixture", "-"], { input }), {
        status: 2,
        stdout: "",
        stderr: "route-server: can't read standard input: it is a directory\n",
      })
    }),
  )
})

describe("Output that can't be written", () => {
  it.effect("ends the command quietly when nobody reads it", () =>
    Effect.gen(function* () {
      const written = Effect.fail(new OutputClosed())
      for (const args of [describePeers, ["--help"], ["--version"]]) {
        const { status, stderr } = yield* runCli(args, { written })
        assert.strictEqual(status, 141)
        assert.strictEqual(stderr, "")
      }
    }),
  )

  it.effect("is told otherwise", () =>
    Effect.gen(function* () {
      const written = Effect.fail(new OutputFailed({ message: "no space left on device" }))
      for (const args of [describePeers, ["--help"]]) {
        const { status, stderr } = yield* runCli(args, { written })
        assert.strictEqual(status, 1)
        assert.strictEqual(
          stderr,
          "route-server: can't write the output: no space left on device\n",
        )
      }
    }),
  )

  it.effect("stops the listing: nothing is rendered ahead of the reader", () =>
    Effect.gen(function* () {
      const many = Array.from(
        { length: 5000 },
        (_, index) => `{"RouteServerPeerId":"rsp-${index}"}`,
      )
      const { stdout } = yield* runCli([...describePeers, "--fixture", "-", "--output", "json"], {
        input: inputOf(many.join("\n")),
        written: Effect.fail(new OutputClosed()),
      })
      assert.isBelow(stdout.length, 70_000)
    }),
  )
})

describe("Asked for", () => {
  it.effect("help shows every flag on a line of at most 80 columns", () =>
    Effect.gen(function* () {
      const { status, stdout, stderr } = yield* runCli([...describePeers, "--help"])
      assert.strictEqual(status, 0)
      assert.strictEqual(stderr, "")
      for (const line of stdout.split("\n")) assert.isAtMost(line.length, 80, line)
      for (const flag of [
        "--route-server-peer-ids ID ...",
        "--filters FILTER ...",
        "--max-results N",
        "--next-token TOKEN",
        "--dry-run",
        "--output FORMAT",
        "--source SOURCE",
        "--fixture FILE",
        "--unreadable HOW",
      ]) {
        assert.include(stdout, `\n  ${flag} `)
      }
    }),
  )

  it.effect("the version is that of the package", () =>
    Effect.gen(function* () {
      const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
      assert.deepStrictEqual(yield* runCli(["--version"]), {
        status: 0,
        stdout: `route-server ${manifest.version}\n`,
        stderr: "",
      })
    }),
  )

  it.effect("help is coloured on a terminal only", () =>
    Effect.gen(function* () {
      assert.notInclude((yield* runCli(["--help"])).stdout, "\u001b")
      assert.include((yield* runCli(["--help"], { terminalColumns: 80 })).stdout, "\u001b[1m")
    }),
  )
})
