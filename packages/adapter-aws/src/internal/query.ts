/**
 * A request as the body of an EC2 query.
 */
import { DescribeRouteServerPeers, Shape } from "@route-server/core"
import type { Input } from "./Exchange.ts"

/** A text as the SDK writes it (run). */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** How each query of this operation begins, where the SDK writes it. */
const BEGINNING = "Action=DescribeRouteServerPeers&Version=2016-11-15"

/** What says a value, if there is one: of each text, number and truth value in it `&`, its name, `=` and itself. */
const write = (shape: Shape.Shape, name: string, value: unknown): string => {
  if (value === undefined) return ""
  switch (shape.kind) {
    case "structure": {
      const within = name === "" ? "" : `${name}.`
      return shape.members
        .map(({ name: member, parameter, shape }) =>
          write(shape, within + parameter, Reflect.get(Object(value), member)),
        )
        .join("")
    }
    case "list":
      return Array.from(Object(value), (item, at) =>
        write(shape.item, `${name}.${at + 1}`, item),
      ).join("")
    default:
      return `&${name}=${encode(String(value))}`
  }
}

const request = Shape.of(DescribeRouteServerPeers.Request)

/** The parameters of a request, in the order and the spelling of the SDK's (run). */
const parametersOf = (input: Input): string => write(request, "", input)

/** The body of a request, as the SDK writes it. */
export const query = (input: Input): string => BEGINNING + parametersOf(input)

/** The action and the version of a query that is written in some other way. */
const beginningOf = (sent: URLSearchParams): string =>
  ["Action", "Version"]
    .flatMap((name) => sent.getAll(name).map((value) => `${name}=${encode(value)}`))
    .join("&")

const inOrder = (parameters: URLSearchParams): string => JSON.stringify([...parameters].sort())

/**
 * The body of a request that was written to send an input, if it says something else than
 * that; the action and the version stay those that were written.
 */
export const corrected = (body: string, input: Input): string | undefined => {
  if (body === query(input)) return undefined
  const sent = new URLSearchParams(body)
  const meant = beginningOf(sent) + parametersOf(input)
  return inOrder(new URLSearchParams(meant)) === inOrder(sent) ? undefined : meant
}
