/**
 * All that is fuzzed.
 */
import type { Target } from "../engine/Target.ts"
import { json } from "./json.ts"
import { pattern } from "./pattern.ts"
import { query } from "./query.ts"
import { shorthand } from "./shorthand.ts"
import { tokens } from "./tokens.ts"
import { xml } from "./xml.ts"

export const targets: ReadonlyArray<Target> = [xml, json, shorthand, tokens, query, pattern]
