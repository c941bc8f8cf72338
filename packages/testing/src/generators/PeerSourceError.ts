/**
 * Everything that describing route server peers can fail with.
 */
import { PeerSourceError, ServiceError } from "@route-server/core"
import fc from "fast-check"
import { text } from "./Text.ts"

/**
 * Which errors to generate.
 *
 * @category options
 */
export interface ErrorOptions {
  /** Only errors for which a retry helps, or only such for which none does. Default: both. */
  readonly isRetryable?: boolean | undefined
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
  ServiceError.ServiceError.members.flatMap((Member) =>
    Member === ServiceError.OtherServiceError
      ? []
      : [
          fc.tuple(text(), details()).map(([message, rest]) =>
            // The status is that of the code, unless an answer showed another.
            ServiceError.fromCode(Member.identifier, {
              message,
              httpStatus: new Member({ message, code: "" }).httpStatus,
              ...rest,
            }),
          ),
        ],
  )

const other = (): ErrorArbitrary =>
  fc
    .tuple(fc.constantFrom(...codes), text(), fc.constantFrom(...statuses), details())
    .map(([code, message, httpStatus, rest]) =>
      ServiceError.fromCode(code, { message, httpStatus, ...rest }),
    )

const { CredentialsNotFound, ...bare } = PeerSourceError.TransportReason.cases

const transportReasons: ReadonlyArray<fc.Arbitrary<PeerSourceError.TransportReason>> = [
  ...Object.values(bare).map((reason) => fc.constant(reason.make({}))),
  fc.boolean().map((isTransient) => CredentialsNotFound.make({ isTransient })),
]

const transport = (reason: fc.Arbitrary<PeerSourceError.TransportReason>): ErrorArbitrary =>
  fc
    .tuple(text(), reason, details())
    .map(
      ([message, reason, rest]) => new PeerSourceError.TransportError({ message, reason, ...rest }),
    )

const malformedReasons: ReadonlyArray<fc.Arbitrary<PeerSourceError.MalformedReason>> = [
  text().map((fault) => ({ _tag: "InvalidResult", fault })),
  fc.constant({ _tag: "Truncated" }),
  fc.constant({ _tag: "TooLong" }),
  text().map((found) => ({ _tag: "NotAResult", found })),
  fc
    .constantFrom(...PeerSourceError.MalformedReason.cases.ContractBroken.fields.rule.literals)
    .map((rule) => ({ _tag: "ContractBroken", rule })),
]

const malformed = (reason: fc.Arbitrary<PeerSourceError.MalformedReason>): ErrorArbitrary =>
  fc
    .tuple(
      text(),
      reason,
      fc.constantFrom([], ["RouteServerPeers", 3, "BgpOptions", "PeerAsn"]),
      fc.option(fc.constantFrom("rsp-1", "rsp-A"), { nil: undefined }),
      fc.option(fc.constantFrom(...statuses, 200), { nil: undefined }),
      details(),
    )
    .map(
      ([message, reason, path, routeServerPeerId, httpStatus, rest]) =>
        new PeerSourceError.MalformedResponse({
          message,
          reason,
          path,
          ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
          ...(httpStatus === undefined ? {} : { httpStatus }),
          ...rest,
        }),
    )

const stalled = (): ErrorArbitrary =>
  fc
    .tuple(text(), fc.nat(50))
    .map(([message, pages]) => new PeerSourceError.ListingStalled({ message, pages }))

/**
 * An error of a `PeerSource`: each tag and each reason of a `TransportError` and of a
 * `MalformedResponse` alike often, with request ID, HTTP status and cause present and
 * absent, codes that have no tag of their own, and messages of every kind.
 *
 * **Details**
 *
 * Shrinks towards `DryRunOperation`, or the first error that the options allow, with
 * an empty message and nothing that may be absent.
 *
 * @category errors
 */
export const peerSourceError = ({ isRetryable }: ErrorOptions = {}): ErrorArbitrary => {
  const every = fc.oneof(
    { withCrossShrink: true },
    ...coded(),
    other(),
    ...transportReasons.map(transport),
    ...malformedReasons.map(malformed),
    stalled(),
  )
  return isRetryable === undefined
    ? every
    : every.filter((error) => error.isRetryable === isRetryable)
}
