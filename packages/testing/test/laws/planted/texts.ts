/**
 * Bugs of how texts are compared.
 */
import { FilterPattern, Tag } from "@route-server/core"
import {
  adapterOf,
  type Compare,
  comparing,
  fits,
  matchesOne,
  type PlantedBug,
  refiltering,
  selectingByEach,
} from "./adapters.ts"

/** Texts that become the same in some way are one. */
const folding =
  (fold: (text: string) => string): Compare =>
  (value, text) =>
    fits(fold(value), fold(text))

const also: PlantedBug["also"] = {
  laws: ["case of values", "hostile patterns", "values or"],
  because: "some of their values are such",
}

const ofTexts = (bug: string, compare: Compare): PlantedBug => ({
  bug,
  law: "patterns",
  also,
  adapter: adapterOf(comparing(compare)),
})

/** Keys of tags that become the same in some way are one. */
const ofKeys = (bug: string, fold: (text: string) => string): PlantedBug => ({
  bug,
  law: "patterns",
  also,
  adapter: adapterOf(
    selectingByEach((peer, filter) => {
      const { Name = "", Values = [] } = filter
      if (!Name.startsWith("tag:")) return matchesOne(peer, filter)
      return (peer.Tags ?? []).some(
        (tag) =>
          fold(tag.Key) === fold(Name.slice("tag:".length)) &&
          Values.some((value) => fits(value, Tag.valueOf(tag))),
      )
    }),
  ),
})

const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/

const numberOf = (address: string): number | undefined => {
  const [, ...parts] = octets.exec(address) ?? []
  return parts.length === 0
    ? undefined
    : parts.reduce((number, part) => number * 256 + Number(part), 0)
}

const isInNetwork: Compare = (value, text) => {
  const [network = "", bits] = value.split("/")
  const [from, at] = [numberOf(network), numberOf(text)]
  if (bits === undefined || from === undefined || at === undefined) return false
  const size = 2 ** (32 - Number(bits))
  return Math.floor(from / size) === Math.floor(at / size)
}

/** A value in which this character is special, as in a regular expression. */
const keeping =
  (special: string): Compare =>
  (value, text) => {
    if (!value.includes(special) || value.includes("\\")) return fits(value, text)
    const source = Array.from(value, (character) => {
      if (character === "*") return ".*"
      if (character === "?") return ".?"
      return character === special ? character : character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&")
    })
    try {
      return new RegExp(`^(?:${source.join("")})$`, "su").test(text)
    } catch {
      return false
    }
  }

const entities = (text: string): string =>
  text
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&")

export const bugsOfTexts: ReadonlyArray<PlantedBug> = [
  ofTexts(
    "values are compared in NFC",
    folding((text) => text.normalize("NFC")),
  ),
  ofTexts(
    "values are compared in NFKC",
    folding((text) => text.normalize("NFKC")),
  ),
  ofKeys("keys are compared in NFC", (text) => text.normalize("NFC")),
  ofKeys("keys are trimmed", (text) => text.trim()),
  ofKeys("keys lose what does not show", (text) => text.replaceAll(/[\u200b-\u200d\ufeff]/g, "")),
  ofTexts(
    "ß is ss",
    folding((text) => text.replaceAll("ß", "ss")),
  ),
  ofTexts(
    "the dotted I is an i",
    folding((text) => text.replaceAll("İ", "i")),
  ),
  ofTexts(
    "the dotless ı is an I",
    folding((text) => text.replaceAll("ı", "I")),
  ),
  ofTexts(
    "what does not show is left out",
    folding((text) => text.replaceAll(/[\u200b-\u200d]/g, "")),
  ),
  ofTexts(
    "a mark of the byte order at the beginning is left out",
    folding((text) => text.replace(/^\ufeff/, "")),
  ),
  ofTexts(
    "line ends are one",
    folding((text) => text.replaceAll("\r\n", "\n")),
  ),
  ofTexts(
    "a space that does not break is a space",
    folding((text) => text.replaceAll("\u00a0", " ")),
  ),
  ofTexts("a backslash at the end is left out", (value, text) =>
    fits(/(?<!\\)(\\\\)*\\$/.test(value) ? value.slice(0, -1) : value, text),
  ),
  ofTexts("quotes around a value are left out", (value, text) =>
    fits(value.replace(/^"(.*)"$/s, "$1"), text),
  ),
  ofTexts("a value is written as JSON and not read again", (value, text) =>
    fits(
      FilterPattern.literal(value) === undefined ? value : JSON.stringify(value).slice(1, -1),
      text,
    ),
  ),
  ofTexts("entities of HTML are read", folding(entities)),
  ofTexts(
    "null is nothing",
    folding((text) => (text === "null" ? "" : text)),
  ),
  ofTexts(
    "a number in another notation is the same",
    (value, text) =>
      fits(value, text) ||
      (/^[0-9]/.test(text) &&
        /^[+0-9]/.test(value) &&
        !/[*?]/.test(value) &&
        Number(value) === Number(text)),
  ),
  ofTexts("an address is compared as a number", (value, text) => {
    const number = numberOf(text)
    return fits(value, text) || (number !== undefined && numberOf(value) === number)
  }),
  ofTexts(
    "an address is in a network",
    (value, text) => fits(value, text) || isInNetwork(value, text),
  ),
  ...[".", "+", "|", "(", "[", "{", "^", "$"].map((special) =>
    ofTexts(`${special} is special`, keeping(special)),
  ),
  ofTexts("an underscore is any character", (value, text) =>
    fits(value.replaceAll("_", "?"), text),
  ),
  ofTexts("a percent sign is any text", (value, text) => fits(value.replaceAll("%", "*"), text)),
  {
    bug: "white space in a row is one space",
    law: "patterns",
    also,
    adapter: adapterOf(
      refiltering(({ Name, Values }) => [
        { Name, Values: Values?.map((value) => value.replaceAll(/ +/g, " ")) },
      ]),
    ),
  },
]
