/**
 * What prints peers in the way that the flags ask for.
 */
import type { DescribeRouteServerPeers, RouteServerPeer } from "@route-server/core"
import { Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { FlagConflict } from "../arguments/FlagConflict.ts"
import * as Flags from "../arguments/Flags.ts"
import { type Color, screenOf } from "../terminal/Screen.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import { type Column, columns } from "./Columns.ts"
import * as Json from "./Json.ts"
import { inReferenceOrder } from "./MemberOrder.ts"
import * as Ndjson from "./Ndjson.ts"
import * as PeerOrder from "./PeerOrder.ts"
import * as Query from "./Query.ts"
import { type Continuation, type Renderer, sorted } from "./Renderer.ts"
import * as Table from "./Table.ts"
import * as Text from "./Text.ts"
import * as Yaml from "./Yaml.ts"

/** The characters that are gathered before they are written. */
const WRITE_SIZE = 65_536

const formats = ["table", "wide", "json", "yaml", "ndjson", "text"] as const

type Format = (typeof formats)[number]

/** The flags of the command that take a list. */
export const listFlags = ["--columns", "--sort-by"]

/** The flags that say how to print peers. */
export const flags = {
  output: Flag.Literals("output", formats).pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("FORMAT"),
    Flag.withDescription(`${formats.slice(0, -1).join(", ")} or ${formats.at(-1)}`),
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
export interface Choice {
  readonly output: Option.Option<Format>
  readonly columns: ReadonlyArray<Column>
  readonly sortBy: ReadonlyArray<Column>
  readonly query: Option.Option<string>
  readonly color: Color
}

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

const rendererOf = (
  format: Format,
  { columns: chosen }: Choice,
  options: Table.Options,
): Effect.Effect<Renderer> => {
  switch (format) {
    case "table":
      return Effect.sync(() => Table.make(chosen.length > 0 ? { ...options, chosen } : options))
    case "wide":
      return Effect.sync(() => Table.make({ ...options, chosen: columns }))
    case "json":
      return Effect.sync(Json.make)
    case "yaml":
      return Yaml.make
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
    ...(isTable(format) || choice.sortBy.length > 0 ? PeerOrder.usual : []),
  ]
  const { end, page } =
    order.length === 0 ? renderer : sorted((peers) => PeerOrder.sort(peers, order), renderer)
  return {
    page: (result: DescribeRouteServerPeers.Result) => write(page(result)),
    end: (continuation: Continuation | undefined) => write(end(continuation)),
  }
})

/** What prints what an expression selects from the whole of it. */
const answer = Effect.fnUntraced(function* (
  expression: string,
  format: Format,
  { sortBy }: Choice,
) {
  const query = yield* Query.compile(expression)
  const writeValue = yield* valueWriterOf(format)
  const peers: Array<RouteServerPeer.RouteServerPeer> = []
  return {
    page: ({ RouteServerPeers }: DescribeRouteServerPeers.Result) =>
      Effect.sync(() => {
        for (const peer of RouteServerPeers) peers.push(peer)
      }),
    end: (continuation: Continuation | undefined) =>
      query({
        RouteServerPeers: PeerOrder.sort(peers, sortBy).map(inReferenceOrder),
        ...(continuation === undefined ? {} : { NextToken: continuation.token }),
      }).pipe(Effect.flatMap((value) => write(writeValue(value)))),
  }
})

/**
 * What prints the pages of one listing, and its end, as the flags ask for. Fails if
 * the flags contradict each other or hold no expression.
 */
export const open = Effect.fnUntraced(function* (choice: Choice, origin: string) {
  const { color, columns, output, query } = choice
  const format = Option.getOrElse(output, (): Format => (Option.isSome(query) ? "json" : "table"))
  if (columns.length > 0 && format !== "table") {
    return yield* new FlagConflict({ message: "--columns goes with --output table only" })
  }
  if (Option.isNone(query)) {
    const screen = screenOf(yield* StandardStreams, color)
    return yield* listing(format, choice, { ...screen, origin })
  }
  if (isTable(format)) {
    const others = formats.filter((format) => !isTable(format)).join(" or ")
    return yield* new FlagConflict({ message: `--query goes with --output ${others}` })
  }
  return yield* answer(query.value, format, choice)
})
