/**
 * Bugs of page tokens that carry a signature: whoever reads one has to look at all of it.
 */
import { createHash } from "node:crypto"
import { PageToken } from "@route-server/core"
import type { PlantedBug } from "./adapters.ts"
import { ownTokens } from "./tokens.ts"

const signatureOf = (body: string): string =>
  createHash("sha256").update(body).digest("base64url").slice(0, 16)

/** Tokens of a body and its signature with a dot between; what is read of one, if it is good. */
const signed = (bodyOf: (parts: ReadonlyArray<string>, token: string) => string | undefined) =>
  ownTokens(() => ({
    write: (token) => {
      const { after = "" } = PageToken.decode(token) ?? {}
      const body = Buffer.from(after).toString("base64url")
      return `${body}.${signatureOf(body)}`
    },
    read: (token) => {
      const body = bodyOf(token.split("."), token)
      const after = body === undefined ? "" : Buffer.from(body, "base64url").toString()
      return after === "" ? undefined : PageToken.encode({ after })
    },
  }))

export const bugsOfSignedTokens: ReadonlyArray<PlantedBug> = [
  {
    bug: "the case of a token's signature means nothing",
    law: "tokens",
    adapter: signed(([body = "", signature = "", ...rest]) =>
      rest.length === 0 && signature.toLowerCase() === signatureOf(body).toLowerCase()
        ? body
        : undefined,
    ),
  },
  {
    bug: "what comes after a token's signature is left out",
    law: "tokens",
    adapter: signed(([body = "", signature]) =>
      signature === signatureOf(body) ? body : undefined,
    ),
  },
  {
    bug: "a token without its signature is taken for an old one",
    law: "tokens",
    adapter: signed(([body = "", signature = signatureOf(body), ...rest]) =>
      rest.length === 0 && signature === signatureOf(body) && body.length > 5 ? body : undefined,
    ),
  },
]
