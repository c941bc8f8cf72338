import * as Result from "effect/Result"
import * as Refusal from "../Refusal.ts"
import { DryRunOperation, UnauthorizedOperation } from "../ServiceError.ts"

/** Refuses a request of who has not the permission, and answers a dry run. */
export const judgePermission = (
  { DryRun = false }: { readonly DryRun?: boolean | undefined },
  { authorized = true }: { readonly authorized?: boolean | undefined },
): Result.Result<void, DryRunOperation | UnauthorizedOperation> => {
  if (!authorized) {
    return Result.fail(new UnauthorizedOperation({ message: Refusal.texts.UnauthorizedOperation }))
  }
  return DryRun
    ? Result.fail(new DryRunOperation({ message: Refusal.texts.DryRunOperation }))
    : Result.void
}
