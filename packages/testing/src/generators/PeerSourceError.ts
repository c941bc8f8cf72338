/**
 * Everything that describing route server peers can fail with.
 */
import { PeerSourceError } from "@route-server/core"
import fc from "fast-check"
import { text } from "./Text.ts"

/**
 * Which errors to generate.
 *
 * @category options
 */
export interface ErrorOptions {
  /** Only errors for which a retry helps, or only such for which none does. Default: both. */
  readonly retryable?: boolean | undefined
}

const requestId = (): fc.Arbitrary<string> =>
  fc.oneof({ withCrossShrink: true }, fc.constantFrom("req-1", ""), fc.uuid())

/** The members that an error may have or not. */
const details = () =>
  fc.record(
    { requestId: requestId(), cause: fc.constant(new Error("what the client threw")) },
    { noNullPrototype: true, requiredKeys: [] },
  )

const codes = ["RequestExpired", "Throttling", "PendingVerification", "constructor", ""]

const statuses = [400, 403, 404, 429, 500, 502, 503, 599]

type ErrorArbitrary = fc.Arbitrary<PeerSourceError.PeerSourceError>

/** The errors with a tag of their own, which come with the HTTP status that AWS gives the code. */
const coded = (): ReadonlyArray<ErrorArbitrary> =>
  PeerSourceError.ServiceError.members.flatMap((Member) =>
    Member === PeerSourceError.OtherServiceError
      ? []
      : [
          fc.tuple(text(), details()).map(([message, rest]) =>
            // The status is that of the code, unless an answer showed another.
            PeerSourceError.fromCode(Member.identifier, {
              message,
              httpStatus: new Member({ message, code: "", retryable: false }).httpStatus,
              ...rest,
            }),
          ),
        ],
  )

const other = (): ErrorArbitrary =>
  fc
    .tuple(fc.constantFrom(...codes), text(), fc.constantFrom(...statuses), details())
    .map(([code, message, httpStatus, rest]) =>
      PeerSourceError.fromCode(code, { message, httpStatus, ...rest }),
    )

const transport = (): ReadonlyArray<ErrorArbitrary> =>
  PeerSourceError.TransportReason.literals.map((reason) =>
    fc.tuple(text(), fc.boolean(), details()).map(
      ([message, retryable, { cause }]) =>
        new PeerSourceError.TransportError({
          message,
          reason,
          retryable,
          ...(cause === undefined ? {} : { cause }),
        }),
    ),
  )

const malformed = (reason: PeerSourceError.MalformedReason): ErrorArbitrary =>
  fc
    .tuple(
      text(),
      fc.constantFrom("", "RouteServerPeers[3].BgpOptions.PeerAsn"),
      fc.option(fc.constantFrom("rsp-1", "rsp-A"), { nil: undefined }),
      fc.option(fc.constantFrom(...statuses, 200), { nil: undefined }),
      fc.boolean(),
      details(),
    )
    .map(
      ([message, path, routeServerPeerId, httpStatus, retryable, rest]) =>
        new PeerSourceError.MalformedResponse({
          message,
          reason,
          path,
          retryable,
          ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
          ...(httpStatus === undefined ? {} : { httpStatus }),
          ...rest,
        }),
    )

const stalled = (): ErrorArbitrary =>
  fc
    .tuple(text(), text(), fc.nat(50))
    .map(
      ([message, nextToken, pages]) =>
        new PeerSourceError.ListingStalled({ message, nextToken, pages }),
    )

/**
 * An error of a `PeerSource`: each tag and each reason of a `TransportError` and of
 * a `MalformedResponse` alike often, with request ID, HTTP status and cause present and absent, codes that have no
 * tag of their own, and messages of every kind.
 *
 * **Details**
 *
 * Shrinks towards `DryRunOperation`, or the first error that the options allow, with
 * an empty message and nothing that may be absent.
 *
 * @category errors
 */
export const peerSourceError = ({ retryable }: ErrorOptions = {}): ErrorArbitrary => {
  const every = fc.oneof(
    { withCrossShrink: true },
    ...coded(),
    other(),
    ...transport(),
    ...PeerSourceError.MalformedReason.literals.map(malformed),
    stalled(),
  )
  return retryable === undefined ? every : every.filter((error) => error.retryable === retryable)
}
