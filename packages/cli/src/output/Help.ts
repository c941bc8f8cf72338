/**
 * What help says, laid out for the screen.
 */
import { Option } from "effect"
import type { HelpDoc } from "effect/cli"
import { wrap } from "../terminal/DisplayText.ts"

/** Such as ` (choices: on, off)`, which `effect/cli` adds to what a description says already. */
const CHOICES = / \(choices: [^)]*\)$/

/** The columns that descriptions are written for. */
const USUAL = 80

/** The margin of the formatter of `effect/cli`. */
const MARGIN = "  "

const wrapped = (text: string, margin: string, columns: number): ReadonlyArray<string> =>
  wrap(text, Math.max(1, columns - margin.length)).map((line) => margin + line)

const marginOf = (line: string): string => /^ */.exec(line)?.[0] ?? ""

/** A paragraph filled up again; of a list, or of lines with columns of their own, each item by itself. */
const refilled = (paragraph: string, columns: number): string => {
  const lines = paragraph.split("\n")
  const isList = lines.some((line) => /^ *- |\S {2}/.test(line))
  const margin = marginOf(paragraph)
  const items: Array<string> = []
  for (const line of lines) {
    const goesOn = items.length > 0 && (!isList || marginOf(line) > margin)
    items.push(goesOn ? `${items.pop()} ${line.trimStart()}` : line.trimStart())
  }
  const hanging = isList ? margin + MARGIN : margin
  return items
    .map((item) => margin + wrapped(item, hanging, columns).join("\n").trimStart())
    .join("\n")
}

const flagsOf = ({ flags, globalFlags = [] }: HelpDoc.HelpDoc, word: (text: string) => string) => {
  const worded = (flag: HelpDoc.FlagDoc): HelpDoc.FlagDoc => ({
    ...flag,
    description: Option.map(flag.description, word),
  })
  return { flags: flags.map(worded), globalFlags: globalFlags.map(worded) }
}

const narrowed = (doc: HelpDoc.HelpDoc, columns: number): HelpDoc.HelpDoc => {
  const paragraphs = `${MARGIN}${doc.description}`.split("\n\n")
  const below = (text: string) => ["", ...wrapped(text, MARGIN.repeat(3), columns)].join("\n")
  return {
    ...doc,
    description: paragraphs
      .map((paragraph) => refilled(paragraph, columns))
      .join("\n\n")
      .slice(MARGIN.length),
    ...flagsOf(doc, below),
    subcommands: (doc.subcommands ?? []).map(({ commands: [first, ...others], group }) => {
      const short = (command: HelpDoc.SubcommandDoc) => ({
        ...command,
        shortDescription: below(command.shortDescription ?? command.description),
      })
      return { group, commands: [short(first), ...others.map(short)] }
    }),
  }
}

/**
 * The help for a screen of so many columns. Where they are few, what a flag means stands
 * below it. Only commands to copy may be wider.
 */
export const fitted = (doc: HelpDoc.HelpDoc, columns: number): HelpDoc.HelpDoc => {
  const plain = { ...doc, ...flagsOf(doc, (text) => text.replace(CHOICES, "")) }
  return columns < USUAL ? narrowed(plain, columns) : plain
}
