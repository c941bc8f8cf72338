/**
 * Refusals in EC2's words, so that whoever plays the service, or judges a request
 * before it does, refuses alike.
 *
 * **Example** (A parameter that is not there)
 *
 * ```ts
 * import { Refusal } from "@route-server/core"
 *
 * Refusal.missing("Version").message // => "The request must contain the parameter Version"
 * ```
 */
import { quote } from "./internal/quote.ts"
import { InvalidParameterValue, MissingParameter, UnknownParameter } from "./ServiceError.ts"

/**
 * What EC2 says of errors that need no more than their code: of AuthFailure,
 * DryRunOperation and UnauthorizedOperation (docs), and of the others (guess).
 *
 * @category constants
 */
export const texts = {
  AuthFailure: "The provided credentials could not be validated.",
  DryRunOperation: "Request would have succeeded, but DryRun flag is set.",
  InternalError: "An internal error has occurred.",
  RequestLimitExceeded: "Request limit exceeded.",
  UnauthorizedOperation: "You are not authorized to perform this operation.",
  Unavailable: "The service is unavailable. Please try again shortly.",
} as const

/** @category formatting */
export { quote } from "./internal/quote.ts"

/**
 * A value breaks a rule, which is a sentence (seen for siblings).
 *
 * @category constructors
 */
export const invalidValue = (
  parameter: string,
  value: unknown,
  rule: string,
): InvalidParameterValue =>
  new InvalidParameterValue({
    message: `Value ( ${quote(value)} ) for parameter ${quote(parameter)} is invalid. ${rule}`,
  })

/**
 * A parameter is not there, or empty (seen, a sibling).
 *
 * @category constructors
 */
export const missing = (parameter: string): MissingParameter =>
  new MissingParameter({ message: `The request must contain the parameter ${parameter}` })

/**
 * A parameter is not one of the operation's (guess).
 *
 * @category constructors
 */
export const unknown = (parameter: string): UnknownParameter =>
  new UnknownParameter({ message: `The parameter ${quote(parameter)} is not recognized` })
