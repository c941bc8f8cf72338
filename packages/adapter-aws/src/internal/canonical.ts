/**
 * What is left of a text however it is wrapped, quoted and encoded: its ASCII
 * letters in lower case and its digits, with the escapes of URLs, JSON and XML
 * undone, up to three times. Each character knows where it came from.
 */

/** A text in canonical form. */
interface Canonical {
  readonly text: string
  /** Where each of its UTF-16 units begins in the original. */
  readonly starts: ReadonlyArray<number>
  /** Where each of them ends there. */
  readonly ends: ReadonlyArray<number>
}

const ESCAPE =
  /%([0-9a-f]{2})|\\u([0-9a-f]{4})|&#x([0-9a-f]{1,6});|&#([0-9]{1,7});|&(amp|lt|gt|quot|apos);|\\([/"\\nrt])/giy

/** What an escape stands for, if it is ASCII, as credentials are; where it is a mark, no matter which. */
const unescape = ([all, percent, json, hex, decimal, entity, escaped]: RegExpExecArray): string => {
  if (entity !== undefined) return entity.toLowerCase() === "amp" ? "&" : " "
  if (escaped !== undefined) return escaped === "\\" ? "\\" : " "
  const code =
    decimal === undefined ? Number.parseInt(percent ?? json ?? hex ?? "", 16) : Number(decimal)
  return code < 0x80 ? String.fromCharCode(code) : all
}

/** How often escapes are undone. */
const PASSES = 3

const once = ({ text, starts, ends }: Canonical): Canonical => {
  const units: Array<string> = []
  const from: Array<number> = []
  const to: Array<number> = []
  for (let at = 0; at < text.length; ) {
    ESCAPE.lastIndex = at
    const escape = ESCAPE.exec(text)
    const next = at + (escape?.[0].length ?? 1)
    for (const unit of (escape === null ? text.charAt(at) : unescape(escape)).split("")) {
      units.push(unit)
      from.push(Number(starts[at]))
      to.push(Number(ends[next - 1]))
    }
    at = next
  }
  return { text: units.join(""), starts: from, ends: to }
}

/** The canonical form of a text. */
export const canonical = (original: string, passes = PASSES): Canonical => {
  let current: Canonical = {
    text: original,
    starts: Array.from(original.split(""), (_, at) => at),
    ends: Array.from(original.split(""), (_, at) => at + 1),
  }
  for (let pass = 0; pass < passes && /[%\\&]/.test(current.text); pass += 1) {
    const next = once(current)
    if (next.text.length === current.text.length) break
    current = next
  }
  const kept = current.text
    .split("")
    .flatMap((unit, at) => (/[A-Za-z0-9]/.test(unit) ? [{ unit: unit.toLowerCase(), at }] : []))
  return {
    text: kept.map(({ unit }) => unit).join(""),
    starts: kept.map(({ at }) => Number(current.starts[at])),
    ends: kept.map(({ at }) => Number(current.ends[at])),
  }
}
