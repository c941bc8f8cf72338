/**
 * DescribeRouteServerPeers as EC2 Query parameters.
 *
 * The names on the wire are singular and counted from 1: `RouteServerPeerId.N`,
 * `Filter.N.Name`, `Filter.N.Value.M` (model). The numbers give the order; they
 * may have gaps and come in any order.
 */
import {
  type DescribeRouteServerPeers,
  type Filter,
  type Limits,
  ServiceError,
} from "@route-server/core"
import { Result } from "effect"
import { abbreviate } from "./abbreviate.ts"
import type { QueryParameters } from "./QueryParameters.ts"

const PEER_ID = /^RouteServerPeerId\.([1-9][0-9]*)$/
const FILTER_NAME = /^Filter\.([1-9][0-9]*)\.Name$/
const FILTER_VALUE = /^Filter\.([1-9][0-9]*)\.Value\.([1-9][0-9]*)$/

/** The elements of a list by their numbers, which may be too large for a JavaScript number. */
type Numbered<A> = Map<string, A>

const inOrder = <A>(elements: Numbered<A>): ReadonlyArray<A> =>
  [...elements]
    .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
    .map(([, element]) => element)

interface FilterParts {
  name?: string
  readonly values: Numbered<string>
}

const invalid = (name: string, value: string, rule: string) =>
  new ServiceError.InvalidParameterValue({
    message: `Value ( ${abbreviate(value)} ) for parameter ${name} is invalid. ${rule}`,
  })

const integer = (name: string, value: string) =>
  /^-?[0-9]+$/.test(value) && Number.isSafeInteger(Number(value))
    ? Result.succeed(Number(value))
    : Result.fail(invalid(name, value, "Expected an integer."))

const boolean = (name: string, value: string) =>
  value === "true" || value === "false"
    ? Result.succeed(value === "true")
    : Result.fail(invalid(name, value, "Expected true or false."))

const toFilter = ({ name, values }: FilterParts): Filter.Filter => {
  const Values = inOrder(values)
  return {
    ...(name === undefined ? {} : { Name: name }),
    ...(Values.length === 0 ? {} : { Values }),
  }
}

/** The number of parameters of the largest request within limits, at least. */
export const mostParameters = (limits: Limits.Limits): number =>
  limits.filters +
  Math.min(limits.valuesInAll, limits.filters * limits.valuesPerFilter) +
  limits.ids +
  ["MaxResults", "NextToken", "DryRun"].length

/**
 * Reads a request from its parameters. A parameter that the operation does not
 * have is refused by name, as is one whose number is malformed.
 */
export const decode = (
  parameters: QueryParameters,
): Result.Result<DescribeRouteServerPeers.Request, ServiceError.ServiceError> =>
  Result.gen(function* () {
    const ids: Numbered<string> = new Map()
    const filters: Numbered<FilterParts> = new Map()
    const filter = (index: string): FilterParts => {
      const parts = filters.get(index) ?? { values: new Map() }
      filters.set(index, parts)
      return parts
    }
    let rest: Pick<DescribeRouteServerPeers.Request, "MaxResults" | "NextToken" | "DryRun"> = {}

    for (const [name, value] of parameters) {
      const [, id] = PEER_ID.exec(name) ?? []
      const [, named] = FILTER_NAME.exec(name) ?? []
      const [, valued, at] = FILTER_VALUE.exec(name) ?? []
      if (id !== undefined) {
        ids.set(id, value)
      } else if (named !== undefined) {
        filter(named).name = value
      } else if (valued !== undefined && at !== undefined) {
        filter(valued).values.set(at, value)
      } else if (name === "MaxResults") {
        rest = { ...rest, MaxResults: yield* integer(name, value) }
      } else if (name === "NextToken") {
        rest = { ...rest, NextToken: value }
      } else if (name === "DryRun") {
        rest = { ...rest, DryRun: yield* boolean(name, value) }
      } else {
        return yield* Result.fail(
          new ServiceError.UnknownParameter({
            message: `The parameter ${abbreviate(name)} is not recognized`,
          }),
        )
      }
    }

    const RouteServerPeerIds = inOrder(ids)
    const Filters = inOrder(filters).map(toFilter)
    return {
      ...(RouteServerPeerIds.length === 0 ? {} : { RouteServerPeerIds }),
      ...(Filters.length === 0 ? {} : { Filters }),
      ...rest,
    }
  })
