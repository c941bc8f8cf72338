/**
 * The port: where route server peers come from.
 *
 * An adapter implements one method, `describe`. Everything else is derived from it
 * in modules beside this one, and works with every adapter: `Listing`, `Permission`,
 * `Changes`, `Waiter`.
 */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { Request } from "./DescribeRouteServerPeersRequest.ts"
import type { Result } from "./DescribeRouteServerPeersResult.ts"
import type { FilterNames } from "./FilterNames.ts"
import type { Limits } from "./Limits.ts"
import type { PeerSourceError } from "./PeerSourceError.ts"

/**
 * What an adapter's page tokens are good for, at least. What it leaves out has no end.
 *
 * @category models
 */
export interface Tokens {
  /** How long a token is good. */
  readonly lifetime?: Duration.Input | undefined
  /** How often a token may be used. */
  readonly uses?: number | undefined
  /** How many tokens may be handed out after one before that one is forgotten. */
  readonly memory?: number | undefined
  /**
   * Whether it tells a token of its own that was altered from one that it wrote. If
   * not, a token in which a character was changed may lead to another place. Default:
   * `true`.
   */
  readonly tamperEvident?: boolean | undefined
}

/**
 * What an adapter supports, where adapters may differ; what it leaves out it does as
 * `DescribeRouteServerPeers.evaluate` does. The laws read it and ask no more than was
 * promised.
 *
 * @category models
 */
export interface Supports {
  /** The filter names that it accepts; it refuses all others. Default: the whole catalogue. */
  readonly filterNames?: FilterNames | undefined
  /** How much it lets one request ask; it refuses more. Default: `Limits.ec2`. */
  readonly limits?: Limits | undefined
  /**
   * Whether it reads page tokens that `PageToken` wrote. If not, its own tokens are
   * opaque, and it refuses those of `PageToken` like any other text that it did not
   * write. Default: `true`.
   */
  readonly coreTokens?: boolean | undefined
  /** What its page tokens are good for. Default: for ever, however often, among however many. */
  readonly tokens?: Tokens | undefined
  /** Whether it keeps members of peers that are not known today. Default: `true`. */
  readonly unknownMembers?: boolean | undefined
  /**
   * Whether an answer may be older than the last change, as that of a cache may, or by
   * how much. Default: `false`.
   */
  readonly staleAnswers?: boolean | Duration.Input | undefined
  /**
   * The greatest number of pages, empty ones included, that a listing of 20 peers
   * takes; one that takes more is taken to be endless. A longer listing may take as
   * many more. Default: 50.
   */
  readonly maxPages?: number | undefined
}

/**
 * A source of route server peers.
 *
 * @category services
 */
export class PeerSource extends Context.Service<
  PeerSource,
  {
    /** Answers one request with one page. */
    readonly describe: (request: Request) => Effect.Effect<Result, PeerSourceError>
    /** What it supports. Default: all that the definition does. */
    readonly supports?: Supports | undefined
  }
>()("@route-server/core/PeerSource") {}

/**
 * Answers one request with one page, from the source in context.
 *
 * @category operations
 */
export const describe = (
  request: Request = {},
): Effect.Effect<Result, PeerSourceError, PeerSource> =>
  PeerSource.use((source) => source.describe(request))
