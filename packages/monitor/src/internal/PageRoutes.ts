/**
 * The page, what it is made with, and what keeps it up to date.
 */
import { Clock, Effect, Layer } from "effect"
import { HttpRouter, type HttpServerRequest, HttpServerResponse } from "effect/http"
import * as Page from "../Page.ts"
import * as Asset from "./Asset.ts"
import * as EventStream from "./EventStream.ts"
import type { Live } from "./Live.ts"
import { type PageAsset, type PageAssets, readAll } from "./PageAssets.ts"
import * as PageEvents from "./PageEvents.ts"

/** Only what this server has is run, shown or asked, and nothing that stands in the page itself. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const EVENTS = "/page/events"

/** The part of a URL after the question mark; what stands before it may be no URL. */
const searchOf = (url: string): URLSearchParams =>
  new URLSearchParams(url.replace(/^[^?]*|#.*$/gs, ""))

const buildOf = ({ style, script }: PageAssets): string => `${style.hash}${script.hash}`

/** The routes, over what is seen. */
export const layer = (live: Live) => {
  const assets = readAll()
  const look = PageEvents.looker(live)
  const build = buildOf(assets)

  const page = ({ url }: HttpServerRequest.HttpServerRequest) =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const { content, version } = yield* look
      const text = Page.document(content, now, {
        style: assets.style.path,
        script: assets.script.path,
        icon: assets.icon.path,
        events: `${EVENTS}?version=${version}`,
        reloads: !searchOf(url).has("still"),
      })
      return HttpServerResponse.text(text, {
        contentType: "text/html; charset=utf-8",
        headers: { "content-security-policy": POLICY },
      })
    })

  const events = ({ url, headers }: HttpServerRequest.HttpServerRequest) =>
    Effect.suspend(() => {
      const version = headers["last-event-id"] ?? searchOf(url).get("version") ?? undefined
      return EventStream.answer(live, PageEvents.from(live, look, { version, build }))
    })

  return Layer.mergeAll(
    HttpRouter.add("GET", "/", page),
    HttpRouter.add("GET", EVENTS, events),
    // Browsers ask for it, whatever the page says.
    HttpRouter.add("GET", "/favicon.ico", Asset.serve(assets.icon, Asset.WHILE_SAME)),
    ...Object.values(assets).map((asset: PageAsset) =>
      HttpRouter.add("GET", asset.path, Asset.serve(asset, Asset.FOR_EVER)),
    ),
  )
}
