/**
 * What an OpenAPI document can't say from the API alone: how the text of parameters is
 * read, and the token, which the server asks for before the API is reached, and only if it
 * was told to.
 */
import { Predicate } from "effect"

const schemes = {
  bearer: { type: "http", scheme: "bearer", description: "The token, where the monitor has one" },
  basic: { type: "http", scheme: "basic", description: "The token as password, with any name" },
}

/** An empty requirement says that the others are optional. */
const security = [{}, { bearer: [] }, { basic: [] }]

const unauthorized = {
  description: "The monitor has a token, and the request does not carry it",
  content: {
    "application/problem+json": {
      schema: {
        type: "object",
        properties: {
          type: { type: "string" },
          status: { type: "integer", enum: [401] },
          title: { type: "string" },
          detail: { type: "string" },
        },
        required: ["type", "status", "title"],
      },
    },
  },
}

const members = (value: unknown): Record<string, unknown> =>
  Predicate.isObject(value) ? { ...value } : {}

const mapValues = (value: unknown, map: (value: unknown) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members(value)).map(([key, each]) => [key, map(each)]))

/** A text that is read as a number is one to who asks. */
const NUMBER = /^\^\[\+-\]\?\(/

/** A parameter with its description where readers look for it, and with numbers as such. */
const parameter = (value: unknown): Record<string, unknown> => {
  const { schema, ...rest } = members(value)
  const { allOf, pattern, ...type } = members(schema)
  const said = Array.isArray(allOf) ? members(allOf[0]) : {}
  return {
    ...rest,
    ...said,
    schema: typeof pattern === "string" && NUMBER.test(pattern) ? { type: "integer" } : { ...type },
  }
}

/** Says how parameters are written, and what holds of the token, in each operation. */
export const finish = (document: Record<string, unknown>): Record<string, unknown> => ({
  ...document,
  components: { ...members(document["components"]), securitySchemes: schemes },
  paths: mapValues(document["paths"], (path) =>
    mapValues(path, (operation) => {
      const { responses, parameters, ...rest } = members(operation)
      return {
        ...rest,
        parameters: Array.isArray(parameters) ? parameters.map(parameter) : [],
        security,
        responses: { ...members(responses), 401: unauthorized },
      }
    }),
  ),
})
