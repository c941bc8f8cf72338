/**
 * What all servers have: the flags that say where one listens, what is said where it
 * can't, and its log.
 */
import { Logger } from "effect"
import { Flag } from "effect/cli"
import { NotListening } from "../output/Failure.ts"
import { excerpt } from "../terminal/DisplayText.ts"

/** A port; by default the given one. */
export const port = (byDefault: number) =>
  Flag.String("port").pipe(
    Flag.filter(
      (text) => /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535,
      () => "expected a port from 0 to 65535",
    ),
    Flag.map(Number),
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
  // An IPv6 address may stand in brackets, as it does in a URL.
  Flag.map((text) => text.replace(/^\[(.*)\]$/, "$1")),
  // To listen on nothing is, to Node, to listen on everything.
  Flag.filter(
    (text) => text.trim() !== "",
    () => "expected a host name or an address",
  ),
  Flag.withMetavar("HOST"),
  Flag.withDescription("The address to listen on; 127.0.0.1 by default"),
  Flag.withDefault("127.0.0.1"),
)

/** The log of a server, on standard error. */
export const logger = Logger.layer([Logger.withConsoleError(Logger.formatLogFmt)])

/** That nobody can listen there, and why not. */
export const refused = (
  { host, port }: { readonly host: string; readonly port: number },
  { cause }: { readonly cause?: unknown },
): NotListening =>
  new NotListening({
    message: `can't listen on ${excerpt(host)}, port ${port}: ${cause instanceof Error ? cause.message : String(cause)}`,
  })
