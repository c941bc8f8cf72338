/**
 * Which figures stand in the documents, and putting them there.
 *
 * A row of a table in a document is known by its first two cells, the work and whom it is
 * compared with. What was not measured stays as it stands.
 */
import { readFile, writeFile } from "node:fs/promises"
import { resolve } from "node:path"
import type { Figure } from "./measure.ts"
import { machine, times } from "./report.ts"

type Named = Figure & { readonly suite: string }

/** A figure, by its suite, how its work begins, and the opponent. */
type Source = readonly [suite: string, work: string, against: string]

interface Row {
  readonly work: string
  readonly against: string
  readonly from: ReadonlyArray<Source>
  /** What is to reach. Default: the limits of the figures. */
  readonly target?: string
  /** Whether our own time is told, in microseconds. Default: `false`, the ratio is. */
  readonly inMicroseconds?: boolean
}

/** The figures of a suite for several works, against several opponents each. */
const all = (
  suite: string,
  works: ReadonlyArray<string>,
  against: ReadonlyArray<string>,
): ReadonlyArray<Source> =>
  works.flatMap((work) => against.map((name): Source => [suite, work, name]))

const FIRST_PAGE = "first page of 1,000,000 in memory, by endpoint / by address / by state"
const firstPage = ["RouteServerEndpointId", "PeerAddress", "State"].map(
  (member) => `first page of 1,000,000 by ${member} `,
)
const THREE_VPCS = "three VPCs and a state and a tag that begins so"
const NO_INDEX = "what no index helps to find"

const rows: ReadonlyArray<Row> = [
  {
    work: "a page of 1,000 from AWS, decoded and validated",
    against: "the AWS SDK, which does neither",
    from: all("aws", ["AWS: a page of 1,000,"], ["AWS SDK, undecoded"]),
  },
  {
    work: "a page of 41 / of 5 with session credentials",
    against: "the same",
    from: all(
      "aws",
      ["AWS: a page of 41,", "AWS: a page of 5 with session credentials,"],
      ["AWS SDK, undecoded"],
    ),
  },
  {
    work: "bytes of a peer kept of a page of 1,000",
    against: "2 kB / the text of the page",
    from: all("aws", ["AWS: bytes of a peer kept"], ["2 kB", "the page's text"]),
    target: "1",
  },
  {
    work: "import core",
    against: "the index of effect / the modules of effect that core uses, alone",
    from: all("imports", ["import core"], ["effect's index", "core's modules of effect alone"]),
    target: "0.7",
  },
  {
    work: "import the AWS adapter",
    against: "the client of the AWS SDK",
    from: all("imports", ["import the AWS adapter"], ["the AWS SDK's client"]),
  },
  {
    work: "decode and validate one peer",
    against: "zod 4 / valibot / ArkType",
    from: all("decode", ["decode and validate one peer"], ["zod 4", "valibot", "arktype"]),
  },
  {
    work: "decode and validate a page of 1,000",
    against: "ArkType / TypeBox, compiled / Ajv",
    from: all("decode", ["decode and validate a page"], ["arktype", "typebox, compiled", "ajv"]),
  },
  {
    work: "filter 10,000 peers: one value / three VPCs / three filters / `*7`",
    against: "closures written by hand",
    from: all(
      "filters",
      [
        "filter: one value",
        "filter: three VPCs",
        "filter: three filters",
        "filter: a leading star",
      ],
      ["closures by hand"],
    ),
  },
  {
    work: "filter 10,000 peers: an ASN / a tag / a tag that begins so",
    against: "closures written by hand",
    from: all(
      "filters",
      ["filter: an ASN", "filter: a tag,", "filter: a tag with a pattern"],
      ["closures by hand"],
    ),
  },
  {
    work: "the worst patterns on 256 characters: `?a?a…` / `????…` / `*?a*…`",
    against: "in µs",
    from: all(
      "patterns",
      ["worst case: ?a?a", "worst case: ????", "worst case: *?a*"],
      ["pattern × text ÷ 32 steps"],
    ),
    target: "20",
    inMicroseconds: true,
  },
  {
    work: "judge a request for nothing / with a token / with three filters",
    against: "in µs",
    from: all(
      "judge",
      [
        "judge a request that asks for nothing",
        "judge a request with a token",
        "judge a request with three filters",
      ],
      ["its schema"],
    ),
    target: "1.25 / 4 / 5",
    inMicroseconds: true,
  },
  {
    work: FIRST_PAGE,
    against: "an index by hand, and 10 µs",
    from: all("million", firstPage, ["index by hand, and 10 µs"]),
  },
  { work: FIRST_PAGE, against: "LokiJS, indexed", from: all("million", firstPage, ["LokiJS"]) },
  {
    work: FIRST_PAGE,
    against: "`node:sqlite`, indexed",
    from: all("million", firstPage, ["node:sqlite"]),
  },
  {
    work: "the last page of 1,000,000",
    against: "the first",
    from: all("million", ["last page of"], ["our first page"]),
  },
  {
    work: "all of 1,000,000, by pages of 1,000",
    against: "a copy of the list",
    from: all("million", ["all of 1,000,000 by pages"], ["a copy of the list"]),
  },
  {
    work: "what no index helps to find, in 20,000 / in 1,000,000",
    against: "a scan by hand",
    from: [
      ...all("memory", [NO_INDEX], ["a scan by hand"]),
      ...all("million", [NO_INDEX], ["a scan by hand"]),
    ],
  },
  {
    work: "three VPCs, a state and a tag prefix, of 20,000 / of 1,000,000",
    against: "an index by hand",
    from: [
      ...all("memory", [THREE_VPCS], ["index by hand"]),
      ...all("million", [THREE_VPCS], ["index by hand"]),
    ],
  },
  {
    work: "three VPCs, a state and a tag prefix, of 1,000,000",
    against: "LokiJS / `node:sqlite`",
    from: all("million", [THREE_VPCS], ["LokiJS", "node:sqlite"]),
  },
  {
    work: "replace, read, remove and add among 1,000,000, in nine indexes",
    against: "the same among 1,000",
    from: all("million", ["replace, read"], ["among 1,000"]),
  },
  {
    work: "bytes of 1,000,000 with nine indexes",
    against: "the peers alone",
    from: all("million", ["bytes of"], ["the peers alone"]),
  },
  {
    work: "a page of 1,000 / of 5 from the endpoint, over loopback",
    against: "Node's `http` with the string ready",
    from: all(
      "endpoint",
      ["endpoint: a page of 1,000 ", "endpoint: a page of 5 "],
      ["Node's http with the string ready"],
    ),
  },
  {
    work: "the start of the command as it is installed",
    against: "`aws --version`",
    from: all("command", ["the sample fleet of 41,"], ["aws --version"]),
  },
  {
    work: "five peers from an endpoint, the whole command",
    against: "the AWS CLI, the same",
    from: all("command", ["a page of 5 from an endpoint,"], ["AWS CLI"]),
  },
  {
    work: "a fixture of 100,000 peers, a line each: all / those that have failed",
    against: "`jq -c`",
    from: all(
      "command",
      ["100,000 peers, a line each", "those that have failed of lines"],
      ["jq -c"],
    ),
  },
  {
    work: "the same as a page, 113 MB",
    against: "`jq -c`",
    from: all("command", ["100,000 peers, a page,", "those that have failed of a page"], ["jq -c"]),
  },
  {
    work: "memory for the page: all / those that have failed",
    against: "`jq -c`",
    from: all(
      "command",
      ["memory: 100,000 peers, a page,", "memory: those that have failed of a page"],
      ["jq -c"],
    ),
  },
]

/** What stands in the columns of a document's table, by the name of each. */
type Cells = Readonly<Record<string, string>>

const cellsOf = (row: Row, figures: ReadonlyArray<Named>): Cells | undefined => {
  const found = row.from.flatMap(
    ([suite, work, against]) =>
      figures.find(
        (figure) =>
          figure.suite === suite && figure.work.startsWith(work) && figure.against === against,
      ) ?? [],
  )
  if (found.length < row.from.length) {
    const ran = new Set(figures.map(({ suite }) => suite))
    if (row.from.every(([suite]) => ran.has(suite))) throw new Error(`No figures: ${row.work}`)
    return undefined
  }
  const limits = [...new Set(found.map(({ limit }) => limit))]
  const figure = found
    .map(({ ours, ratio }) => times(row.inMicroseconds ? 1000 * ours : ratio.median))
    .join(" / ")
  return { target: row.target ?? limits.join(" / "), ratio: figure, figure }
}

/** The machine in a document: in brackets, with its cores and its Node. */
const MACHINE = /\([^()]*\d+ cores[^()]*Node [^()]*\)/

const cells = (line: string): ReadonlyArray<string> =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim())

/** A document with the figures that there are in the rows of its tables. */
const filled = (document: string, figures: ReadonlyArray<Named>): string => {
  let header: ReadonlyArray<string> = []
  let work: string | undefined
  const lines = document.split("\n").map((line) => {
    if (!line.startsWith("|")) {
      header = []
      return line
    }
    const now = cells(line)
    if (header.length === 0) header = now
    if (now[0] !== "the same") work = now[0]
    const row = rows.find((each) => each.work === work && each.against === now[1])
    const values = row && cellsOf(row, figures)
    if (values === undefined) return line
    return `| ${now.map((cell, column) => values[header[column] ?? ""] ?? cell).join(" | ")} |`
  })
  return lines.join("\n").replace(MACHINE, `(${machine()})`)
}

/** Puts the figures into the documents that have rows for them. */
export const write = async (figures: ReadonlyArray<Named>): Promise<void> => {
  for (const name of ["README.md", "docs/speed.md"]) {
    const path = resolve(import.meta.dirname, "../..", name)
    await writeFile(path, filled(await readFile(path, "utf8"), figures))
  }
}
