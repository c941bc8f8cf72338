/**
 * Which action a request asks for.
 */
import { Refusal, ServiceError } from "@route-server/core"
import * as Result from "effect/Result"
import * as ControlActions from "./ControlActions.ts"
import type { QueryParameters } from "./QueryParameters.ts"
import { VERSION } from "./ResponseXml.ts"
import * as Signature from "./Signature.ts"

/** The action that every endpoint knows. */
export const DESCRIBE = "DescribeRouteServerPeers"

/** All actions that there may be. */
export const names = [DESCRIBE, ...ControlActions.names] as const

/** What a request asks for, and the parameters that are its own. */
interface Selected {
  readonly action: typeof DESCRIBE | ControlActions.Name
  readonly parameters: QueryParameters
}

const judgeAction = (
  action: string | undefined,
  canChange: boolean,
): Result.Result<Selected["action"], ServiceError.ServiceError> => {
  if (!action) {
    return Result.fail(
      new ServiceError.MissingAction({
        message: Refusal.missing("Action").message,
      }),
    )
  }
  if (action === DESCRIBE) return Result.succeed(action)
  if (canChange && ControlActions.isName(action)) return Result.succeed(action)
  return Result.fail(
    new ServiceError.InvalidAction({
      message: `The action ${Refusal.quote(action)} is not valid for this web service.`,
    }),
  )
}

/** What is known of a caller and of what is here to be asked. */
interface Terms {
  /** Whether peers can be changed. */
  readonly canChange: boolean
  /** Whether to accept the versions before that of the action. */
  readonly oldVersions: boolean
}

const isOld = (version: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(version) && version < VERSION

const judgeVersion = (version: string | undefined, oldVersions: boolean) => {
  if (!version) {
    return Result.fail(Refusal.missing("Version"))
  }
  if (version !== VERSION && !(oldVersions && isOld(version))) {
    return Result.fail(
      ServiceError.fromCode("NoSuchVersion", {
        message: `The requested version (${Refusal.quote(version)}) of service AmazonEC2 does not exist`,
        httpStatus: 400,
      }),
    )
  }
  return Result.void
}

/**
 * Judges Action and Version, and gives the action with the parameters that are its
 * own: all but these two and those of a signature. The actions that change peers are
 * known where peers can be changed.
 *
 * The codes stand in AWS's error table (docs) except `NoSuchVersion`; that one,
 * and all the texts, are a guess.
 */
export const select = (
  parameters: QueryParameters,
  { canChange, oldVersions }: Terms,
): Result.Result<Selected, ServiceError.ServiceError> => {
  const action = judgeAction(parameters.get("Action"), canChange)
  if (Result.isFailure(action)) return Result.fail(action.failure)
  const version = judgeVersion(parameters.get("Version"), oldVersions)
  if (Result.isFailure(version)) return Result.fail(version.failure)
  const own = new Map<string, string>()
  for (const [name, value] of parameters) {
    if (name !== "Action" && name !== "Version" && !Signature.isParameter(name)) {
      own.set(name, value)
    }
  }
  return Result.succeed({ action: action.success, parameters: own })
}

/** The action that a request asks for, if there is one of that name. */
export const nameOf = (parameters: QueryParameters): Selected["action"] | undefined => {
  const action = parameters.get("Action") ?? ""
  return action === DESCRIBE || ControlActions.isName(action) ? action : undefined
}
