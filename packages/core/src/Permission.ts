/**
 * Permissions: what the caller may do, found out without doing it.
 */
import * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import type { Request } from "./DescribeRouteServerPeersRequest.ts"
import { judgePermission } from "./internal/permission.ts"
import * as Judgement from "./Judgement.ts"
import * as PeerSource from "./PeerSource.ts"
import { MalformedResponse, type PeerSourceError } from "./PeerSourceError.ts"
import type { DryRunOperation, UnauthorizedOperation } from "./ServiceError.ts"

/**
 * Whether the caller may make a request, found out with a dry run: `true` for
 * `DryRunOperation`, `false` for `UnauthorizedOperation`. Any other failure says
 * nothing about permissions and stays a failure.
 *
 * @category operations
 */
export const canDescribe = (
  request: Request = {},
): Effect.Effect<
  boolean,
  Exclude<PeerSourceError, DryRunOperation | UnauthorizedOperation>,
  PeerSource.PeerSource
> =>
  Effect.fromResult(Judgement.normalize(request)).pipe(
    Effect.flatMap((normal) => PeerSource.describe(Judgement.amend(normal, { DryRun: true }))),
    Effect.flatMap(
      () =>
        new MalformedResponse({
          message: "The source answered a dry run with peers; it must answer with an error",
          reason: { _tag: "ContractBroken", rule: "DryRun" },
        }),
    ),
    Effect.catchTags({
      DryRunOperation: () => Effect.succeed(true),
      UnauthorizedOperation: () => Effect.succeed(false),
    }),
  )

/**
 * Refuses a request of somebody who has not the permission with
 * `UnauthorizedOperation`, and answers a dry run with `DryRunOperation`: for whoever
 * plays the service. `authorized` says whether the permission is there; default:
 * `true`.
 *
 * @category semantics
 */
export const judge = (
  request: { readonly DryRun?: boolean | undefined },
  options: { readonly authorized?: boolean | undefined } = {},
): Result.Result<void, DryRunOperation | UnauthorizedOperation> => judgePermission(request, options)
