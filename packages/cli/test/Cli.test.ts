import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { sampleFleet } from "../src/source/SampleFleet.ts"
import { InputFailed } from "../src/terminal/Input.ts"
import { OutputClosed, OutputFailed } from "../src/terminal/StandardStreams.ts"
import { inputOf, runCli } from "./support/runCli.ts"

const describePeers = ["peers", "describe"]
const ofFleet = [...describePeers, "--fixture", fileURLToPath(sampleFleet)]
/** What a table says of the fleet when nothing matches. */
const NOTHING = `No route server peers match.\nSource: ${fileURLToPath(sampleFleet)}\n`
const fleet = readFileSync(sampleFleet, "utf8")
const peers: ReadonlyArray<{ readonly RouteServerPeerId: string; readonly State: string }> =
  JSON.parse(fleet).RouteServerPeers

/** The members of a page that `--output json` printed. */
const pageOf = (stdout: string): { RouteServerPeers: typeof peers; NextToken?: string } =>
  JSON.parse(stdout)

const idsOf = (stdout: string) =>
  pageOf(stdout).RouteServerPeers.map((peer) => peer.RouteServerPeerId)

describe("route-server peers describe", () => {
  it.effect("lists the sample fleet and says that it is invented", () =>
    Effect.gen(function* () {
      const note =
        "route-server: note: these peers are the sample fleet, invented data; --fixture FILE shows your own\n"
      for (const output of ["table", "json", "yaml", "ndjson", "text"]) {
        const { status, stderr, stdout } = yield* runCli([...describePeers, "--output", output])
        assert.strictEqual(status, 0)
        assert.strictEqual(stderr, note)
        for (const { RouteServerPeerId } of peers) assert.include(stdout, RouteServerPeerId)
      }
      const { stdout } = yield* runCli(describePeers)
      assert.include(stdout, `\n${peers.length} peers: `)
      assert.isTrue(stdout.endsWith("\nSource: the sample fleet, invented data\n"))
      const environment = { AWS_REGION: "eu-west-1", AWS_PROFILE: "prod", AWS_PAGER: "", HOME: "/" }
      assert.strictEqual(
        (yield* runCli(describePeers, { environment })).stderr,
        `${note}route-server: note: AWS_PROFILE, AWS_REGION are set, but AWS is asked only with --source aws\n`,
      )
    }),
  )

  it.effect("lists a fixture in each format", () =>
    Effect.gen(function* () {
      const input = inputOf('{"RouteServerPeerId":"rsp-1","State":"failed"}')
      const outputs = {
        json: '{\n    "RouteServerPeers": [\n        {\n            "RouteServerPeerId": "rsp-1",\n            "State": "failed"\n        }\n    ]\n}\n',
        ndjson: '{"RouteServerPeerId":"rsp-1","State":"failed"}\n',
        text: "ROUTESERVERPEERS\t\t\t\t\t\t\trsp-1\tfailed\t\t\n",
        yaml: "RouteServerPeers:\n- RouteServerPeerId: rsp-1\n  State: failed\n",
      }
      for (const [format, expected] of Object.entries(outputs)) {
        const args = [...describePeers, "--fixture", "-", "--output", format, "--source", "memory"]
        const { stdout, stderr } = yield* runCli(args, { input })
        assert.strictEqual(stdout, expected)
        assert.strictEqual(stderr, "")
      }
    }),
  )

  it.effect("goes by AWS_DEFAULT_OUTPUT where no flag asks for a format", () =>
    Effect.gen(function* () {
      const list = Effect.fnUntraced(function* (usual: string, ...args: ReadonlyArray<string>) {
        const input = inputOf('{"RouteServerPeerId":"rsp-1","State":"failed"}')
        const environment = { AWS_DEFAULT_OUTPUT: usual }
        return yield* runCli([...describePeers, "--fixture", "-", ...args], { input, environment })
      })
      const line = '{"RouteServerPeerId":"rsp-1","State":"failed"}\n'
      assert.match((yield* list("")).stdout, /^ *STATE /)
      assert.strictEqual((yield* list("ndjson")).stdout, line)
      assert.strictEqual((yield* list("table", "-o", "ndjson")).stdout, line)
      assert.match((yield* list("json", "--columns", "state")).stdout, /^ *STATE\n! {2}FAILED\n/)
      const state = ["--query", "RouteServerPeers[0].State"]
      assert.strictEqual((yield* list("table", ...state)).stdout, '"failed"\n')
      assert.strictEqual((yield* list("text", ...state)).stdout, "failed\n")
      assert.deepStrictEqual(yield* list("yaml-stream"), {
        status: 252,
        stdout: "",
        stderr:
          "route-server: AWS_DEFAULT_OUTPUT yaml-stream: expected table, wide, json, yaml, ndjson or text\n",
      })
      assert.strictEqual((yield* list("yaml-stream", "-o", "ndjson")).stdout, line)
    }),
  )

  it.effect("pages through everything, each peer once", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      let token: string | undefined
      do {
        const go = token === undefined ? [] : ["--next-token", token]
        const args = [...ofFleet, "--output", "json", "--max-results", "7", ...go]
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
      const json = [...ofFleet, "--output", "json"]
      const { NextToken = "" } = pageOf((yield* runCli([...json, "--max-results", "9"])).stdout)
      const rest = yield* runCli([...json, "--next-token", NextToken])
      assert.deepStrictEqual(idsOf(rest.stdout), idsOf(fleet).slice(9))
      assert.notProperty(pageOf(rest.stdout), "NextToken")
    }),
  )

  it.effect("shows the token of the next page in every format", () =>
    Effect.gen(function* () {
      const page = [...ofFleet, "--max-results", "5", "--output"]
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
      const args = [...ofFleet, flag, first, third, "--output", "json", `${flag}=${second}`]
      assert.deepStrictEqual(idsOf((yield* runCli(args)).stdout), [first, second, third])
    }),
  )

  it.effect("joins several filters with AND and several values with OR", () =>
    Effect.gen(function* () {
      const args = [
        ...ofFleet,
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
      const { status, stdout } = yield* runCli([...ofFleet, "--filters", "Name=vpc-id,Values="])
      assert.strictEqual(status, 0)
      assert.strictEqual(stdout, NOTHING)
    }),
  )

  it.effect("notes that a filter without values matches nothing", () =>
    Effect.gen(function* () {
      for (const filter of ["Name=state", '{"Name":"state"}', '[{"Name":"state","Values":[]}]']) {
        assert.deepStrictEqual(yield* runCli([...ofFleet, "--filters", filter]), {
          status: 0,
          stdout: NOTHING,
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
        ["text", "\nA\t12345678901234567890\n"],
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

  it.effect("shows a table by server, endpoint and address, with all columns in a pipe", () =>
    Effect.gen(function* () {
      const wide = yield* runCli(ofFleet, { environment: { COLUMNS: "40" } })
      const [heading = "", ...lines] = wide.stdout.split("\n\n")[0]?.split("\n") ?? []
      assert.include(heading, " ENDPOINT ENI ID ")
      const servers = lines.map((line) => / (rs-[0-9a-f]+) /.exec(line)?.[1])
      assert.deepStrictEqual(servers, servers.toSorted())
      const terminal = { terminalColumns: 40, environment: { NO_COLOR: "1" } }
      assert.deepStrictEqual(
        (yield* runCli([...ofFleet, "-o", "wide"], terminal)).stdout.split("\n\n")[0],
        wide.stdout.split("\n\n")[0],
      )
      assert.match((yield* runCli(ofFleet, terminal)).stdout, /STATE {5}BGP {2}PEER\n/)
    }),
  )

  it.effect("shows the columns and sorts by those that were asked for", () =>
    Effect.gen(function* () {
      const rows = Effect.fnUntraced(function* (...args: ReadonlyArray<string>) {
        const { stdout } = yield* runCli([...ofFleet, ...args])
        return stdout.split("\n\n")[0]?.split("\n") ?? []
      })
      const [heading, ...lines] = yield* rows("--columns", "asn,tag:env", "State", "--sort-by=asn")
      assert.match(heading ?? "", /^ {3}ASN +env +STATE$/)
      const asns = lines.map((line) => Number(line.slice(3).split(" ")[0]))
      assert.deepStrictEqual(
        asns,
        asns.toSorted((a, b) => a - b),
      )
      const json = yield* runCli([...ofFleet, "-o", "json", "--sort-by", "address"])
      assert.strictEqual(pageOf(json.stdout).RouteServerPeers.length, peers.length)
      assert.notDeepEqual(idsOf(json.stdout), idsOf(fleet))
    }),
  )

  it.effect("prints what a query selects", () =>
    Effect.gen(function* () {
      const query = Effect.fnUntraced(function* (
        expression: string,
        ...args: ReadonlyArray<string>
      ) {
        return (yield* runCli([...ofFleet, "--query", expression, ...args])).stdout
      })
      assert.strictEqual(yield* query("length(RouteServerPeers)"), `${peers.length}\n`)
      const failed = peers.filter(({ State }) => State === "failed")
      assert.deepStrictEqual(
        JSON.parse(yield* query("RouteServerPeers[?State=='failed'].RouteServerPeerId")),
        failed.map(({ RouteServerPeerId }) => RouteServerPeerId),
      )
      const rows = "RouteServerPeers[?State==`failed`].[State,RouteServerPeerId]"
      assert.strictEqual(
        yield* query(rows, "--output", "text"),
        failed.map((peer) => `${peer.State}\t${peer.RouteServerPeerId}\n`).join(""),
      )
      assert.strictEqual(
        yield* query(rows, "--output", "ndjson"),
        failed.map((peer) => `["${peer.State}","${peer.RouteServerPeerId}"]\n`).join(""),
      )
      assert.strictEqual(
        yield* query(rows, "--output", "yaml"),
        failed.map((peer) => `- - ${peer.State}\n  - ${peer.RouteServerPeerId}\n`).join(""),
      )
    }),
  )

  it.effect("goes through a listing in pieces of any size, each peer once", () =>
    Effect.gen(function* () {
      for (const size of ["1", "5", "7", "100"]) {
        for (const page of [[], ["--page-size", "5"], ["--page-size", "10"]]) {
          const seen: Array<string> = []
          let token: string | undefined
          do {
            const go = token === undefined ? [] : ["--starting-token", token]
            const args = [...ofFleet, "-o", "json", "--max-items", size, ...page, ...go]
            const { stdout } = yield* runCli(args)
            seen.push(...idsOf(stdout))
            token = pageOf(stdout).NextToken
            assert.isTrue(token === undefined || idsOf(stdout).length === Number(size))
          } while (token !== undefined)
          assert.deepStrictEqual(seen, idsOf(fleet))
        }
      }
    }),
  )

  it.effect("takes and gives tokens as the AWS CLI does", () =>
    Effect.gen(function* () {
      const json = [...ofFleet, "-o", "json"]
      const { NextToken = "" } = pageOf((yield* runCli([...json, "--max-items", "3"])).stdout)
      assert.strictEqual(
        Buffer.from(NextToken, "base64").toString(),
        '{"NextToken": null, "boto_truncate_amount": 3}',
      )
      const ofService = pageOf((yield* runCli([...json, "--max-results", "9"])).stdout).NextToken
      const wrapped = Buffer.from(JSON.stringify({ NextToken: ofService })).toString("base64")
      for (const token of [`${ofService}`, wrapped]) {
        const { stdout } = yield* runCli([...json, "--starting-token", token])
        assert.deepStrictEqual(idsOf(stdout), idsOf(fleet).slice(9))
      }
    }),
  )

  it.effect("shows the first page only with --no-paginate", () =>
    Effect.gen(function* () {
      const input = inputOf("[]")
      const none = yield* runCli([...describePeers, "--fixture", "-", "--no-paginate"], { input })
      assert.strictEqual(none.stdout, "No route server peers match.\nSource: standard input\n")
      assert.deepStrictEqual(
        idsOf((yield* runCli([...ofFleet, "-o", "json", "--no-paginate"])).stdout),
        idsOf(fleet),
      )
    }),
  )

  it.effect("shows colours on a terminal, and the columns that fit it", () =>
    Effect.gen(function* () {
      const terminal = yield* runCli(ofFleet, { terminalColumns: 60 })
      assert.include(terminal.stdout, "\u001b[1;31m!")
      const plain = yield* runCli(ofFleet, {
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
        assert.deepStrictEqual(yield* runCli([...ofFleet, ...args, "--output", output]), {
          status: 254,
          stdout: "",
          stderr: `An error occurred (${code}) when calling the DescribeRouteServerPeers operation: ${message}\n`,
        })
      }
    }),
  )

  it.effect("for a filter name that does not exist comes with what may have been meant", () =>
    Effect.gen(function* () {
      for (const [name, hint] of [
        ["vpcId", "there is no filter 'vpcId'; did you mean VpcId or vpc-id?"],
        [
          "destinationCidr",
          "there is no filter 'destinationCidr'; 'route-server peers describe --help' lists them",
        ],
      ]) {
        assert.deepStrictEqual(
          yield* runCli([...ofFleet, "--filters", `Name=${name},Values=a`, "--output", "json"]),
          {
            status: 254,
            stdout: "",
            stderr: `An error occurred (InvalidParameterValue) when calling the DescribeRouteServerPeers operation: The filter '${name}' is invalid\nroute-server: ${hint}\n`,
          },
        )
      }
      const other = yield* runCli([
        ...ofFleet,
        "--max-results",
        "4",
        "--filters",
        "Name=state,Values=a",
      ])
      assert.notInclude(other.stderr, "there is no filter")
    }),
  )

  it.effect("does not come of --no-dry-run", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* runCli([...ofFleet, "--no-dry-run"])).status, 0)
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
    [
      ["peers", "describe", "--max-items", "0"],
      "--max-items 0: expected a whole number from 1 to 9007199254740991",
    ],
    [
      ["peers", "describe", "--columns", "state,adress"],
      "--columns state,adress: expected columns out of state, bgp, bfd, peer, address, name, asn, endpoint, vpc, route-server, liveness, endpoint-address, subnet, endpoint-eni-id, tags, failure-reason and tag:KEY; did you mean address?",
    ],
    [["peers", "describe", "--max-results", "5.5"], "--max-results 5.5: expected a whole number"],
    [
      ["peers", "describe", "--max-results", "9007199254740993"],
      "--max-results 9007199254740993: expected a whole number from -9007199254740991 to 9007199254740991",
    ],
    [
      ["peers", "describe", "--endpoint-url", "user:hunter2@host"],
      "--endpoint-url host: expected a URL that begins with http:// or https://",
    ],
    [["peers", "describe", "https://:hunter2@host/"], "unexpected argument 'https://host/'"],
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
      "--output jsn: expected table or wide or json or yaml or ndjson or text; did you mean json?",
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
          status: 252,
          stdout: "",
          stderr: `route-server: ${message}\nTry '${command} --help'.\n`,
        })
      }),
  )

  it.effect.each([
    [["--max-items", "5", "--max-results", "5"], "--max-items can't be used with --max-results"],
    [["--page-size", "5", "--no-paginate"], "--page-size can't be used with --no-paginate"],
    [
      ["--starting-token", "t", "--next-token", "t"],
      "--starting-token can't be used with --next-token",
    ],
    [["-o", "json", "--columns", "state"], "--columns goes with --output table only"],
    [["-o", "table", "--query", "@"], "--query goes with --output json or yaml or ndjson or text"],
    [
      ["--query", "RouteServerPeers["],
      "--query: parse error at column 17, found unexpected end of expression (EOF)",
    ],
  ] as const)("may be flags that do not go together or a bad query: %j", ([args, message]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* runCli([...ofFleet, ...args]), {
        status: 252,
        stdout: "",
        stderr: `route-server: ${message}\n`,
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
        [...ofFleet, "--filters", `Name=a,${long}=b`],
        [...ofFleet, "--filters", `{"${long}":1,"${long}":2}`],
        [...ofFleet, "--filters", `{"${long}":1}`],
      ]) {
        const { status, stderr } = yield* runCli(args)
        assert.strictEqual(status, 252)
        assert.isBelow(stderr.length, 500)
      }
    }),
  )

  it.effect("of filters shows the place", () =>
    Effect.gen(function* () {
      const place = Effect.fnUntraced(function* (filter: string) {
        const { status, stdout, stderr } = yield* runCli([...ofFleet, "--filters", filter])
        assert.strictEqual(status, 252)
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
      assert.strictEqual(status, 252)
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
        status: 252,
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
          status: 252,
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
        status: 252,
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
      assert.strictEqual(status, 252)
    }),
  )

  it.effect("never fills the screen", () =>
    Effect.gen(function* () {
      const input = inputOf("[".repeat(100_000))
      const { status, stderr } = yield* runCli([...describePeers, "--fixture", "-"], { input })
      assert.strictEqual(status, 252)
      assert.isBelow(stderr.length, 1000)
    }),
  )

  it.effect("may be standard input too", () =>
    Effect.gen(function* () {
      const input = Effect.fail(new InputFailed({ message: "it is a directory" }))
      assert.deepStrictEqual(yield* runCli([...describePeers, "--fixture", "-"], { input }), {
        status: 252,
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
      for (const args of [ofFleet, ["--help"], ["--version"], ["--completions", "zsh"]]) {
        const { status, stderr } = yield* runCli(args, { written })
        assert.strictEqual(status, 141)
        assert.strictEqual(stderr, "")
      }
    }),
  )

  it.effect("is told otherwise", () =>
    Effect.gen(function* () {
      const written = Effect.fail(new OutputFailed({ message: "no space left on device" }))
      for (const args of [ofFleet, ["--help"]]) {
        const { status, stderr } = yield* runCli(args, { written })
        assert.strictEqual(status, 255)
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
      const { status, stdout, stderr } = yield* runCli([...ofFleet, "--help"])
      assert.strictEqual(status, 0)
      assert.strictEqual(stderr, "")
      for (const line of stdout.split("\n")) assert.isAtMost(line.length, 80, line)
      for (const flag of [
        "--route-server-peer-ids ID ...",
        "--filters FILTER ...",
        "--max-results N",
        "--next-token TOKEN",
        "--dry-run",
        "--output, -o FORMAT",
        "--columns NAME,NAME",
        "--sort-by NAME,NAME",
        "--query JMESPATH",
        "--max-items N",
        "--no-paginate",
        "--source SOURCE",
        "--fixture FILE",
        "--unreadable HOW",
      ]) {
        assert.include(stdout, `\n  ${flag} `)
      }
    }),
  )

  it.effect("a script makes a shell complete commands, flags and their values", () =>
    Effect.gen(function* () {
      for (const [shell, first] of [
        ["bash", "###-begin-route-server-completions-###\n"],
        ["zsh", "#compdef route-server\n"],
        ["fish", "###-begin-route-server-completions-###\n"],
      ] as const) {
        const { status, stdout, stderr } = yield* runCli(["--completions", shell])
        assert.strictEqual(status, 0)
        assert.strictEqual(stderr, "")
        assert.isTrue(stdout.startsWith(first), stdout.slice(0, 80))
        for (const word of ["peers", "describe", "serve", "max-items", "ndjson", "filter-names"]) {
          assert.include(stdout, word)
        }
      }
      const unknown = yield* runCli(["--completions", "tcsh"])
      assert.strictEqual(unknown.status, 252)
      assert.include(unknown.stderr, "--completions tcsh: expected bash or zsh or fish")
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
