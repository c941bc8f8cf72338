/**
 * The flags that say where a server listens, and what is said of them.
 */
import { Option } from "effect"
import { Flag } from "effect/cli"
import { NotListening } from "../output/Failure.ts"
import { excerpt } from "../terminal/DisplayText.ts"

/** A port; by default the given one. */
export const port = (byDefault: number) =>
  Flag.String("port").pipe(
    Flag.filterMap(
      (text) =>
        /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535
          ? Option.some(Number(text))
          : Option.none(),
      () => "expected a port from 0 to 65535",
    ),
    Flag.withMetavar("PORT"),
    Flag.withDescription(
      byDefault === 0
        ? "The port to listen on; 0 (default) picks a free one"
        : `The port to listen on; ${byDefault} by default, 0 picks a free one`,
    ),
    Flag.withDefault(byDefault),
  )

/** A host name or an address; by default nobody but this machine can reach it. */
export const host = Flag.String("host").pipe(
  // To listen on nothing is, to Node, to listen on everything.
  Flag.filterMap(
    // An IPv6 address may stand in brackets, as it does in a URL.
    (text) => (text.trim() === "" ? Option.none() : Option.some(text.replace(/^\[(.*)\]$/, "$1"))),
    () => "expected a host name or an address",
  ),
  Flag.withMetavar("HOST"),
  Flag.withDescription("The address to listen on; 127.0.0.1 by default"),
  Flag.withDefault("127.0.0.1"),
)

/** The columns of a host to show. */
const LONGEST_HOST = 100

/** A host as it is shown. */
export const shown = (host: string): string => excerpt(host, LONGEST_HOST)

/** That nobody can listen there, and why not. */
export const refused = (
  { host, port }: { readonly host: string; readonly port: number },
  { cause }: { readonly cause?: unknown },
): NotListening =>
  new NotListening({
    message: `can't listen on ${shown(host)}, port ${port}: ${cause instanceof Error ? cause.message : String(cause)}`,
  })
