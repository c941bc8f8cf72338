/**
 * Files of settings in YAML, and so in JSON too, with the place of each fault. It stands
 * at a subpath of its own, for the reader of YAML.
 *
 * A file is a single document. A member without a value is refused, since more often one
 * was forgotten than none was meant, and so is what could grow without bounds: texts
 * beyond 4 MiB of characters, more than 100 references, nesting that a stack can't hold.
 *
 * **Example** (A fault, and where it is)
 *
 * ```ts
 * import * as YamlFile from "@route-server/adapter-aws/YamlFile"
 * import { Result, Schema } from "effect"
 *
 * const decode = YamlFile.bySchema(Schema.Struct({ regions: Schema.Array(Schema.String) }))
 * const text = "regions:\n  - eu-west-1\nregion: us-east-1\n"
 * const faults = Result.getOrThrow(Result.flip(YamlFile.read(text, { scalars: "text", decode })))
 *
 * faults.map(YamlFile.format) // => ["3:1: region: there is no such member"]
 * ```
 */
import { PeerSourceError } from "@route-server/core"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from "yaml"

/**
 * What is wrong in a file, and where.
 *
 * @category schemas
 */
export const Fault = Schema.Struct({
  /** From 1. */
  line: Schema.Int,
  /** From 1, in UTF-16 code units. */
  column: Schema.Int,
  /** The member, such as `accounts[2].regions`; empty for the file as a whole. */
  path: Schema.String,
  fault: Schema.String,
})
/** @category models */
export interface Fault extends Schema.Schema.Type<typeof Fault> {}

/**
 * All that is wrong in a file, in the order of its text; of what is no YAML, what its
 * reader found.
 *
 * @category models
 */
export type Faults = readonly [Fault, ...ReadonlyArray<Fault>]

/**
 * A fault as a line: its place, the member and what is wrong.
 *
 * @category formatting
 */
export const format = ({ line, column, path, fault }: Fault): string =>
  [`${line}:${column}`, path, fault].filter((part) => part !== "").join(": ")

/** The way to a value: names of members, and indexes from 0. */
type Path = ReadonlyArray<PropertyKey>

/**
 * What is wrong with a value, by its path.
 *
 * @category models
 */
export interface Misfit {
  readonly path: Path
  readonly fault: string
}

/**
 * How to read a file.
 *
 * @category options
 */
export interface Options<A> {
  /**
   * What a value without quotes is: a `text`, whatever it looks like, so that `012` keeps
   * its zero; or what it is in `json`: a number, a truth value or a text.
   */
  readonly scalars: "text" | "json"
  /** What a file that holds nothing lacks, such as `accounts, a list`. */
  readonly expected?: string | undefined
  /** Whether nothing that is written may be quoted, since all of it may be secret. Default: `false`. */
  readonly isConfidential?: boolean | undefined
  /** Takes the value for what it is meant to be, or says what is wrong. */
  readonly decode: (value: unknown) => Result.Result<A, ReadonlyArray<Misfit>>
}

/** In characters. */
const LONGEST = 4_194_304

/** How many values may be written by a reference to another. */
const MOST_ALIASES = 100

/** The most faults that are told of a text that is no YAML; those after the first seldom tell more. */
const MOST_PROBLEMS = 10

/** Where something is written, before it is known in which line. */
interface Place {
  readonly offset: number
  readonly path: Path
  readonly fault: string
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined)

/** Where the value of a path begins, or the innermost one around it that is there. */
const offsetOf = (document: Document, path: Path): number => {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const key of path) {
    const within: unknown = isAlias(node) ? node.resolve(document) : node
    const pair = isMap(within)
      ? within.items.find((item) => isScalar(item.key) && item.key.value === String(key))
      : undefined
    node = isSeq(within) ? within.items[Number(key)] : pair?.value
    offset = startOf(pair?.key ?? node) ?? offset
  }
  return offset
}

/** The way to a node, from the nodes around it. */
const pathTo = (ancestors: ReadonlyArray<unknown>, node: unknown): Path =>
  ancestors.flatMap((each, index): Path => {
    if (isPair(each)) return isScalar(each.key) ? [String(each.key.value)] : []
    return isSeq(each) ? [each.items.indexOf(ancestors[index + 1] ?? node)] : []
  })

/** How YAML writes that there is no value. */
const NOTHING = /^(?:|~|null|Null|NULL)$/

/** Values that are none, which are more often forgotten than meant, and references that can't be followed. */
const holes = (document: Document, isConfidential: boolean): ReadonlyArray<Place> => {
  const places: Array<Place> = []
  let aliases = 0
  visit(document, {
    Scalar: (key, node, ancestors) => {
      if (key === "key" || node.type !== "PLAIN" || !NOTHING.test(`${node.source}`)) return
      const path = pathTo(ancestors, node)
      places.push({ offset: offsetOf(document, path), path, fault: "it has no value" })
    },
    Alias: (_, node, ancestors) => {
      const refuse = (fault: string) => places.push({ offset: startOf(node) ?? 0, path: [], fault })
      aliases += 1
      if (aliases > MOST_ALIASES) {
        refuse(`there are more references than the ${MOST_ALIASES} that are allowed`)
        return visit.BREAK
      }
      const target = node.resolve(document)
      if (target === undefined) {
        refuse(isConfidential ? "it refers to nothing" : `nothing is called &${node.source}`)
      } else if (ancestors.includes(target)) {
        refuse("it refers to what it stands in")
      }
      return undefined
    },
  })
  return places
}

/** The value of a document, unless its references, by references of their own, stand for very much. */
const valueOf = (document: Document): Result.Result<unknown, string> =>
  Result.try({
    // The reader counts what is referred to as well.
    try: (): unknown => document.toJS({ maxAliasCount: MOST_ALIASES + 1 }),
    catch: () => "its references stand for more than is allowed",
  })

/** What is said of a text that is no YAML. */
const problemOf = (code: string, message: string | undefined): string => {
  if (code === "MULTIPLE_DOCS") return "another document begins: expected a single one"
  return message ?? `it is no YAML (${code})`
}

/**
 * Reads a text. Fails with all faults and their places.
 *
 * @category decoding
 */
export const read = <A>(
  text: string,
  { scalars, expected, isConfidential = false, decode }: Options<A>,
): Result.Result<A, Faults> => {
  const lines = new LineCounter()
  const fail = (places: ReadonlyArray<Place>) => {
    const [first = UNREADABLE, ...rest] = places
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ offset, path, fault }): Fault => {
        const { line, col } = lines.linePos(offset)
        return {
          line: Math.max(line, 1),
          column: Math.max(col, 1),
          path: PeerSourceError.formatPath(path),
          fault,
        }
      })
    return Result.fail<Faults>([first, ...rest])
  }
  const whole = (fault: string) => fail([{ offset: 0, path: [], fault }])

  if (text.length > LONGEST) return whole(`it is longer than ${LONGEST} characters`)
  const parsed = Result.try(() =>
    parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      schema: scalars === "text" ? "failsafe" : "core",
      stringKeys: true,
    }),
  )
  if (Result.isFailure(parsed)) return whole("it is nested too deeply to be read")
  const document = parsed.success
  const problems = [...document.errors, ...document.warnings].slice(0, MOST_PROBLEMS)
  if (problems.some(({ message }) => message.startsWith("Maximum call stack"))) {
    return whole("it is nested too deeply to be read")
  }
  if (problems.length > 0) {
    return fail(
      problems.map(({ code, message, pos }) => ({
        offset: pos[0],
        path: [],
        fault: problemOf(code, isConfidential ? undefined : message),
      })),
    )
  }
  if (document.contents === null) {
    return whole(`it is empty${expected === undefined ? "" : `: expected ${expected}`}`)
  }
  const missing = holes(document, isConfidential)
  if (missing.length > 0) return fail(missing)
  const value = valueOf(document)
  if (Result.isFailure(value)) return whole(value.failure)
  const decoded = decode(value.success)
  return Result.isSuccess(decoded)
    ? Result.succeed(decoded.success)
    : fail(
        decoded.failure.map(({ path, fault }) => ({
          offset: offsetOf(document, path),
          path,
          fault,
        })),
      )
}

const UNREADABLE: Fault = { line: 1, column: 1, path: "", fault: "it can't be read" }

/**
 * How the faults of a schema are worded.
 *
 * @category options
 */
export interface Wording {
  /** Members that people expect and that there are not, and what to write instead. */
  readonly instead?: ReadonlyMap<string, string> | undefined
  /** Whether the value at a path is nobody's to see, so that a fault does not quote it. Default: none is. */
  readonly isSecret?: ((path: Path) => boolean) | undefined
}

/** What is expected, in the words of who writes YAML. */
const EXPECTED: ReadonlyMap<string, string> = new Map([
  ["Expected array", "expected a list"],
  ["Expected object", "expected members, as name: value"],
  ["Expected string", "expected a text"],
])

/** In characters, of a value to show. */
const LONGEST_SHOWN = 60

/** What is written at a path, if it is a text. */
const textAt = (value: unknown, path: Path): string | undefined => {
  const found = path.reduce<unknown>(
    (within, key) => (Predicate.hasProperty(within, key) ? within[key] : undefined),
    value,
  )
  if (!Predicate.isString(found)) return undefined
  return found.length > LONGEST_SHOWN ? `${found.slice(0, LONGEST_SHOWN).toWellFormed()}…` : found
}

const wordingOf = (
  message: string,
  path: Path,
  value: unknown,
  { instead, isSecret = () => false }: Wording,
): string => {
  const last = path.at(-1)
  if (message === "Missing key") {
    return Predicate.isNumber(last) ? "it is empty: expected one at least" : "it is missing"
  }
  if (message === "Expected no excess property") {
    return instead?.get(String(last)) ?? "there is no such member"
  }
  const fault = EXPECTED.get(message) ?? message.replace(/^E/, "e")
  const text = isSecret(path) ? undefined : textAt(value, path)
  return text === undefined ? fault : `${fault}, got '${text}'`
}

const flatten = SchemaIssue.makeFormatterStandardSchemaV1()

/**
 * Takes a value for what a schema says; a member that it does not know is a fault.
 *
 * @category decoding
 */
export const bySchema = <A>(
  schema: Schema.ConstraintDecoder<A>,
  wording: Wording = {},
): Options<A>["decode"] => {
  const decode = Schema.decodeUnknownResult(schema)
  return (value) =>
    Result.mapError(
      decode(value, { errors: "all", onExcessProperty: "error", reportInput: false }),
      ({ issue }) =>
        flatten(issue).issues.map(({ message, path: segments = [] }) => {
          const path = segments.filter(Predicate.isPropertyKey)
          const isEmptyList = message === "Missing key" && Predicate.isNumber(path.at(-1))
          return {
            path: isEmptyList ? path.slice(0, -1) : path,
            fault: wordingOf(message, path, value, wording),
          }
        }),
    )
}
