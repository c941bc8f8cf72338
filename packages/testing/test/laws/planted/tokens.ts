/**
 * Bugs of page tokens, of one's own and of core's.
 */
import {
  DescribeRouteServerPeers,
  Judgement,
  PageToken,
  type PeerSource,
  View,
} from "@route-server/core"
import type { Laws } from "@route-server/testing"
import { Clock, Effect, Result } from "effect"
import {
  adapterOf,
  adapterOpening,
  changingPages,
  type Peers,
  type PlantedBug,
  type Request,
  rerequesting,
} from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

/** Says of a token which of core's it stands for, if it is one. */
type Read = (token: string, request: Request, now: number) => string | undefined

/** Writes tokens of its own, which stand for core's. */
export const ownTokens = (
  open: () => { readonly write: (token: string, now: number) => string; readonly read: Read },
  supports: PeerSource.Supports = {},
): Laws.Adapter<Peers> =>
  adapterOpening(
    () => {
      const { write, read } = open()
      return Effect.fnUntraced(function* (peers, request) {
        const now = yield* Clock.currentTimeMillis
        const { NextToken } = request
        const token = NextToken === undefined ? undefined : read(NextToken, request, now)
        const judged = Judgement.judge(request, { acceptsToken: () => token !== undefined })
        const after = token === undefined ? undefined : PageToken.decode(token)?.after
        const selection = yield* Effect.fromResult(judged)
        const page = yield* Effect.fromResult(
          View.page(View.make(yield* peers), { ...selection, after }),
        )
        return page.NextToken === undefined
          ? page
          : { ...page, NextToken: write(page.NextToken, now) }
      })
    },
    { coreTokens: false, ...supports },
  )

interface Written {
  readonly token: string
  readonly at: number
  uses: number
}

/** Keeps what its tokens stand for, the last so many of them, for so long and so many uses. */
export const keptTokens = ({
  memory = Number.POSITIVE_INFINITY,
  lifetime = Number.POSITIVE_INFINITY,
  uses = Number.POSITIVE_INFINITY,
  countsDryRuns = false,
  find = (token: string): string => token,
  supports = {} as PeerSource.Supports,
} = {}): Laws.Adapter<Peers> =>
  ownTokens(() => {
    const written = new Map<string, Written>()
    let count = 0
    return {
      write: (token, at) => {
        count += 1
        const name = `page-${(count * 0x9e37_79b1).toString(36)}-q`
        written.set(name, { token, at, uses: 0 })
        for (const oldest of written.keys()) {
          if (written.size <= memory) break
          written.delete(oldest)
        }
        return name
      },
      read: (token, { DryRun = false }, now) => {
        const known = written.get(find(token))
        if (known === undefined || now - known.at > lifetime || known.uses >= uses) return undefined
        if (!DryRun || countsDryRuns) known.uses += 1
        return known.token
      },
    }
  }, supports)

/** Reads core's tokens after it has made something of them. */
const reading = (read: (token: string) => string) =>
  adapterOf((peers, { NextToken, ...request }) =>
    evaluate(peers, NextToken === undefined ? request : { ...request, NextToken: read(NextToken) }),
  )

/** Tokens that are read however they are written. */
const refusals = { laws: ["refusals"], because: "some of its tokens are spoilt" }

const early = {
  laws: [
    "refusals",
    "requests apart",
    "steadiness",
    "effects as values",
    "requests at once",
    "pages put together",
    "answers kept",
    "interruptions",
  ],
  because: "a token is used there, too",
}

export const bugsOfTokens: ReadonlyArray<PlantedBug> = [
  {
    bug: "tokens are trimmed",
    law: "tokens",
    also: refusals,
    adapter: reading((token) => token.trim()),
  },
  {
    bug: "tokens of one's own are trimmed",
    law: "tokens",
    adapter: keptTokens({ find: (token) => token.trim() }),
  },
  {
    bug: "tokens are read in any case",
    law: "tokens",
    adapter: keptTokens({ find: (token) => token.toLowerCase() }),
  },
  {
    bug: "tokens are cut",
    law: "tokens",
    adapter: ownTokens(() => {
      const written = new Map<string, string>()
      return {
        write: (token) => {
          written.set(token.slice(0, 40), token)
          return token
        },
        read: (token) => (token.length < 20 ? undefined : written.get(token.slice(0, 40))),
      }
    }),
  },
  {
    bug: "padding is left out of tokens",
    law: "tokens",
    also: refusals,
    adapter: reading((token) => token.replace(/=+$/, "")),
  },
  {
    bug: "tokens have no checksum",
    law: "tokens",
    adapter: ownTokens(() => ({
      write: (token) => `after:${PageToken.decode(token)?.after}`,
      read: (token) =>
        token.startsWith("after:")
          ? PageToken.encode({ after: token.slice("after:".length) || "rsp-0" })
          : undefined,
    })),
  },
  ...[10, 100].map(
    (memory): PlantedBug => ({
      bug: `tokens are forgotten after ${memory} others`,
      law: "tokens",
      also: early,
      adapter: keptTokens({ memory }),
    }),
  ),
  {
    bug: "tokens are forgotten sooner than is said",
    law: "tokens",
    also: early,
    adapter: keptTokens({ memory: 50, supports: { tokens: { memory: 100 } } }),
  },
  {
    bug: "tokens are good for three uses",
    law: "tokens",
    also: early,
    adapter: keptTokens({ uses: 3 }),
  },
  {
    bug: "tokens are good for fewer uses than is said",
    law: "tokens",
    also: early,
    adapter: keptTokens({ uses: 1, supports: { tokens: { uses: 2 } } }),
  },
  {
    bug: "tokens are good for fifteen minutes",
    law: "tokens",
    also: early,
    adapter: keptTokens({ lifetime: 900_000 }),
  },
  {
    bug: "tokens are good for less long than is said",
    law: "tokens",
    also: early,
    adapter: keptTokens({ lifetime: 60_000, supports: { tokens: { lifetime: "1 hour" } } }),
  },
  {
    bug: "dry runs use tokens up",
    law: "tokens",
    also: { laws: ["refusals", "dry runs"], because: "there are dry runs there, too" },
    adapter: ownTokens(() => {
      const spent = new Set<string>()
      return {
        write: (token) => `own.${token}`,
        read: (token, { DryRun }) => {
          if (spent.has(token) || !token.startsWith("own.")) return undefined
          if (DryRun) spent.add(token)
          const own = token.slice("own.".length)
          return PageToken.decode(own) === undefined ? undefined : own
        },
      }
    }),
  },
  {
    bug: "the last page has a token that is undefined",
    law: "tokens",
    adapter: adapterOf(changingPages((page) => Object.assign({ NextToken: undefined }, page))),
  },
  {
    bug: "quotes around a token are left out",
    law: "tokens",
    also: refusals,
    adapter: adapterOf((peers, request) =>
      Result.isSuccess(evaluate(peers, request))
        ? evaluate(peers, request)
        : rerequesting(({ NextToken, ...rest }) => ({ ...rest, NextToken }))(peers, {
            ...request,
            ...(request.NextToken === undefined
              ? {}
              : { NextToken: request.NextToken.replace(/^"(.*)"$/s, "$1") }),
          }),
    ),
  },
]
