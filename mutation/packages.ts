import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { Schema } from "effect"

const folder = resolve(import.meta.dirname, "../packages")

const Manifest = Schema.fromJsonString(
  Schema.Struct({
    name: Schema.String,
    exports: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown)),
  }),
)

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")

/**
 * Where the packages of the workspace stand that is under test. Without it those that use
 * a package find that of the workspace that was copied, in which nothing is mutated.
 */
export const packages = readdirSync(folder).flatMap((own) => {
  const text = readFileSync(join(folder, own, "package.json"), "utf8")
  const { name, exports = {} } = Schema.decodeUnknownSync(Manifest)(text)
  return Object.entries(exports).flatMap(([entry, file]) =>
    typeof file === "string"
      ? [
          {
            find: new RegExp(`^${escaped(join(name, entry)).replace("\\*", "(.+)")}$`),
            replacement: join(folder, own, file).replace("*", "$1"),
          },
        ]
      : [],
  )
})
