/**
 * What tells one fleet from another in a few characters: two runners whose fleets have
 * one digest watch the same targets and ask the same of them.
 */
import { createHash } from "node:crypto"
import { type Fleet, Target } from "@route-server/core"
import { Predicate, Schema } from "effect"

/** JSON with the members of its objects in one order. */
const canonical = (json: unknown): string =>
  JSON.stringify(json, (_, value: unknown) =>
    Predicate.isObject(value) && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

const encode = Schema.encodeSync(Target.Target)

/**
 * The digest of a fleet. The order of its targets changes nothing; where their peers
 * are read from, such as a role to assume, is not told by a target and so is not in it.
 *
 * @category constructors
 */
export const make = ({ members }: Fleet.Fleet["Service"]): string => {
  const targets = members.map(({ target }) => canonical(encode(target))).sort()
  return createHash("sha256").update(targets.join("\n")).digest("hex").slice(0, 12)
}
