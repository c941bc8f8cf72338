/**
 * Rules of faults in a file, in YAML, of which JSON is a part.
 */
import { Effect, Predicate, Result } from "effect"
import * as FaultNames from "../arguments/FaultNames.ts"
import * as SettingsFile from "./SettingsFile.ts"

/** Reads the rules of a file. Fails with the file, the place and the rule. */
export const load = Effect.fnUntraced(function* (path: string, faults: FaultNames.Faults) {
  const YamlFile = yield* Effect.promise(() => import("@route-server/adapter-aws/YamlFile"))
  const decode = (data: unknown) =>
    Result.mapError(faults.decodeRules(data), ({ fault, path }) => {
      const [index = 0] = path
      const rule = Predicate.hasProperty(data, index) ? data[index] : undefined
      const unknown = FaultNames.unknown(rule, faults)
      return [unknown === undefined ? { path, fault } : { path: [index, "fault"], fault: unknown }]
    })
  const { value } = yield* SettingsFile.read(path, (text) =>
    YamlFile.read(text, { scalars: "json", expected: "rules, a list", decode }),
  )
  return value
})
