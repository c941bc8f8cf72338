/**
 * The laws about what `describe` gives: an effect, which is a value, and an answer,
 * which is the caller's.
 */
import { type DescribeRouteServerPeers, PeerUpdate } from "@route-server/core"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { updatesTemplate } from "../../../generators/PeerUpdate.ts"
import { compare, law, silent } from "../../Law.ts"
import { casesFor, fleetsOfSeveralPages, halfInPages, wholeRequest } from "../cases.ts"
import { firstDifference, summarize } from "../listing.ts"
import { type Answer, copyOf } from "../subject.ts"

type Request = DescribeRouteServerPeers.Request

/** Makes a request, which to its type can't change, into another one. */
const become = (request: Request, other: Request): void => {
  for (const [member, value] of Object.entries<unknown>({ ...request })) {
    if (Array.isArray(value)) value.length = 0
    Reflect.deleteProperty(request, member)
  }
  Object.assign(request, copyOf(other))
}

interface Described {
  readonly request: Request
  readonly other: Request
  /** What happens before the effect runs, where the adapter lets it. */
  readonly before: ReadonlyArray<PeerUpdate.PeerUpdate>
  /** What happens before it runs once more. */
  readonly between: ReadonlyArray<PeerUpdate.PeerUpdate>
  readonly atOnce: boolean
}

export const effectsAsValues = law({
  name: "effects as values",
  statement:
    "Calling describe does nothing but give an effect, which may be run whenever and however often: each time it answers, by the peers of that time, the request as it was when describe was called.",
  cases: (promises) =>
    casesFor(
      fleetsOfSeveralPages(promises),
      fc.tuple(
        halfInPages(promises, wholeRequest(promises)),
        wholeRequest(promises),
        updatesTemplate({ maxLength: 4, anyChange: true }),
        fc.nat(4),
        fc.boolean(),
      ),
      (fleet, [template, otherTemplate, changesOf, cut, atOnce]): Described => {
        const changes = changesOf(fleet)
        return {
          request: template(fleet),
          other: otherTemplate(fleet),
          before: changes.slice(0, cut),
          between: changes.slice(cut),
          atOnce,
        }
      },
    ),
  *judge({ open, promises, can }, fleet, { request, other, before, between, atOnce }) {
    const changing = can.change && promises.staleness === 0
    const source = yield* open(fleet)
    const fresh = Effect.fnUntraced(function* (
      changes: ReadonlyArray<PeerUpdate.PeerUpdate>,
      asked: Request,
    ) {
      return yield* summarize(yield* open(changes.reduce(PeerUpdate.apply, fleet)), asked)
    })
    const lent = copyOf(request)
    const described = source.describe(lent)
    // What the caller makes of the request later is nobody's business.
    become(lent, other)
    const done = changing ? before : []
    for (const change of done) yield* source.change(change)
    const run = summarize(source, request, { first: described })
    const once = yield* run
    const first = compare(yield* fresh(done, request), once, request)
    if (first !== undefined) return first
    const more = changing ? between : []
    for (const change of more) yield* source.change(change)
    const due = yield* fresh([...done, ...more], request)
    const again = yield* Effect.all(atOnce ? [run, run] : [run], { concurrency: "unbounded" })
    for (const each of again) {
      const difference = compare(due, each, request)
      if (difference !== undefined) return difference
    }
    // The same object is another request by now.
    const second = yield* summarize(source, other, { first: source.describe(lent) })
    return compare(yield* fresh([...done, ...more], other), second, other)
  },
})

/** Does to an answer what a careless caller may do to it. */
const spoil = (answer: Answer): void => {
  if (Result.isFailure(answer)) return
  const page: object = answer.success
  const peers: unknown = answer.success.RouteServerPeers
  // A page that can't be changed is as good as one that is the caller's.
  if (Array.isArray(peers) && !Object.isFrozen(peers)) {
    peers.reverse()
    peers.length = Math.floor(peers.length / 2)
  }
  Reflect.set(page, "RouteServerPeers", [])
  Reflect.set(page, "NextToken", "spoilt")
}

interface Held {
  readonly requests: ReadonlyArray<Request>
  readonly changes: ReadonlyArray<PeerUpdate.PeerUpdate>
}

export const answersKept = law({
  name: "answers kept",
  statement:
    "An answer is the caller's: it stays as it is whatever is asked or changed later, and what the caller makes of its pages shows in no other answer; and the peers are left as they are.",
  cases: (promises) =>
    casesFor(
      fleetsOfSeveralPages(promises),
      fc.tuple(
        fc.array(halfInPages(promises, wholeRequest(promises)), { minLength: 1, maxLength: 2 }),
        updatesTemplate({ maxLength: 3, anyChange: true }),
      ),
      (fleet, [templates, changesOf]): Held => ({
        requests: templates.map((template) => template(fleet)),
        changes: changesOf(fleet),
      }),
    ),
  *judge({ open, can }, fleet, { requests, changes }) {
    const before = JSON.stringify(fleet)
    const source = yield* open(fleet)
    const held: Array<{
      readonly request: Request
      readonly answer: Answer
      readonly text: string
    }> = []
    for (const request of requests) {
      const answer = yield* source.ask(request)
      if (Result.isSuccess(answer)) {
        held.push({ request, answer, text: JSON.stringify(answer.success) })
      }
    }
    if (held.length === 0) return silent
    if (JSON.stringify(fleet) !== before) {
      return { expected: "peers that are left as they are", actual: fleet }
    }
    if (can.change) for (const change of changes) yield* source.change(change)
    for (const request of requests) yield* source.ask(request)
    for (const { request, answer, text } of held) {
      const now = JSON.stringify(Result.getOrUndefined(answer))
      if (now !== text) {
        return { request, expected: JSON.parse(text), actual: JSON.parse(now) }
      }
    }
    const asked = can.change ? yield* open(fleet) : source
    // What was answered before may be answered otherwise from then on.
    for (const request of [...requests, ...requests]) spoil(yield* asked.ask(request))
    return yield* firstDifference(yield* open(fleet), asked, requests)
  },
})
