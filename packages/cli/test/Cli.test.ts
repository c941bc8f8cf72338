import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { sampleFleet } from "../src/source/SampleFleet.ts"
import { OutputClosed, OutputFailed } from "../src/terminal/StandardStreams.ts"
import { inputOf, runCli } from "./support/runCli.ts"

const describePeers = ["peers", "describe"]
const ofFleet = [...describePeers, "--fixture", fileURLToPath(sampleFleet)]

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
      ["monitor", "--state", ""],
      "--state needs a value: expected the name of a file",
      "route-server monitor",
    ],
    [
      ["serve", "--host", "[]"],
      "--host needs a value: expected a host name or an address",
      "route-server serve",
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
