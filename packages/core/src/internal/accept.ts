/**
 * Reading values of which nothing has to be changed, fast.
 *
 * To decode what an answer has says is to look at each member and to copy it, although
 * nearly every value is fine as it is. So a schema of plain structures, lists and
 * scalars gets code that only looks, and that accepts a value at once if it is surely
 * what decoding it would give. Everything else goes the usual way, which alone says what
 * is wrong: the code knows no error.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import * as SchemaParser from "effect/SchemaParser"
import * as SchemaCompiler from "effect/schema/SchemaCompiler"
import { generate } from "./generate.ts"

type Accept = (value: unknown) => boolean

/** Code for a test, and the values that have names in it. */
class Writer {
  readonly functions: Array<string> = []
  readonly names: Record<string, unknown> = {}

  name(value: unknown): string {
    const name = `c${Object.keys(this.names).length}`
    this.names[name] = value
    return name
  }

  function(body: string): string {
    const name = `f${this.functions.length}`
    this.functions.push(`const ${name} = (value) => { ${body}; return true }`)
    return name
  }
}

/** A schema has something that no test is written for. */
class Unwritten extends Error {}

/** The expression that tells whether what another expression gives is surely fine. */
const test = (ast: SchemaAST.AST, value: string, writer: Writer): string => {
  if (ast.encoding !== undefined) throw new Unwritten()
  switch (ast._tag) {
    case "String":
    case "Number":
    case "Boolean": {
      const typeOf = `typeof ${value} === ${JSON.stringify(ast._tag.toLowerCase())}`
      return [typeOf, ...checks(ast, value, writer)].join(" && ")
    }
    case "Unknown":
      return "true"
    case "Arrays":
      return `${list(ast, writer)}(${value})`
    case "Objects":
      return `${structure(ast, writer)}(${value})`
    default:
      throw new Unwritten()
  }
}

/** The checks that a peer's members have, as code; a call for each would take half of the time. */
const known: Readonly<Record<string, (value: string) => string>> = {
  '{"id":"effect/schema/isInt","payload":null}': (value) => `Number.isSafeInteger(${value})`,
  '{"id":"effect/schema/isMinLength","payload":{"minLength":1}}': (value) => `${value} !== ""`,
}

/** The expressions of a scalar's checks. */
const checks = (ast: SchemaAST.AST, value: string, writer: Writer): ReadonlyArray<string> =>
  (ast.checks ?? []).map((check) => {
    if (check._tag === "FilterGroup") throw new Unwritten()
    const code = known[JSON.stringify(check.annotations?.representation)]
    const passes: Accept = (input) => check.run(input, ast, {}) === undefined
    return code?.(value) ?? `${writer.name(passes)}(${value})`
  })

const list = (ast: SchemaAST.Arrays, writer: Writer): string => {
  const [item, ...others] = ast.rest
  if (item === undefined || others.length > 0 || ast.elements.length > 0 || ast.checks) {
    throw new Unwritten()
  }
  return writer.function(`
    if (!Array.isArray(value)) return false
    for (const item of value) if (!(${test(item, "item", writer)})) return false`)
}

const structure = (ast: SchemaAST.Objects, writer: Writer): string => {
  if (ast.checks) throw new Unwritten()
  const members = ast.propertySignatures.map(({ name, type }) => {
    if (typeof name !== "string") throw new Unwritten()
    const key = JSON.stringify(name)
    const isFine = test(type, "member", writer)
    const isAbsent = SchemaAST.isOptional(type) ? `!(${key} in value)` : "false"
    return `member = value[${key}]
      if (!(member === undefined ? ${isAbsent} : ${isFine})) return false`
  })
  // A class may have getters, and a copy has what a value inherits. To ask for the
  // prototype by its function would take longer than all the rest.
  return writer.function(`
    if (typeof value !== "object" || value === null) return false
    if (value.__proto__ !== Object.prototype) return false
    let member
    ${members.join("\n")}`)
}

const accept = (ast: SchemaAST.AST): Accept | undefined => {
  const writer = new Writer()
  try {
    const result = test(ast, "value", writer)
    return generate<Accept>(
      `${writer.functions.join("\n")}\nreturn (value) => ${result}`,
      writer.names,
    )
  } catch (error) {
    if (error instanceof Unwritten) return undefined
    throw error
  }
}

/**
 * Makes every decoder of a schema accept at once what is surely fine as it is. Such a
 * value is not copied.
 */
export const acceptFast = ({ ast }: Schema.Top): void =>
  SchemaCompiler.set(ast, {
    get decode() {
      const accepts = accept(ast)
      return accepts && ((input: unknown) => (accepts(input) ? input : SchemaCompiler.invalid))
    },
    get decodeEffect() {
      // The same schema, for which nothing is set.
      const twin = Schema.make<Schema.Codec<unknown>>(ast).annotate({})
      const decode = SchemaParser.decodeUnknownEffect(twin)
      return (input: unknown, options: SchemaAST.ParseOptions) =>
        input === SchemaCompiler.missing ? Effect.succeed(input) : decode(input, options)
    },
  })
