/**
 * Fixtures: route server peers out of a text, in any form in which answers of
 * the AWS CLI are kept.
 *
 * - a page, `{"RouteServerPeers": […], "NextToken": …}`, or several one after
 *   the other
 * - a peer a line (ndjson), or a page a line
 * - an array of peers, as `--query RouteServerPeers` prints it
 * - an array of pages or of such arrays, as `jq -s` makes it
 *
 * and any mixture of these. A text without any of them is no fixture: it is what
 * a command leaves that failed.
 *
 * A member that is null is absent if the AWS reference has it: JSON of programs in
 * Go, for one, shows so what an answer does not have. (An answer of EC2 is XML, which
 * has no null.) A peer without an ID is none, and a null that stands for the list of
 * peers is refused.
 *
 * Members of a page besides RouteServerPeers and NextToken, such as the
 * ResponseMetadata of boto3, tell of the call and are left out. All members of
 * peers are kept, known or not, and their numbers are kept to the last digit.
 *
 * **Example** (Peers out of what the AWS CLI printed)
 *
 * ```ts
 * import { Fixture } from "@route-server/core"
 * import { Effect } from "effect"
 *
 * const text = `{"RouteServerPeers": [
 *   {"RouteServerPeerId": "rsp-1", "State": "available"},
 *   {"RouteServerPeerId": "rsp-2", "State": 7}
 * ]}`
 *
 * const error = await Effect.runPromise(Effect.flip(Fixture.decode(text)))
 *
 * error.message // => "3:43: rsp-2: RouteServerPeers[1].State: Expected string, got 7"
 * error.path // => ["RouteServerPeers", 1, "State"]
 *
 * const fixture = await Effect.runPromise(Fixture.decode(text, { unreadable: "report" }))
 *
 * fixture.peers.map((peer) => peer.RouteServerPeerId) // => ["rsp-1"]
 * fixture.unreadable.map((error) => error.routeServerPeerId) // => ["rsp-2"]
 * ```
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Unreadable } from "./DescribeRouteServerPeersResult.ts"
import type { FixtureError } from "./internal/fixtureError.ts"
import { type Rest, read } from "./internal/fixtureReader.ts"
import * as jsonNumber from "./internal/jsonNumber.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"

export { FixtureError } from "./internal/fixtureError.ts"

/**
 * What a fixture holds.
 *
 * @category models
 */
export interface Fixture {
  /** All peers, in the order of the text. */
  readonly peers: ReadonlyArray<RouteServerPeer>
  /** The peers that can't be understood, in the order of the text; none, unless these were to be reported. */
  readonly unreadable: ReadonlyArray<FixtureError>
  /** Whether the last page has a NextToken: the text is then only a part of a listing. */
  readonly isPartial: boolean
}

/**
 * How to read a fixture.
 *
 * @category models
 */
export interface Options {
  /**
   * What becomes of a peer that can't be understood: it fails the fixture, or it
   * is left out and reported. Default: `fail`.
   */
  readonly unreadable?: Unreadable | undefined
}

/**
 * A peer of a fixture that is read in parts, and where in the text it stands.
 *
 * @category models
 */
export interface Found {
  readonly peer: RouteServerPeer
  /** The offset of its first character in the whole text, in UTF-16 units. */
  readonly start: number
  /** The offset behind its last character. */
  readonly end: number
  /** The line on which it begins, from 1. */
  readonly line: number
  /**
   * Whether it is what `JSON.parse` makes of this part of the text: it has no member that
   * is null, and no number that JavaScript can't hold.
   */
  readonly isPlain: boolean
}

/**
 * A fixture that is read in parts.
 *
 * @category models
 */
export interface Reader {
  /** Reads the next part of the text, cut anywhere. Whether more of it can change anything. */
  readonly write: (part: string) => boolean
  /** Reads the end of the text, and tells all that there is to tell beside the peers. */
  readonly end: () => Result.Result<Omit<Fixture, "peers">, FixtureError>
}

/**
 * A reader of a fixture that comes in parts and may be longer than what fits into
 * memory. It holds a part and a peer, and the errors of what it leaves out.
 *
 * **Details**
 *
 * Each peer is handed out once it is read. Whoever takes it knows which IDs there
 * were, and answers with the line of an earlier peer with the same ID, if there was
 * one; that fails the fixture.
 *
 * **Gotchas**
 *
 * Only the end tells whether it is a fixture. If that fails, the peers until then
 * count for nothing: what was taken for a page may turn out to be none.
 *
 * **Example** (Counting peers)
 *
 * ```ts
 * import { Fixture } from "@route-server/core"
 * import { Result } from "effect"
 *
 * const lines = new Map<string, number>()
 * const reader = Fixture.reader(({ line, peer }) => {
 *   const earlier = lines.get(peer.RouteServerPeerId)
 *   lines.set(peer.RouteServerPeerId, line)
 *   return earlier
 * })
 * for (const part of ['{"RouteServerPeerId": "rs', 'p-1"}\n', '{"RouteServerPeerId": "rsp-1"}']) {
 *   reader.write(part)
 * }
 *
 * lines.size // => 1
 * Result.getOrThrow(Result.flip(reader.end())).message
 * // => "2:1: rsp-1: a peer with this ID stands on line 1 already"
 * ```
 *
 * @category decoding
 */
export const reader = (
  take: (found: Found) => number | undefined,
  { unreadable = "fail" }: Options = {},
): Reader => {
  const reading = read(take, unreadable)
  let outcome: Result.Result<Rest, FixtureError> | undefined
  const advance = (part?: string): boolean => {
    if (outcome !== undefined) return false
    const step = reading.next(part)
    if (step.done) outcome = step.value
    return !step.done
  }
  // It stops where it needs the first part.
  advance()
  return {
    write: advance,
    end: () => {
      while (outcome === undefined) advance()
      return outcome
    },
  }
}

/** The units of a text that are read before an interruption can take effect. */
const PART = 32_768

/** A fixture in the making, of a text that is there as a whole. */
const begin = (text: string, options: Options) => {
  const peers: Array<RouteServerPeer> = []
  const lines = new Map<string, number>()
  const { end, write } = reader(({ line, peer }) => {
    const earlier = lines.get(peer.RouteServerPeerId)
    lines.set(peer.RouteServerPeerId, line)
    peers.push(peer)
    return earlier
  }, options)
  let at = 0
  return {
    /** Reads on; whether there is more. */
    next: (): boolean => {
      const isOpen = write(text.slice(at, at + PART))
      at += PART
      return isOpen && at < text.length
    },
    end: (): Result.Result<Fixture, FixtureError> =>
      Result.map(end(), (rest) => ({ peers, ...rest })),
  }
}

/**
 * Reads a fixture, with pauses in which other fibers run and an interruption can
 * take effect.
 *
 * **Details**
 *
 * Nothing in it is skipped: what is neither page nor peer, a peer that can't be
 * understood, a second peer with the same ID and a second member with the same
 * name each fail it with a {@link FixtureError}. With `unreadable: "report"`
 * peers that can't be understood are left out and told in the result, and all
 * else fails it still.
 *
 * A number that JavaScript can't hold is kept as it is written, which
 * {@link literalOf} tells; where the engine has no `JSON.rawJSON`, it fails the
 * fixture.
 *
 * @category decoding
 */
export const decode = Effect.fnUntraced(function* (text: string, options: Options = {}) {
  const fixture = begin(text, options)
  while (fixture.next()) yield* Effect.yieldNow
  return yield* Effect.fromResult(fixture.end())
})

/**
 * Reads a fixture at once, as {@link decode} does.
 *
 * @category decoding
 */
export const decodeResult = (
  text: string,
  options: Options = {},
): Result.Result<Fixture, FixtureError> => {
  const fixture = begin(text, options)
  while (fixture.next());
  return fixture.end()
}

/**
 * What was written for a number that JavaScript can't hold and that a peer of a
 * fixture therefore keeps as it was written; `undefined` for any other value.
 * `JSON.stringify` writes it so by itself.
 *
 * **Example** (The last digit of a member that is not known yet)
 *
 * ```ts
 * import { Fixture } from "@route-server/core"
 * import { Result } from "effect"
 *
 * const text = `{"RouteServerPeerId":"rsp-1","Routes":12345678901234567890}`
 * const [peer] = Result.getOrThrow(Fixture.decodeResult(text)).peers
 *
 * JSON.stringify(peer) // => text
 * Object.values(peer ?? {}).map(Fixture.literalOf) // => [undefined, "12345678901234567890"]
 * ```
 *
 * @category decoding
 */
export const literalOf: (value: unknown) => string | undefined = jsonNumber.literalOf
