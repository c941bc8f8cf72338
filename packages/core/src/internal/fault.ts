import { Array, SchemaIssue } from "effect"

const flatten = SchemaIssue.makeFormatterStandardSchemaV1()

/** The first fault that a schema found in a value: where it is, and what was expected there. */
export const firstFault = (
  issue: SchemaIssue.Issue,
): { readonly path: ReadonlyArray<PropertyKey>; readonly message: string } => {
  const { path = [], message } = Array.getUnsafe(flatten(issue).issues, 0)
  return {
    // A segment of a Standard Schema path is a key or an object that holds one.
    path: path.map((segment) => (typeof segment === "object" ? segment.key : segment)),
    message,
  }
}
