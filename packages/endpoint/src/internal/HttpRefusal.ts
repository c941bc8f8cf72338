/**
 * Errors of HTTP rather than of EC2. Codes are EC2's, and with their texts a guess.
 */
import { ServiceError } from "@route-server/core"

/**
 * An error that an HTTP server comes to by itself.
 *
 * @category models
 */
export interface Refusal {
  /** The method of the request, where it is known. */
  readonly method?: string | undefined
  /** The HTTP status, from 400 to 599. */
  readonly status: number
  /** The error code. */
  readonly code: string
  /** What is wrong. */
  readonly message: string
}

export const TIMED_OUT: Refusal = {
  status: 408,
  code: "RequestTimeoutException",
  message: "The request did not arrive in time",
}

export const notAllowed = (method: string): Refusal => ({
  method,
  status: 405,
  code: "MethodNotAllowed",
  message: `The method ${method} is not allowed`,
})

export const malformed = (message: string): Refusal => ({
  status: 400,
  code: "MalformedQueryString",
  message,
})

export const tooLarge = (message: string): Refusal => ({
  status: 413,
  code: "RequestEntityTooLarge",
  message,
})

/** A refusal as the error of a request that came as far as the app. */
export const toError = ({ code, message, status }: Refusal): ServiceError.ServiceError =>
  ServiceError.fromCode(code, { message, httpStatus: status })
