/**
 * What the tests of the endpoint share: requests as text, and answers as data.
 */
import { MemoryPeerSource } from "@route-server/adapter-memory"
import {
  type DescribeRouteServerPeers,
  PeerSource,
  type PeerSourceError,
  RouteServerPeer,
} from "@route-server/core"
import { Ec2Endpoint } from "@route-server/endpoint"
import { Effect, Layer, Stream } from "effect"
import { Xml } from "effect/encoding"

/** An element of an answer: its name, its text, and its children. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Array<Element>
  text: string
}

/** Reads a document with a parser that is not the SDK's. */
export const readXml = (xml: string): Promise<Element> =>
  Stream.make(xml).pipe(
    Stream.pipeThroughChannel(Xml.decodeString()),
    Stream.runFold(
      (): Array<Element> => [{ name: "", attributes: {}, children: [], text: "" }],
      (open, event) => {
        const parent = open.at(-1)
        if (event._tag === "StartElement") {
          const { name, attributes } = event
          const element: Element = { name, attributes, children: [], text: "" }
          parent?.children.push(element)
          open.push(element)
        } else if (event._tag === "EndElement") {
          open.pop()
        } else if (event._tag === "Text" && parent !== undefined) {
          parent.text += event.text
        }
        return open
      },
    ),
    Effect.map(([document]) => document?.children[0]),
    Effect.flatMap((root) =>
      root === undefined ? Effect.die(new Error(`no document: ${xml}`)) : Effect.succeed(root),
    ),
    Effect.runPromise,
  )

export const child = (element: Element | undefined, ...path: ReadonlyArray<string>) =>
  path.reduce<Element | undefined>(
    (parent, name) => parent?.children.find((element) => element.name === name),
    element,
  )

export type Pairs = ReadonlyArray<readonly [name: string, value: string]>

/** A form as browsers write it: white space as a plus sign. */
export const form = (pairs: Pairs): string =>
  new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()

export const common: Pairs = [
  ["Action", "DescribeRouteServerPeers"],
  ["Version", "2016-11-15"],
]

/** A request as the SDKs write it: EC2's names, numbered from 1 in the order of the lists. */
export const parametersOf = (request: DescribeRouteServerPeers.Request): Pairs => {
  const { RouteServerPeerIds = [], Filters = [], MaxResults, NextToken, DryRun } = request
  const numbered = (prefix: string, values: ReadonlyArray<string>): Pairs =>
    values.map((value, index) => [`${prefix}.${index + 1}`, value])
  return [
    ...numbered("RouteServerPeerId", RouteServerPeerIds),
    ...Filters.flatMap(({ Name, Values = [] }, index): Pairs => {
      const prefix = `Filter.${index + 1}`
      return [
        ...(Name === undefined ? [] : [[`${prefix}.Name`, Name] as const]),
        ...numbered(`${prefix}.Value`, Values),
      ]
    }),
    ...(MaxResults === undefined ? [] : [["MaxResults", String(MaxResults)] as const]),
    ...(NextToken === undefined ? [] : [["NextToken", NextToken] as const]),
    ...(DryRun === undefined ? [] : [["DryRun", String(DryRun)] as const]),
  ]
}

/**
 * A request as it can be written: what is absent, or a list without elements,
 * has no parameters, so it comes back as absent.
 */
export const written = (
  request: DescribeRouteServerPeers.Request,
): DescribeRouteServerPeers.Request => {
  const { RouteServerPeerIds = [], Filters = [], MaxResults, NextToken, DryRun } = request
  const filters = Filters.map(({ Name, Values = [] }) => ({
    ...(Name === undefined ? {} : { Name }),
    ...(Values.length === 0 ? {} : { Values }),
  })).filter((filter) => "Name" in filter || "Values" in filter)
  return {
    ...(RouteServerPeerIds.length === 0 ? {} : { RouteServerPeerIds }),
    ...(filters.length === 0 ? {} : { Filters: filters }),
    ...(MaxResults === undefined ? {} : { MaxResults }),
    ...(NextToken === undefined ? {} : { NextToken }),
    ...(DryRun === undefined ? {} : { DryRun }),
  }
}

export const peers = ["rsp-1", "rsp-2", "rsp-3", "rsp-4", "rsp-5", "rsp-6"].map((id, index) =>
  RouteServerPeer.make({
    RouteServerPeerId: id,
    VpcId: index % 2 === 0 ? "vpc-a" : "vpc-b",
    State: "available",
  }),
)

export const memory = Layer.orDie(MemoryPeerSource.layer(peers))

/** A source that answers every request alike. */
export const always = (
  answer: Effect.Effect<DescribeRouteServerPeers.Result, PeerSourceError.PeerSourceError>,
) => Layer.succeed(PeerSource.PeerSource, { describe: () => answer })

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly xml: string
  readonly document: Element
  /** `Code: Message` of an error. */
  readonly error: string | undefined
  readonly ids: ReadonlyArray<string | undefined>
}

export const answerOf = async (response: Response): Promise<Answer> => {
  const xml = await response.text()
  const document = await readXml(xml)
  const error = child(document, "Errors", "Error")
  return {
    status: response.status,
    headers: response.headers,
    xml,
    document,
    error: error && `${child(error, "Code")?.text}: ${child(error, "Message")?.text}`,
    ids: (child(document, "routeServerPeerSet")?.children ?? []).map(
      (item) => child(item, "routeServerPeerId")?.text,
    ),
  }
}

/** Sends one request to the endpoint, without a server. */
export const send = async (
  init: RequestInit & { readonly query?: string },
  options: Ec2Endpoint.Options = {},
  source: Layer.Layer<PeerSource.PeerSource> = memory,
): Promise<Answer> => {
  const { handler, dispose } = Ec2Endpoint.toWebHandler(source, options)
  const { query = "", ...rest } = init
  const response = await handler(new Request(`http://ec2.test/${query}`, rest))
  const answer = await answerOf(response)
  await dispose()
  return answer
}

/** Posts parameters to the endpoint, after Action and Version. */
export const post = (
  parameters: Pairs,
  options?: Ec2Endpoint.Options,
  source?: Layer.Layer<PeerSource.PeerSource>,
): Promise<Answer> =>
  send(
    {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: form([...common, ...parameters]),
    },
    options,
    source,
  )
