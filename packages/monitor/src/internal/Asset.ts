/**
 * A text that is the same for as long as the process runs, and how caches may keep it.
 */
import { createHash } from "node:crypto"
import { Effect } from "effect"
import { type HttpServerRequest, HttpServerResponse } from "effect/http"

export interface Asset {
  readonly contentType: string
  readonly body: string
  /** Changes with the text. */
  readonly hash: string
}

export const make = (body: string, contentType: string): Asset => ({
  body,
  contentType,
  hash: createHash("sha256").update(body).digest("base64url").slice(0, 16),
})

/** How caches keep what is never another under its name. */
export const FOR_EVER = "private, max-age=31536000, immutable"

/** How caches keep what may be another under its name: they ask whether it still is the same. */
export const WHILE_SAME = "private, no-cache"

/** Answers with the text, or that a cache has it already. */
export const serve =
  ({ contentType, body, hash }: Asset, cacheControl: string) =>
  ({
    headers,
  }: HttpServerRequest.HttpServerRequest): Effect.Effect<HttpServerResponse.HttpServerResponse> => {
    const etag = `"${hash}"`
    const kept = { etag, "cache-control": cacheControl }
    // A cache may have kept it weakly, as what was compressed is.
    const isKnown = (headers["if-none-match"] ?? "")
      .split(",")
      .some((tag) => tag.trim().replace(/^W\//, "") === etag)
    return Effect.succeed(
      isKnown
        ? HttpServerResponse.empty({ status: 304, headers: kept })
        : HttpServerResponse.text(body, { contentType, headers: kept }),
    )
  }
