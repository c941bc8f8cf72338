import { abbreviate } from "./characters.ts"

/** The length, in characters, beyond which a value is cut in a message. */
const LONGEST = 80

/**
 * A value as a message shows it: a string as it stands, anything else as JSON,
 * and no more of it than a reader needs.
 */
export const quote = (value: unknown): string => {
  if (typeof value === "string") return abbreviate(value, LONGEST)
  if (typeof value === "object" && value !== null)
    return Array.isArray(value) ? "list" : "structure"
  // A function says of itself what it likes.
  return typeof value === "function" ? "function" : abbreviate(String(value), LONGEST)
}
