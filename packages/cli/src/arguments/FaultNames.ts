/**
 * The names of faults, for whoever mistypes one.
 */
import type { Faults as Namespace } from "@route-server/endpoint"
import { Predicate } from "effect"
import { nearest } from "./Suggestion.ts"

/** The module of faults, which is loaded where it is needed. */
export type Faults = Pick<typeof Namespace, "decodeRules" | "names" | "named">

/** What to say of a rule whose fault there is not; nothing if there is one of that name. */
export const unknown = (rule: unknown, { named, names }: Faults): string | undefined => {
  const name = Predicate.hasProperty(rule, "fault") ? rule.fault : undefined
  if (typeof name !== "string" || names.includes(name)) return undefined
  const near =
    nearest(name, names) ?? names.find((each) => each.toLowerCase() === name.toLowerCase())
  return near === undefined
    ? `there is no such fault; expected one of ${named.join(", ")}, or the code of an error of EC2`
    : `there is no such fault; did you mean ${near}?`
}
