/**
 * The files that the page is made with. Each is served under a name that changes with it,
 * so it may be kept for ever.
 */
import { readFileSync } from "node:fs"
import * as Asset from "./Asset.ts"

export interface PageAsset extends Asset.Asset {
  readonly path: `/${string}`
}

const read = (file: string, place: URL, contentType: string): PageAsset => {
  const asset = Asset.make(readFileSync(place, "utf8"), contentType)
  return { ...asset, path: `/assets/${file.replace(".", `.${asset.hash}.`)}` }
}

export interface PageAssets {
  readonly style: PageAsset
  readonly script: PageAsset
  readonly icon: PageAsset
}

/** Reads the files. Each stands there in full, so that a bundler finds it and takes it along. */
export const readAll = (): PageAssets => ({
  style: read(
    "page.css",
    new URL("../../page/page.css", import.meta.url),
    "text/css; charset=utf-8",
  ),
  script: read(
    "page.js",
    new URL("../../page/page.js", import.meta.url),
    "text/javascript; charset=utf-8",
  ),
  icon: read("icon.svg", new URL("../../page/icon.svg", import.meta.url), "image/svg+xml"),
})
