/**
 * Which action a request asks for.
 */
import { ServiceError } from "@route-server/core"
import { Result } from "effect"
import { abbreviate } from "./abbreviate.ts"
import type { QueryParameters } from "./QueryParameters.ts"

/** The one action that the endpoint knows. */
export const ACTION = "DescribeRouteServerPeers"

/** The version of the EC2 API that has the action (model). */
export const VERSION = "2016-11-15"

const judgeAction = (action: string | undefined) => {
  if (!action) {
    return Result.fail(
      new ServiceError.MissingAction({
        message: "The request must contain the parameter Action",
      }),
    )
  }
  if (action !== ACTION) {
    return Result.fail(
      new ServiceError.InvalidAction({
        message: `The action ${abbreviate(action)} is not valid for this web service.`,
      }),
    )
  }
  return Result.void
}

const judgeVersion = (version: string | undefined) => {
  if (!version) {
    return Result.fail(
      new ServiceError.MissingParameter({
        message: "The request must contain the parameter Version",
      }),
    )
  }
  if (version !== VERSION) {
    return Result.fail(
      ServiceError.fromCode("NoSuchVersion", {
        message: `The requested version (${abbreviate(version)}) of service AmazonEC2 does not exist`,
        httpStatus: 400,
      }),
    )
  }
  return Result.void
}

/**
 * Judges Action and Version, and gives the parameters that are the action's
 * own: all but these two and those of a signature.
 *
 * The codes stand in AWS's error table (docs) except `NoSuchVersion`; that one,
 * and all the texts, are a guess.
 */
export const select = (
  parameters: QueryParameters,
): Result.Result<QueryParameters, ServiceError.ServiceError> =>
  Result.gen(function* () {
    yield* judgeAction(parameters.get("Action"))
    yield* judgeVersion(parameters.get("Version"))
    return new Map(
      [...parameters].filter(
        ([name]) => name !== "Action" && name !== "Version" && !name.startsWith("X-Amz-"),
      ),
    )
  })
