import { SchemaIssue } from "effect"

const flatten = SchemaIssue.makeFormatterStandardSchemaV1()

/** The first fault that a schema found in a value: where it is, and what was expected there. */
export const firstFault = (
  issue: SchemaIssue.Issue,
): { readonly path: ReadonlyArray<PropertyKey>; readonly message: string } => {
  const { message, path = [] } = flatten(issue).issues[0] ?? { message: "Unexpected value" }
  return {
    path: path.map((segment) => (typeof segment === "object" ? segment.key : segment)),
    message,
  }
}
