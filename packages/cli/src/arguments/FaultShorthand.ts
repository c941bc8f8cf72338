/**
 * Faults as flags: `NAME`, `NAME=VALUE`, and behind an `@` the requests that are meant.
 */
import type { Faults } from "@route-server/endpoint"
import { Option, Result } from "effect"
import { CliError, Flag } from "effect/cli"
import * as FaultNames from "./FaultNames.ts"

/** What the value of a fault is called in a file, and whether it is a number. */
const values: Readonly<Record<string, readonly [member: string, isNumber: boolean]>> = {
  Delay: ["duration", false],
  Timeout: ["after", false],
  ShortPage: ["size", true],
  HtmlPage: ["status", true],
  CutBody: ["bytes", true],
}

const FORM = /^([A-Za-z][A-Za-z.]*)(?:=([^@]+))?(?:@(.+))?$/

const expected = "expected NAME, NAME=VALUE or NAME=VALUE@REQUESTS, such as ShortPage=2@1/3"

/**
 * The rule that a text stands for, as it would be written in a file. Whether it is one
 * is not judged.
 *
 * **Example** (Every third request, by lot)
 *
 * ```ts
 * import { Option } from "effect"
 * import { parse } from "./FaultShorthand.ts"
 *
 * parse("ShortPage=2@1/3") // => Option.some({ fault: "ShortPage", size: 2, requests: "1/3" })
 * parse("Reset=") // => Option.none()
 * ```
 */
export const parse = (text: string): Option.Option<Readonly<Record<string, unknown>>> => {
  const [, fault, value, requests] = FORM.exec(text) ?? []
  if (fault === undefined) return Option.none()
  const [member = "value", isNumber = false] = (Object.hasOwn(values, fault) && values[fault]) || []
  return Option.some({
    fault,
    ...(value !== undefined && { [member]: isNumber ? Number(value) : value }),
    ...(requests !== undefined && { requests }),
  })
}

/** The flag: each value with the text that was typed. */
export const flag = Flag.String("fault").pipe(
  Flag.filterMap(
    (text) => Option.map(parse(text), (rule) => ({ text, rule })),
    () => expected,
  ),
  Flag.withMetavar("FAULT"),
  Flag.withDescription("What goes wrong on purpose, as above; several may follow"),
  Flag.atLeast(0),
)

/** The rules that were typed, or what is wrong with the first that is none. */
export const rulesOf = (
  typed: ReadonlyArray<{ readonly text: string; readonly rule: unknown }>,
  faults: FaultNames.Faults,
): Result.Result<ReadonlyArray<Faults.Rule>, CliError.InvalidValue> => {
  const rules = typed.map(({ rule }) => rule)
  return Result.mapError(faults.decodeRules(rules), ({ fault, path: [index = 0, member] }) => {
    const rule = fault.replace(/^[A-Z]/, (letter) => letter.toLowerCase())
    return new CliError.InvalidValue({
      option: "fault",
      value: typed[Number(index)]?.text ?? "",
      expected:
        FaultNames.unknown(rules[Number(index)], faults) ??
        (member === undefined ? rule : `${member}: ${rule}`),
      kind: "flag",
    })
  })
}
