/**
 * What a filter asks of a text.
 *
 * Most values of filters come to one of a few questions. They go by name, so that code can
 * be made that asks the one and nothing else of every peer: a function that is called for
 * each text takes longer than the answer.
 */

/** A test of texts. */
export type Matcher = (text: string) => boolean

/** A question by its name, and what it asks for. */
export type Question =
  | { readonly ask: "is" | "begins" | "ends" | "has"; readonly asked: string }
  | { readonly ask: "isAmong"; readonly asked: ReadonlySet<string> }
  | { readonly ask: "fits"; readonly asked: Matcher }

/** Each question as code, about a `text`. */
export const code: Readonly<Record<Question["ask"], string>> = {
  is: "text === asked",
  isAmong: "asked.has(text)",
  begins: "text.startsWith(asked)",
  ends: "text.endsWith(asked)",
  has: "text.includes(asked)",
  fits: "asked(text)",
}

/** A question as a function. */
export const matcherOf = ({ ask, asked }: Question): Matcher => {
  switch (ask) {
    case "is":
      return (text) => text === asked
    case "isAmong":
      return (text) => asked.has(text)
    case "begins":
      return (text) => text.startsWith(asked)
    case "ends":
      return (text) => text.endsWith(asked)
    case "has":
      return (text) => text.includes(asked)
    case "fits":
      return asked
  }
}
