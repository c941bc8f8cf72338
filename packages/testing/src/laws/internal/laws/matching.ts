/**
 * The laws about what a filter's name and value select.
 */
import {
  type DescribeRouteServerPeers,
  type Filter,
  FilterName,
  FilterPattern,
  ResourceId,
  RouteServerPeer,
  type Tag,
} from "@route-server/core"
import { type Effect, Result, type Scope } from "effect"
import fc from "fast-check"
import { nameTemplate, nearKey, textsOf } from "../../../generators/Filter.ts"
import type { Fleet } from "../../../generators/Fleet.ts"
import { listed, setOf } from "../../../generators/internal/filterNames.ts"
import { rewrite, swapCase } from "../../../generators/internal/rewrite.ts"
import { routeServerPeerId } from "../../../generators/ResourceId.ts"
import { LONGEST_KEY, MOST_TAGS } from "../../../generators/Tag.ts"
import { itemAt, type Template, withFleet } from "../../../generators/Template.ts"
import { trickyText } from "../../../generators/Text.ts"
import type { Promises } from "../../Adapter.ts"
import { type Cases, compare, law, silent, type Verdict } from "../../Law.ts"
import { aimsAt, casesFor, filter, fleets } from "../cases.ts"
import { answeredIds, idsOf } from "../listing.ts"
import { oracle } from "../oracle.ts"
import type { Subject } from "../subject.ts"
import { ADDRESS, addressTraps, NUMBER, numberTraps, traps } from "../traps.ts"

/** A filter with one value. */
interface Single {
  readonly Name: string
  readonly Values: readonly [value: string]
}

/** Whether a filter found, of the fleet's own peers, exactly those that the oracle finds. */
const compareWithOracle = (fleet: Fleet, filter: Single, found: ReadonlyArray<string>) => {
  const read = FilterName.reader(filter.Name)
  const [value] = filter.Values
  const own = new Set(idsOf(fleet))
  return compare(
    idsOf(fleet.filter((peer) => read?.(peer).some((text) => oracle(value, text)))),
    found.filter((id) => own.has(id)),
    { Filters: [filter] },
  )
}

/** Holds each value of some filters to the oracle. */
function* agreesWithOracle(
  { open }: Subject,
  fleet: Fleet,
  filters: ReadonlyArray<Filter.Filter>,
): Effect.fn.Return<Verdict, unknown, Scope.Scope> {
  const source = yield* open(fleet)
  const each = filters.flatMap(({ Name = "", Values = [] }) =>
    Array.from(new Set(Values), (value): Single => ({ Name, Values: [value] })),
  )
  let verdict: Verdict = silent
  for (const filter of each) {
    const answer = yield* answeredIds(source, { Filters: [filter] })
    if (answer === undefined) continue
    verdict = compareWithOracle(fleet, filter, answer)
    if (verdict !== undefined) return verdict
  }
  return verdict
}

/** A peer whose tags are hard to match, and filters whose names and values match them just or nearly. */
const closeLooks = (): Cases<ReadonlyArray<Filter.Filter>> =>
  fc
    .tuple(
      routeServerPeerId(),
      fc.array(
        fc.record({
          text: trickyText(255),
          make: rewrite(),
          nearly: fc.option(nearKey(), { freq: 2 }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
    )
    .map(([id, looks]) => {
      const keyed = looks.map((look, at) => ({ ...look, Key: `text-${at}` }))
      const Tags = keyed.map(({ Key, text }) => ({ Key, Value: text }))
      const filters = keyed.map(({ Key, text, make, nearly }) => ({
        Name: `tag:${nearly === null ? Key : nearly(Key)}`,
        Values: [nearly === null ? make(text) : "*"],
      }))
      return [[{ RouteServerPeerId: id, Tags }], filters]
    })

type Trap = (typeof traps)[number]

/** Peers that have these tags, as many each as there may be. */
const tagged = (Tags: ReadonlyArray<Tag.Tag>): Fleet =>
  Array.from({ length: Math.ceil(Tags.length / MOST_TAGS) }, (_, at) => ({
    RouteServerPeerId: ResourceId.RouteServerPeerId.make(`rsp-${at}`),
    Tags: Tags.slice(at * MOST_TAGS, (at + 1) * MOST_TAGS),
  }))

/** Some of the traps that an adapter with these limits lets be set. */
const someTraps = ({ limits }: Promises, length: number): fc.Arbitrary<ReadonlyArray<Trap>> => {
  const fitting = traps.filter(([, value]) => value.length + "tag:".length <= limits.characters)
  return fc.shuffledSubarray(fitting, {
    minLength: Math.min(length, fitting.length),
    maxLength: Math.min(length, fitting.length),
  })
}

/** Traps for the values of tags. */
const trapsOfValues = (promises: Promises): Cases<ReadonlyArray<Filter.Filter>> =>
  someTraps(promises, 2 * MOST_TAGS).map((chosen) => [
    tagged(chosen.map(([Value], at) => ({ Key: `trap-${at}`, Value }))),
    chosen.map(([, value], at) => ({ Name: `tag:trap-${at}`, Values: [value] })),
  ])

/** Traps for the keys of tags. */
const trapsOfKeys = (promises: Promises): Cases<ReadonlyArray<Filter.Filter>> =>
  someTraps(promises, MOST_TAGS).map((chosen) => {
    const keys = new Set(chosen.map(([text]) => text).filter(({ length }) => length < LONGEST_KEY))
    return [
      tagged(Array.from(keys, (Key) => ({ Key, Value: "" }))),
      chosen.map(([, value]) => ({ Name: `tag:${value}`, Values: [""] })),
    ]
  })

/** A peer with traps for its address and its number. */
const trapsOfMembers = (promises: Promises): Cases<ReadonlyArray<Filter.Filter>> =>
  fc.tuple(routeServerPeerId(), fc.nat(255)).map(([id, at]) => {
    const peer = RouteServerPeer.make({
      RouteServerPeerId: id,
      EndpointEniAddress: ADDRESS,
      PeerAddress: ADDRESS,
      BgpOptions: { PeerAsn: NUMBER },
    })
    const aims = aimsAt(promises, peer)
    const filters = [...addressTraps, ...numberTraps].flatMap((value, index) => {
      const text = index < addressTraps.length ? ADDRESS : String(NUMBER)
      const ofText = aims.filter((aim) => aim.text === text)
      const aim = itemAt(ofText, at + index)
      return aim === undefined ? [] : [{ Name: aim.Name, Values: [value] }]
    })
    return [[peer], filters]
  })

/** Filters of about every other name that there is, so that none is seldom looked at. */
const ofManyNames = (promises: Promises): fc.Arbitrary<Template<ReadonlyArray<Filter.Filter>>> =>
  fc
    .tuple(
      ...listed(promises.filterNames).map((name) =>
        fc.option(filter({ ...promises, filterNames: setOf(name) }), { freq: 2 }),
      ),
    )
    .map(
      (templates) => (fleet: Fleet) =>
        templates.flatMap((template) => (template === null ? [] : [template(fleet)])),
    )

export const patterns = law({
  name: "patterns",
  statement:
    "A filter finds the peers whose values fit its pattern, as an independent oracle does.",
  cases: (promises): Cases<ReadonlyArray<Filter.Filter>> => {
    const some = fc
      .array(filter(promises), { minLength: 1, maxLength: 10 })
      .map((templates) => (fleet: Fleet) => templates.map((template) => template(fleet)))
    const ofFleets = withFleet(fleets(promises), fc.oneof(some, ofManyNames(promises)))
    return fc.oneof(
      { weight: 5, arbitrary: ofFleets },
      { weight: 1, arbitrary: trapsOfMembers(promises) },
      ...(promises.filterNames.tags
        ? [
            { weight: 2, arbitrary: closeLooks() },
            { weight: 2, arbitrary: trapsOfValues(promises) },
            { weight: 1, arbitrary: trapsOfKeys(promises) },
          ]
        : []),
    )
  },
  judge: agreesWithOracle,
})

/** Pieces of which patterns are made that a matcher with backtracking can fit in many ways. */
const FRAGMENTS = ["*a", "?a", "a?", "*?", "a*?", "?", "*"]

/**
 * The lengths of the texts, in steps of at most a fifth: whatever a matcher with
 * backtracking takes for one, as long as that is not too long it takes a few times as
 * much for the next. So it is found out while it still answers.
 */
const RISING = [
  12, 14, 16, 18, 20, 22, 24, 27, 31, 36, 42, 50, 60, 72, 86, 103, 124, 149, 179, 215, 255,
]

/** In milliseconds; a matcher without backtracking takes less than one. */
const PATIENCE = 1000

const hostileCases = ({ limits }: Promises): Cases<ReadonlyArray<Single>> =>
  fc
    .record({
      id: routeServerPeerId(),
      fragment: fc.constantFrom(...FRAGMENTS),
      lastOfPattern: fc.constantFrom("", "b", "*b", "\\"),
      lastOfText: fc.constantFrom("", "b"),
      longestText: fc.constantFrom(60, 60, 60, 60, 60, 255),
    })
    .map(({ id, fragment, lastOfPattern, lastOfText, longestText }) => {
      const sizes = RISING.filter((size) => size <= longestText)
      const Tags = sizes.map((size, at) => ({
        Key: `hostile-${at}`,
        Value: "a".repeat(size) + lastOfText,
      }))
      const longest = Math.min(limits.characters, 255)
      const filters = sizes.map(
        (size, at): Single => ({
          Name: `tag:hostile-${at}`,
          Values: [(fragment.repeat(Math.floor(size / 2)) + lastOfPattern).slice(-longest)],
        }),
      )
      return [[{ RouteServerPeerId: id, Tags }], filters]
    })

export const hostilePatterns = law({
  name: "hostile patterns",
  statement: "Patterns that defeat backtracking are answered in time, and rightly.",
  applies: ({ filterNames }) => filterNames.tags,
  // Each step of making a case smaller would take as long as the case.
  cases: (promises) => fc.noShrink(hostileCases(promises)),
  *judge({ open }, fleet, filters) {
    const source = yield* open(fleet)
    let verdict: Verdict = silent
    for (const filter of filters) {
      const request = { Filters: [filter] }
      const ask = answeredIds(source, request)
      let answer = yield* ask
      // Whatever else the machine does now, it may not do the next time.
      const isSlow = () => source.watch.took > PATIENCE
      if (isSlow() && source.watch.took < 5 * PATIENCE) answer = yield* ask
      if (isSlow()) {
        return {
          request,
          expected: `an answer within ${PATIENCE} ms`,
          actual: `one after ${Math.round(source.watch.took)} ms`,
        }
      }
      if (answer === undefined) continue
      verdict = compareWithOracle(fleet, filter, answer)
      if (verdict !== undefined) return verdict
    }
    return verdict
  },
})

export const caseOfValues = law({
  name: "case of values",
  statement: "A filter value, or a tag key, in another case is another one.",
  cases: (promises) =>
    casesFor(
      fleets(promises),
      fc.tuple(
        nameTemplate(promises.filterNames),
        fc.nat(255),
        fc.boolean(),
        fc.constantFrom("", "*"),
      ),
      (fleet, [namer, index, ofKey, wildcard]) => {
        const Name = namer(fleet)
        if (ofKey && FilterName.isTag(Name)) {
          return [{ Name: `tag:${swapCase(Name.slice("tag:".length))}`, Values: ["*"] }]
        }
        const text = itemAt(textsOf(fleet, Name), index) ?? ""
        return [{ Name, Values: [`${FilterPattern.escape(swapCase(text))}${wildcard}`] }]
      },
    ),
  judge: agreesWithOracle,
})

export const caseOfNames = law({
  name: "case of names",
  statement: "A filter name or a peer ID in another case is refused.",
  cases: (promises) =>
    casesFor(
      fleets(promises),
      fc.tuple(nameTemplate(promises.filterNames), fc.nat(255), fc.boolean()),
      (fleet, [namer, index, ofId]): DescribeRouteServerPeers.Request => {
        const id = itemAt(fleet, index)?.RouteServerPeerId
        return ofId && id !== undefined
          ? { RouteServerPeerIds: [swapCase(id)] }
          : { Filters: [{ Name: swapCase(namer(fleet)), Values: ["*"] }] }
      },
    ),
  *judge({ open, promises }, fleet, request) {
    const name = request.Filters?.[0]?.Name
    if (name !== undefined && promises.filterNames.has(name)) return silent
    const source = yield* open(fleet)
    const answer = yield* source.ask(request)
    return Result.isFailure(answer)
      ? undefined
      : { expected: "a refusal", actual: idsOf(answer.success.RouteServerPeers) }
  },
})
