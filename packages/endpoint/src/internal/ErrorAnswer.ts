/**
 * What a client is told when there is no page.
 */
import { PeerSourceError, Refusal, ServiceError } from "@route-server/core"
import * as Cause from "effect/Cause"
import * as Option from "effect/Option"

/** An error as the wire carries it. */
export interface ErrorAnswer {
  /** AWS's error code. */
  readonly code: string
  /** What is wrong. */
  readonly message: string
  /** The HTTP status. */
  readonly status: number
}

const isErrorStatus = (status: number): boolean => status >= 400 && status <= 599

const fromError = (error: PeerSourceError.PeerSourceError): ErrorAnswer => {
  const { message } = error
  switch (error._tag) {
    case "TransportError":
      return fromError(
        error.isRetryable
          ? new ServiceError.Unavailable({ message })
          : new ServiceError.InternalError({ message }),
      )
    case "MalformedResponse":
    case "ListingStalled":
      return fromError(new ServiceError.InternalError({ message }))
    default:
      return {
        code: PeerSourceError.codeOf(error),
        message,
        // A source that read its error from elsewhere may show any number, and a
        // client would take one below 400 for success.
        status: isErrorStatus(error.httpStatus) ? error.httpStatus : 500,
      }
  }
}

/**
 * The answer to a request that failed.
 *
 * An error that EC2 answers keeps code, text and status. What befell the source
 * behind the endpoint becomes one of the two errors with which EC2 says that it
 * is not the client's fault: `Unavailable` if a retry can help, `InternalError`
 * otherwise. A defect is told as no more than that, for its text may hold
 * anything.
 */
export const fromCause = (cause: Cause.Cause<PeerSourceError.PeerSourceError>): ErrorAnswer =>
  fromError(
    Option.getOrElse(Cause.findErrorOption(cause), () =>
      Cause.hasInterruptsOnly(cause)
        ? new ServiceError.Unavailable({ message: Refusal.texts.Unavailable })
        : new ServiceError.InternalError({ message: Refusal.texts.InternalError }),
    ),
  )
