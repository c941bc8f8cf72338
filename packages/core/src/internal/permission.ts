import * as Result from "effect/Result"
import { DryRunOperation, UnauthorizedOperation } from "../ServiceError.ts"

/** Refuses a request of who has not the permission, and answers a dry run. */
export const judgePermission = (
  { DryRun = false }: { readonly DryRun?: boolean | undefined },
  authorized: boolean,
): Result.Result<void, DryRunOperation | UnauthorizedOperation> => {
  if (!authorized) {
    return Result.fail(
      new UnauthorizedOperation({ message: "You are not authorized to perform this operation." }),
    )
  }
  return DryRun
    ? Result.fail(
        new DryRunOperation({ message: "Request would have succeeded, but DryRun flag is set." }),
      )
    : Result.void
}
