/**
 * Files of accounts: YAML, and so JSON too, read strictly and with the place of each
 * fault. It stands at a subpath of its own, for the reader of YAML.
 *
 * A file is a list of `AwsAccount`s:
 *
 * ```yaml
 * accounts:
 *   - name: prod
 *     role_arn: arn:aws:iam::111122223333:role/RouteServerReader
 *     external_id: monitoring
 *     regions: [eu-*, us-east-1]
 *     labels: { team: network }
 *   - name: lab
 *     profile: lab
 *     regions: [eu-west-1]
 *     request:
 *       Filters: [{ Name: VpcId, Values: [vpc-571faf2e] }]
 * ```
 *
 * Every value is a text, whatever YAML would make of it otherwise: an account
 * `012345678901` keeps its zero, and a label `on` is no truth value.
 *
 * **Example** (A fault, and where it is)
 *
 * ```ts
 * import * as TargetsFile from "@route-server/adapter-aws/TargetsFile"
 * import { Result } from "effect"
 *
 * const text = "accounts:\n  - name: prod\n    region: eu-west-1\n    regions: [eu-west-1]\n"
 * const { faults } = Result.getOrThrow(Result.flip(TargetsFile.decode(text)))
 *
 * faults.map(({ line, path, fault }) => `${line}: ${path}: ${fault}`)
 * // => ["3: accounts[0].region: it is regions, a list"]
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
import { AwsAccount } from "./AwsAccount.ts"

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
 * A file that is none of accounts.
 *
 * @category errors
 */
export class TargetsFileError extends Schema.TaggedError<TargetsFileError>()("TargetsFileError", {
  /** The first fault, with its place, and how many there are beside it. */
  message: Schema.String,
  /** All of them, in the order of the file; of what is no YAML, what its reader found. */
  faults: Schema.NonEmptyArray(Fault),
}) {}

/** In characters; an account takes some 200. */
const LONGEST = 4_194_304

/** How many values may be written by a reference to another. */
const MOST_ALIASES = 100

/** The most faults that are told of a text that is no YAML; those after the first seldom tell more. */
const MOST_PROBLEMS = 10

const File = Schema.Struct({ accounts: Schema.NonEmptyArray(AwsAccount) })

const decodeFile = Schema.decodeUnknownResult(File)

const flatten = SchemaIssue.makeFormatterStandardSchemaV1()

type Path = ReadonlyArray<PropertyKey>

/** Members that people expect, since the AWS CLI has them, and what to write instead. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["region", "it is regions, a list"],
  ["source_profile", "it is profile: the one with the credentials that assume the role"],
  [
    "credential_source",
    "without a profile, credentials are looked for in the environment, a container and an instance",
  ],
  ["mfa_serial", "a code is asked for a profile only: write it there, and name that as profile"],
  ["duration_seconds", "a session lasts as long as it does by default, and is renewed"],
])

/** What is expected, in the words of who writes YAML. */
const EXPECTED: ReadonlyMap<string, string> = new Map([
  ["Expected array", "expected a list"],
  ["Expected object", "expected members, as name: value"],
  ["Expected string", "expected a text"],
])

/** Where something is written, before it is known in which line. */
interface Place {
  readonly offset: number
  readonly path: Path
  readonly fault: string
}

/** Where the value of a path begins, or the innermost one around it that is there. */
const offsetOf = (document: Document, path: Path): number => {
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  for (const key of path) {
    const within: unknown = isAlias(node) ? node.resolve(document) : node
    let next: unknown
    if (isMap(within)) {
      const pair = within.items.find(
        (item) => isScalar(item.key) && String(item.key.value) === String(key),
      )
      if (pair === undefined) return offset
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
      next = pair.value
    } else if (isSeq(within)) {
      next = within.items[Number(key)]
      if (isNode(next)) offset = next.range?.[0] ?? offset
    }
    if (next === undefined || next === null) return offset
    node = next
  }
  return offset
}

/** The way to a node, from the nodes around it. */
const pathTo = (ancestors: ReadonlyArray<unknown>, key: number | "key" | "value" | null): Path =>
  [...ancestors, key].flatMap((each, index): Path => {
    const child = ancestors[index + 1] ?? undefined
    if (isPair(each)) return isScalar(each.key) ? [String(each.key.value)] : []
    if (!isSeq(each)) return []
    const at = child === undefined ? key : each.items.indexOf(child)
    return typeof at === "number" ? [at] : []
  })

/** How YAML writes that there is no value. */
const NOTHING = /^(?:|~|null|Null|NULL)$/

/** Values that are none, which are more often forgotten than meant, and references to nothing. */
const holes = (document: Document): ReadonlyArray<Place> => {
  const places: Array<Place> = []
  let aliases = 0
  visit(document, {
    Scalar: (key, node, ancestors) => {
      if (key === "key" || node.type !== "PLAIN" || !NOTHING.test(node.source ?? "")) return
      const path = pathTo(ancestors, key)
      places.push({ offset: offsetOf(document, path), path, fault: "it has no value" })
    },
    Alias: (_, node) => {
      aliases += 1
      const offset = node.range?.[0] ?? 0
      if (aliases > MOST_ALIASES) {
        const fault = `there are more references than the ${MOST_ALIASES} that are allowed`
        places.push({ offset, path: [], fault })
        return visit.BREAK
      }
      if (node.resolve(document) === undefined) {
        places.push({ offset, path: [], fault: `nothing is called &${node.source}` })
      }
      return undefined
    },
  })
  return places
}

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

/** A fault of the schema in the words of this file. */
const wording = (message: string, path: Path, value: unknown): string => {
  const last = path.at(-1) ?? ""
  if (message === "Missing key") {
    return Predicate.isNumber(last) ? "it is empty: expected one at least" : "it is missing"
  }
  if (message === "Expected no excess property") {
    return INSTEAD.get(String(last)) ?? "there is no such member"
  }
  const fault = EXPECTED.get(message) ?? message.replace(/^E/, "e")
  const text = textAt(value, path)
  // What the role wants to be told is for the two accounts alone to know.
  return text === undefined || last === "external_id" ? fault : `${fault}, got '${text}'`
}

const schemaFaults = (
  issue: SchemaIssue.Issue,
  document: Document,
  value: unknown,
): ReadonlyArray<Place> =>
  flatten(issue).issues.map(({ message, path: segments = [] }) => {
    const path = segments.filter(Predicate.isPropertyKey)
    const isEmptyList = message === "Missing key" && Predicate.isNumber(path.at(-1))
    return {
      offset: offsetOf(document, path),
      path: isEmptyList ? path.slice(0, -1) : path,
      fault: wording(message, path, value),
    }
  })

const repeatedNames = (accounts: ReadonlyArray<AwsAccount>, document: Document) => {
  const names = new Set<string>()
  return accounts.flatMap(({ name }, index): ReadonlyArray<Place> => {
    const path = ["accounts", index, "name"]
    const isNew = !names.has(name)
    names.add(name)
    return isNew
      ? []
      : [{ offset: offsetOf(document, path), path, fault: `another account is called '${name}'` }]
  })
}

/** The value of a document, or why it has none that anybody should read. */
const valueOf = (document: Document): Result.Result<unknown, string> =>
  Result.try({
    try: (): unknown => document.toJS({ maxAliasCount: MOST_ALIASES }),
    catch: (cause) =>
      cause instanceof ReferenceError ? cause.message : "it is nested too deeply to be read",
  })

/**
 * Reads a text. Fails with all faults and their places. What is pure here stays so:
 * nothing is looked up, and no account is asked.
 *
 * @category decoding
 */
export const decode = (
  text: string,
): Result.Result<ReadonlyArray<AwsAccount>, TargetsFileError> => {
  const lines = new LineCounter()
  const fail = (places: ReadonlyArray<Place>) => {
    const [first, ...rest] = places
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
    const { line, column, path, fault } = first ?? {
      line: 1,
      column: 1,
      path: "",
      fault: "it can't be read",
    }
    const where = `${line}:${column}: ${path === "" ? "" : `${path}: `}`
    const more = rest.length === 0 ? "" : ` (and ${rest.length} more)`
    return Result.fail(
      new TargetsFileError({
        message: `${where}${fault}${more}`,
        faults: [{ line, column, path, fault }, ...rest],
      }),
    )
  }
  const whole = (fault: string) => fail([{ offset: 0, path: [], fault }])

  if (text.length > LONGEST) return whole(`it is longer than ${LONGEST} characters`)
  const read = Result.try(() =>
    parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      schema: "failsafe",
      stringKeys: true,
      logLevel: "error",
    }),
  )
  if (Result.isFailure(read)) return whole("it is nested too deeply to be read")
  const document = read.success
  const problems = [...document.errors, ...document.warnings].slice(0, MOST_PROBLEMS)
  if (problems.some(({ message }) => message.startsWith("Maximum call stack"))) {
    return whole("it is nested too deeply to be read")
  }
  if (problems.length > 0) {
    return fail(
      problems.map(({ code, message, pos }) => ({
        offset: pos[0],
        path: [],
        fault:
          code === "MULTIPLE_DOCS" ? "another document begins: expected a single one" : message,
      })),
    )
  }
  if (document.contents === null) return whole("it is empty: expected accounts, a list")
  const missing = holes(document)
  if (missing.length > 0) return fail(missing)
  const value = valueOf(document)
  if (Result.isFailure(value)) return whole(value.failure)
  const decoded = decodeFile(value.success, { errors: "all", onExcessProperty: "error" })
  if (Result.isFailure(decoded))
    return fail(schemaFaults(decoded.failure.issue, document, value.success))
  const { accounts } = decoded.success
  const repeated = repeatedNames(accounts, document)
  return repeated.length > 0 ? fail(repeated) : Result.succeed(accounts)
}
