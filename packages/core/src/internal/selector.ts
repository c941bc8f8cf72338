/**
 * How filters look at one attribute of a peer, without making a list of its values for
 * every peer.
 */
import type { PeerLike } from "../RouteServerPeer.ts"
import type * as Shape from "../Shape.ts"
import { generate } from "./generate.ts"

type Predicate = (peer: PeerLike) => boolean

/** The questions of a filter: whether one of the values of an attribute is so. */
export interface Selector {
  /** Whether one is a text. */
  readonly is: (text: string) => Predicate
  /** Whether one is among some texts. */
  readonly isAmong: (texts: ReadonlySet<string>) => Predicate
  /** Whether one fits. */
  readonly fits: (test: (text: string) => boolean) => Predicate
}

/** A selector of an attribute that may have many values. */
export const byFit = (fits: Selector["fits"]): Selector => ({
  is: (text) => fits((value) => value === text),
  isAmong: (texts) => fits((value) => texts.has(value)),
  fits,
})

/** The value of a member that a text stands for; `NaN`, which no value is equal to, if none does. */
const written = {
  text: (text: string) => text,
  number: (text: string) => (String(Number(text)) === text ? Number(text) : Number.NaN),
  boolean: (text: string) => (text === "true" ? true : text === "false" ? false : Number.NaN),
}

/**
 * A selector of a member that has one value or none, by code for this member alone.
 * Where there can be no such code, it looks at the values that `read` gives.
 */
export const ofMember = (
  path: ReadonlyArray<string>,
  { kind, awsDefault }: Shape.Scalar,
  read: (peer: PeerLike) => ReadonlyArray<string>,
): Selector => {
  const reach = (names: ReadonlyArray<string>) =>
    ["peer", ...names.map((name) => `[${JSON.stringify(name)}]`)].join("?.")
  const member = reach(path)
  // AWS's default stands in where the structure is there that could show the member.
  const value =
    awsDefault === undefined
      ? member
      : `${reach(path.slice(0, -1))} && (${member} ?? ${JSON.stringify(awsDefault)})`
  const text = kind === "text" ? "value" : "String(value)"
  return (
    generate<Selector>(
      `return {
        is(text) {
          const one = written(text)
          return (peer) => (${value}) === one
        },
        isAmong(texts) {
          const some = new Set(Array.from(texts, written))
          return (peer) => some.has(${value})
        },
        fits: (test) => (peer) => {
          const value = ${value}
          return value !== undefined && test(${text})
        },
      }`,
      { written: written[kind] },
    ) ?? byFit((test) => (peer) => read(peer).some(test))
  )
}
