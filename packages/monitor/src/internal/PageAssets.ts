/**
 * The files that the page is made with. Each is served under a name that changes with it,
 * so it may be kept for ever.
 */
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"

export interface Asset {
  readonly path: `/${string}`
  readonly contentType: string
  readonly body: string
  readonly etag: string
}

const asset = (file: string, place: URL, contentType: string): Asset => {
  const body = readFileSync(place, "utf8")
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 16)
  return {
    path: `/assets/${file.replace(".", `.${hash}.`)}`,
    contentType,
    body,
    etag: `"${hash}"`,
  }
}

export interface PageAssets {
  readonly style: Asset
  readonly script: Asset
  readonly icon: Asset
}

/** Reads the files. Each stands there in full, so that a bundler finds it and takes it along. */
export const read = (): PageAssets => ({
  style: asset(
    "page.css",
    new URL("../../page/page.css", import.meta.url),
    "text/css; charset=utf-8",
  ),
  script: asset(
    "page.js",
    new URL("../../page/page.js", import.meta.url),
    "text/javascript; charset=utf-8",
  ),
  icon: asset("icon.svg", new URL("../../page/icon.svg", import.meta.url), "image/svg+xml"),
})
