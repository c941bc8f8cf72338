import * as Array from "effect/Array"
import * as Predicate from "effect/Predicate"
import * as SchemaIssue from "effect/SchemaIssue"

const flatten = SchemaIssue.makeFormatterStandardSchemaV1()

/** The first fault that a schema found in a value: where it is, and what was expected there. */
export const firstFault = (
  issue: SchemaIssue.Issue,
): { readonly path: ReadonlyArray<PropertyKey>; readonly message: string } => {
  const { path, message } = Array.getUnsafe(flatten(issue).issues, 0)
  // Standard Schema would allow no path, and objects that hold a key; the formatter writes keys alone.
  return { path: [path].flat().filter(Predicate.isPropertyKey), message }
}
