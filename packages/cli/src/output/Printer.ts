/**
 * What prints peers in the way that the flags ask for.
 */
import { Effect, Option, Schema } from "effect"
import { type Command, Flag } from "effect/cli"
import { FlagConflict } from "../arguments/FlagConflict.ts"
import * as Flags from "../arguments/Flags.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import { screenOf } from "../terminal/Screen.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import { columnsFor, type Row } from "./Columns.ts"
import { peerForm } from "./FleetForm.ts"
import * as Json from "./Json.ts"
import * as Ndjson from "./Ndjson.ts"
import * as PeerOrder from "./PeerOrder.ts"
import * as Query from "./Query.ts"
import { type End, type Renderer, restForm, sorted } from "./Renderer.ts"
import * as Table from "./Table.ts"
import * as Text from "./Text.ts"
import * as Yaml from "./Yaml.ts"

/** The characters that are gathered before they are written. */
const WRITE_SIZE = 65_536

const formats = ["table", "wide", "json", "yaml", "ndjson", "text"] as const

type Format = (typeof formats)[number]

const described = `${formats.slice(0, -1).join(", ")} or ${formats.at(-1)}`

const DEFAULT_OUTPUT = "AWS_DEFAULT_OUTPUT"

/** The flags that say how to print peers. */
export const flags = {
  output: Flag.Literals("output", formats).pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("FORMAT"),
    Flag.withDescription(described),
    Flag.optional,
  ),
  columns: Flags.columnList("columns").pipe(
    Flag.withMetavar("NAME,NAME"),
    Flag.withDescription("These columns, at any width"),
  ),
  sortBy: Flags.columnList("sort-by").pipe(
    Flag.withMetavar("NAME,NAME"),
    Flag.withDescription("Sort by these columns, in any format"),
  ),
  query: Flag.String("query").pipe(
    Flag.withMetavar("JMESPATH"),
    Flag.withDescription("The part of the answer to print"),
    Flag.optional,
  ),
  color: Flag.Literals("color", ["on", "off", "auto"]).pipe(
    Flag.withMetavar("WHEN"),
    Flag.withDescription("on, off or auto (default)"),
    Flag.withDefault("auto"),
  ),
}

/** What the flags ask for. */
export type Choice = Command.Command.Config.Infer<typeof flags>

const write = Effect.fnUntraced(function* (pieces: Iterable<string>) {
  const streams = yield* StandardStreams
  let text = ""
  for (const piece of pieces) {
    text += piece
    if (text.length < WRITE_SIZE) continue
    yield* streams.write(text)
    text = ""
    // A pipe may take all at once, and an interruption must find its turn.
    yield* Effect.yieldNow
  }
  if (text !== "") yield* streams.write(text)
})

const isTable = (format: Format): boolean => format === "table" || format === "wide"

const isFormat = Schema.is(Schema.Literals(formats))

/** The format that is asked for, by the flags or else, as from the AWS CLI, by the environment. */
const formatOf = Effect.fnUntraced(function* ({ columns, output, query }: Choice) {
  if (Option.isSome(output)) return output.value
  if (columns.length > 0) return "table"
  const { environment } = yield* StandardStreams
  const usual = environment[DEFAULT_OUTPUT] || "table"
  if (!isFormat(usual)) {
    const message = `${DEFAULT_OUTPUT} ${excerpt(usual)}: expected ${described}`
    return yield* new FlagConflict({ message })
  }
  return Option.isSome(query) && isTable(usual) ? "json" : usual
})

/** The name of the list, where programs read it. */
const listOf = ({ targets }: Pick<Table.Options, "targets">): string =>
  targets === undefined ? "RouteServerPeers" : "FleetPeers"

const rendererOf = (
  format: Format,
  { columns: chosen }: Choice,
  options: Table.Options,
): Effect.Effect<Renderer> => {
  switch (format) {
    case "table":
      return Effect.sync(() => Table.make(chosen.length > 0 ? { ...options, chosen } : options))
    case "wide":
      return Effect.sync(() => Table.make({ ...options, chosen: columnsFor(options) }))
    case "json":
      return Effect.sync(() => Json.make(listOf(options)))
    case "yaml":
      return Yaml.make(listOf(options))
    case "ndjson":
      return Effect.sync(Ndjson.make)
    case "text":
      return Effect.sync(Text.make)
  }
}

const valueWriterOf = (format: Format): Effect.Effect<(answer: unknown) => Iterable<string>> => {
  switch (format) {
    case "yaml":
      return Yaml.value
    case "text":
      return Effect.succeed(Text.value)
    case "ndjson":
      return Effect.succeed(Ndjson.value)
    default:
      return Effect.succeed(Json.value)
  }
}

/** What prints a listing as it is. */
const listing = Effect.fnUntraced(function* (
  format: Format,
  choice: Choice,
  options: Table.Options,
) {
  const renderer = yield* rendererOf(format, choice, options)
  const order = [
    ...choice.sortBy,
    ...(isTable(format) || choice.sortBy.length > 0 ? PeerOrder.usualOf(options) : []),
  ]
  const { end, page } =
    order.length === 0 ? renderer : sorted((rows) => PeerOrder.sort(rows, order), renderer)
  return {
    page: (rows: ReadonlyArray<Row>) => write(page(rows)),
    end: (how: End) => write(end(how)),
  }
})

/** What prints what an expression selects from the whole of it. */
const answer = Effect.fnUntraced(function* (
  expression: string,
  format: Format,
  { sortBy }: Choice,
  options: Pick<Table.Options, "targets">,
) {
  const query = yield* Query.compile(expression)
  const writeValue = yield* valueWriterOf(format)
  const all: Array<Row> = []
  return {
    page: (rows: ReadonlyArray<Row>) =>
      Effect.sync(() => {
        for (const row of rows) all.push(row)
      }),
    end: (end: End) =>
      query({
        [listOf(options)]: PeerOrder.sort(all, sortBy).map(peerForm),
        ...restForm(end),
      }).pipe(Effect.flatMap((value) => write(writeValue(value)))),
  }
})

/**
 * What prints the pages of one listing, and its end, as the flags ask for; of a fleet
 * with so many targets, if there are any. Fails if the flags contradict each other or
 * hold no expression.
 */
export const open = Effect.fnUntraced(function* (choice: Choice, origin: string, targets?: number) {
  const { color, columns, query, sortBy } = choice
  const format = yield* formatOf(choice)
  if (columns.length > 0 && format !== "table") {
    return yield* new FlagConflict({ message: "--columns goes with --output table only" })
  }
  const told = {
    /** Whether it prints lines, each as it comes. */
    isStreamed: format === "ndjson" && Option.isNone(query) && sortBy.length === 0,
    /** Whether what is wrong with targets stands below a table. */
    hasFoot: Option.isNone(query) && isTable(format),
    /** Whether what is printed may have no place for the token of the rest. */
    hasNoToken: format === "ndjson" || Option.isSome(query),
  }
  if (Option.isNone(query)) {
    const screen = screenOf(yield* StandardStreams, color)
    return { ...told, ...(yield* listing(format, choice, { ...screen, origin, targets })) }
  }
  if (isTable(format)) {
    const others = formats.filter((format) => !isTable(format)).join(" or ")
    return yield* new FlagConflict({ message: `--query goes with --output ${others}` })
  }
  return { ...told, ...(yield* answer(query.value, format, choice, { targets })) }
})
