/**
 * What the tests of the page share: a server of a fleet that they change as they like, and
 * what is wrong with a page.
 */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { type MonitorView, NodeMonitorServer, type TargetState } from "@route-server/monitor"
import type { AxeResults } from "axe-core"
import { Effect, Exit, Layer, Scope } from "effect"
import type { Page } from "playwright-core"
import { layer, ScriptedView } from "./ScriptedView.ts"

export interface Served {
  readonly url: string
  readonly run: <A>(effect: Effect.Effect<A, never, ScriptedView>) => Promise<A>
  readonly close: () => Promise<void>
}

/** Serves a fleet. */
export const serve = async (
  targets: ReadonlyArray<TargetState.TargetState>,
  options: NodeMonitorServer.Options = {},
): Promise<Served> => {
  const scope = Effect.runSync(Scope.make())
  const context = await Effect.runPromise(
    Layer.buildWithScope(
      Layer.orDie(NodeMonitorServer.layer(options)).pipe(Layer.provideMerge(layer(targets))),
      scope,
    ),
  )
  const run = <A>(
    effect: Effect.Effect<
      A,
      never,
      ScriptedView | MonitorView.MonitorView | NodeMonitorServer.NodeMonitorServer
    >,
  ) => Effect.runPromise(Effect.provide(effect, context))
  const { url } = await run(NodeMonitorServer.NodeMonitorServer)
  return { url, run, close: () => Effect.runPromise(Scope.close(scope, Exit.void)) }
}

/** Does something to the fleet. */
export const change = (
  served: Served,
  use: (view: ScriptedView["Service"]) => Effect.Effect<void>,
): Promise<void> => served.run(Effect.flatMap(ScriptedView, use))

/** Watches a page for what it must not do, and tells it. */
export const watch = (page: Page): { readonly faults: ReadonlyArray<string> } => {
  const faults: Array<string> = []
  page.on("console", (message) => {
    // A connection that is lost on purpose is told by the browser, too.
    if (
      message.type() === "error" &&
      !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE/.test(message.text())
    ) {
      faults.push(message.text())
    }
  })
  page.on("pageerror", (error) => faults.push(error.message))
  page.on("request", (request) => {
    const own = page.url() === "about:blank" ? request.url() : page.url()
    if (new URL(request.url()).origin !== new URL(own).origin) faults.push(request.url())
  })
  return { faults }
}

/** Opens the page and waits until it is live. */
export const open = async (page: Page, url: string): Promise<void> => {
  await page.goto(url)
  await page.locator("#live[data-state=live]").waitFor()
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/** What axe finds wrong: it is put in through the debugger, so the page's own policy stays as it is. */
export const inaccessible = async (page: Page): Promise<ReadonlyArray<string>> => {
  await page.evaluate(axe)
  const results: AxeResults = await page.evaluate(
    'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })',
  )
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`),
  )
}
