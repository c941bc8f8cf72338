import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { sampleFleet } from "../../src/source/SampleFleet.ts"
import { inputOf, runCli } from "../support/runCli.ts"

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
