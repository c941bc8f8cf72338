/**
 * The page, and what it is made with.
 */
import { Layer } from "effect"
import type { Live } from "./Live.ts"

export const layer = (_live: Live) => Layer.empty
