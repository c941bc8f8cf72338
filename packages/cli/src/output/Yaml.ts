/**
 * `--output yaml`: what `--output json` prints, in YAML, laid out as the AWS CLI
 * lays it out. What could be read as something else stands in quotes, to readers of
 * YAML 1.1 too, and what is invisible in a value is escaped.
 */
import { Fixture } from "@route-server/core"
import { Effect } from "effect"
import type { ScalarTag, Tags, ToStringOptions } from "yaml"
import { visible } from "../terminal/Visible.ts"
import { peerForm } from "./FleetForm.ts"
import { type Renderer, restForm } from "./Renderer.ts"

/** What JSON leaves as it is and a terminal would act on or hide. */
const shapeless = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

const inHex = (character: string): string =>
  `\\U${Number(character.codePointAt(0)).toString(16).padStart(8, "0")}`

/** The name of a member that YAML 1.1 takes for an instruction, unless it is in quotes. */
const MERGE = "<<"

/** Whether a tag would have the instruction written. */
const isMerge = (tag: Tags[number]): boolean =>
  typeof tag === "object" && tag.tag === "tag:yaml.org,2002:merge"

const tags: ReadonlyArray<ScalarTag> = [
  {
    tag: "tag:yaml.org,2002:str",
    default: true,
    identify: (value) => typeof value === "string" && (value === MERGE || visible(value) !== value),
    resolve: (text) => text,
    stringify: ({ value }) => JSON.stringify(value).replaceAll(shapeless, inHex),
  },
  {
    tag: "tag:yaml.org,2002:float",
    default: true,
    identify: (value) => Fixture.literalOf(value) !== undefined,
    resolve: (text) => text,
    stringify: ({ value }) => `${Fixture.literalOf(value)}`,
  },
]

const layout: ToStringOptions = { indentSeq: false, lineWidth: 0 }

/** What writes a value. The library takes its time to load, so nothing loads it but this. */
const writer = Effect.map(
  Effect.promise(() => import("yaml")),
  ({ stringify }) =>
    (value: unknown): string =>
      stringify(value, {
        ...layout,
        version: "1.1",
        aliasDuplicateObjects: false,
        customTags: (others) => [...tags, ...others.filter((other) => !isMerge(other))],
      }),
)

/** What makes a renderer of one listing, with the name of its list. */
export const make = (list = "RouteServerPeers") =>
  Effect.map(writer, (write): Renderer => {
    let isFirst = true
    return {
      *page(rows) {
        for (const row of rows) {
          if (isFirst) yield `${list}:\n`
          isFirst = false
          yield write([peerForm(row)])
        }
      },
      *end(end) {
        if (isFirst) yield `${list}: []\n`
        const rest = restForm(end)
        if (Object.keys(rest).length > 0) yield write(rest)
      },
    }
  })

/** Writes any value, such as the answer to a query. */
export const value = Effect.map(writer, (write) => (answer: unknown) => [write(answer)])
