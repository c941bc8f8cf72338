/**
 * What the package has beside its code. The sources and the command that is built of
 * them both lie one folder below the package, so this finds it from either.
 */
import { readFileSync } from "node:fs"
import { Schema } from "effect"

/** Where a file of the package lies, such as `package.json`. */
export const inPackage = (path: string): URL => new URL(`../${path}`, import.meta.url)

const Manifest = Schema.fromJsonString(Schema.Struct({ version: Schema.String }))

/** The version of the package. */
export const { version } = Schema.decodeUnknownSync(Manifest)(
  readFileSync(inPackage("package.json"), "utf8"),
)
