/**
 * How filters look at one attribute of a peer, without making a list of its values for
 * every peer: by code that asks one question of this attribute alone. Where there can be
 * no such code, the question is asked of the values that a reader gives.
 */
import type { PeerLike } from "../RouteServerPeer.ts"
import type * as Shape from "../Shape.ts"
import { generate } from "./generate.ts"
import * as Question from "./question.ts"

type Predicate = (peer: PeerLike) => boolean

type Reader = (peer: PeerLike) => ReadonlyArray<string>

type Ask = Question.Question["ask"]

/** Makes a question a test of peers: whether one of the values of an attribute is so. */
export type Selector = (question: Question.Question) => Predicate

/** A test of peers by code, if there can be one. */
type Made = (ask: Ask, asked: unknown, key?: string) => Predicate | undefined

/** Tests by code, which is made once for each question, when the first filter asks it. */
const made = (
  body: (question: string) => string,
  names: Readonly<Record<string, unknown>> = {},
): Made => {
  const tests = new Map<Ask, ((asked: unknown, key?: string) => Predicate) | undefined>()
  return (ask, asked, key) => {
    if (!tests.has(ask)) {
      const code = `return (asked, key) => (peer) => { ${body(Question.code[ask])} }`
      tests.set(ask, generate(code, names))
    }
    return tests.get(ask)?.(asked, key)
  }
}

const plain =
  (read: Reader): Selector =>
  (question) => {
    const matches = Question.matcherOf(question)
    return (peer) => read(peer).some(matches)
  }

/** The value of a member that a text stands for; `NaN`, which no value is equal to, if none does. */
const written = {
  text: (text: string) => text,
  number: (text: string) => (String(Number(text)) === text ? Number(text) : Number.NaN),
  boolean: (text: string) => (text === "true" ? true : text === "false" ? false : Number.NaN),
}

/** A selector of a member that has one value or none. */
export const ofMember = (
  path: ReadonlyArray<string>,
  { kind, awsDefault }: Shape.Scalar,
  read: Reader,
): Selector => {
  const reach = (names: ReadonlyArray<string>) =>
    ["peer", ...names.map((name) => `[${JSON.stringify(name)}]`)].join("?.")
  const member = reach(path)
  // AWS's default stands in where the structure is there that could show the member.
  const value =
    awsDefault === undefined
      ? member
      : `${reach(path.slice(0, -1))} && (${member} ?? ${JSON.stringify(awsDefault)})`
  // To write each number as a text would take longer than to read those that are asked for.
  const asItIs = made((question) => `const text = ${value}; return ${question}`)
  const asText = made(
    (question) => `
      const value = ${value}
      if (value === undefined) return false
      const text = ${kind === "text" ? "value" : "String(value)"}
      return ${question}`,
  )
  const writtenAs: (text: string) => unknown = written[kind]
  const test = ({ ask, asked }: Question.Question): Predicate | undefined => {
    if (ask === "is") return asItIs(ask, writtenAs(asked))
    if (ask === "isAmong") return asItIs(ask, new Set(Array.from(asked, writtenAs)))
    return asText(ask, asked)
  }
  return (question) => test(question) ?? plain(read)(question)
}

export type TagLike = NonNullable<PeerLike["Tags"]>[number]

/** Selectors of something of each tag, or of those of one key. */
export const ofTags = (
  part: (tag: TagLike) => string,
): ((read: Reader, key?: string) => Selector) => {
  // A list of its own for each peer without tags would be made for nothing.
  const test = made(
    (question) => `
      for (const tag of peer.Tags ?? none) {
        if (key !== undefined && tag.Key !== key) continue
        const text = part(tag)
        if (${question}) return true
      }
      return false`,
    { part, none: [] },
  )
  return (read, key) => (question) =>
    test(question.ask, question.asked, key) ?? plain(read)(question)
}
