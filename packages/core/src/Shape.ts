/**
 * The shape of a request or an answer: what it has, as data.
 *
 * The schema of a peer is the one place that lists its members. Whoever writes
 * or reads them in another form takes them from here: the XML of EC2 in both
 * directions, the names of filters, generators, columns.
 */
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { generate } from "./internal/generate.ts"
import * as OpenEnum from "./OpenEnum.ts"
import * as OpenFormat from "./OpenFormat.ts"

/**
 * A text, a whole number or a truth value.
 *
 * @category models
 */
export interface Scalar {
  readonly kind: "text" | "number" | "boolean"
  /** The values known today, of an enumeration. */
  readonly known: ReadonlyArray<string> | undefined
  /** The schema of the form that is expected and not required, if there is one. */
  readonly expected: Schema.ConstraintDecoder<unknown> | undefined
  /** What AWS takes for the value where a structure does not show it. */
  readonly awsDefault: string | undefined
}

/**
 * A list of items of one shape.
 *
 * @category models
 */
export interface List {
  readonly kind: "list"
  readonly item: Shape
}

/**
 * A structure of named members, in the order of the AWS reference.
 *
 * @category models
 */
export interface Structure {
  readonly kind: "structure"
  readonly members: ReadonlyArray<Member>
}

/**
 * The shape of a value.
 *
 * @category models
 */
export type Shape = Scalar | List | Structure

/**
 * A member of a structure.
 *
 * @category models
 */
export interface Member {
  /** The name in the AWS reference, such as `PeerAsn`. */
  readonly name: string
  /**
   * The name of its element in EC2's XML, such as `peerAsn`. For a list it is the
   * name of one item with `Set` after it, such as `tagSet`; its items are called
   * `item` (model: so for every member of this operation).
   */
  readonly element: string
  /**
   * Its name in EC2 Query parameters, such as `MaxResults`. For a list it is the name
   * of one item, such as `Filter`, which a number counts from 1 follows: `Filter.1`
   * (model: so for every member of this operation).
   */
  readonly parameter: string
  /** Whether it may be absent. */
  readonly isOptional: boolean
  readonly shape: Shape
}

const AWS_DEFAULT = "@route-server/core/awsDefault"

/**
 * An annotation that says what AWS takes for a value where an answer does not show
 * it.
 *
 * @category annotations
 */
export const awsDefault = (value: string) => ({ [AWS_DEFAULT]: value })

const defaultOf: (ast: SchemaAST.AST) => string | undefined = SchemaAST.resolveAt(AWS_DEFAULT)

const scalar = (kind: Scalar["kind"], ast: SchemaAST.AST): Scalar => ({
  kind,
  known: OpenEnum.knownOf(ast),
  expected: OpenFormat.expectedOf(ast),
  awsDefault: defaultOf(ast),
})

/**
 * How EC2 writes values as texts, in answers and in requests (model): what a text says
 * that should be of a kind; `undefined` if it says nothing of that kind, or a number that
 * JavaScript does not hold.
 *
 * @category decoding
 */
export const fromText: Readonly<
  Record<Scalar["kind"], (text: string) => string | number | boolean | undefined>
> = {
  text: (text) => text,
  number: (text) => {
    const value = /^-?[0-9]+$/.test(text) ? Number(text) : Number.NaN
    return Number.isSafeInteger(value) ? value : undefined
  },
  boolean: (text) => (text === "true" ? true : text === "false" ? false : undefined),
}

/** The name of a member, or of one item of it. */
const singular = (name: string, shape: Shape): string =>
  shape.kind === "list" ? name.replace(/s$/, "") : name

const elementOf = (name: string, shape: Shape): string => {
  const element = name.charAt(0).toLowerCase() + singular(name, shape).slice(1)
  return shape.kind === "list" ? `${element}Set` : element
}

const member = ({ name, type }: SchemaAST.PropertySignature): Member => {
  const shape = shapeOf(type)
  const text = String(name)
  return {
    name: text,
    element: elementOf(text, shape),
    parameter: singular(text, shape),
    isOptional: SchemaAST.isOptional(type),
    shape,
  }
}

const shapeOf = (ast: SchemaAST.AST): Shape => {
  switch (ast._tag) {
    case "String":
      return scalar("text", ast)
    case "Number":
      return scalar("number", ast)
    case "Boolean":
      return scalar("boolean", ast)
    case "Arrays":
      return { kind: "list", item: shapeOf(ast.rest[0] ?? Schema.Unknown.ast) }
    case "Objects":
      return structure(ast)
    case "Union":
      return shapeOf(presentOf(ast))
    default:
      throw notAShape(ast)
  }
}

/** What is left of a choice where a member may be `undefined`, as it may in a request. */
const presentOf = (ast: SchemaAST.Union): SchemaAST.AST => {
  const [present, ...others] = ast.types.filter((type) => !SchemaAST.isUndefined(type))
  if (present === undefined || others.length > 0) throw notAShape(ast)
  return present
}

const structure = (ast: SchemaAST.Objects): Structure => ({
  kind: "structure",
  members: ast.propertySignatures.map(member),
})

const notAShape = ({ _tag }: SchemaAST.AST) =>
  new TypeError(`A shape has texts, numbers, truth values, lists and structures, but no ${_tag}`)

/**
 * The shape of the structures that a schema describes. Throws a `TypeError` for a
 * schema of something that no request and no answer has, such as a map.
 *
 * **Example** (The elements of a peer)
 *
 * ```ts
 * import { RouteServerPeer, Shape } from "@route-server/core"
 *
 * const { members } = Shape.of(RouteServerPeer.RouteServerPeer)
 *
 * members.at(0)?.element // => "routeServerPeerId"
 * members.at(-1)?.element // => "tagSet"
 * ```
 *
 * @category constructors
 */
export const of = ({ ast }: { readonly ast: SchemaAST.AST }): Structure => {
  if (!SchemaAST.isObjects(ast)) throw notAShape(ast)
  return structure(ast)
}

/**
 * A member that has no members of its own: its name, after those of the structures that
 * it is in, and its shape.
 *
 * @category models
 */
export interface Leaf {
  readonly path: ReadonlyArray<string>
  readonly shape: Scalar | List
}

/**
 * The members of a structure, and of the structures in it, that have none of their own,
 * in the order of the AWS reference.
 *
 * **Example** (The members of a peer's BGP options)
 *
 * ```ts
 * import { RouteServerPeer, Shape } from "@route-server/core"
 *
 * const leaves = Shape.leaves(Shape.of(RouteServerPeer.RouteServerPeer))
 *
 * leaves.map(({ path }) => path.join(".")).filter((path) => path.startsWith("BgpOptions"))
 * // => ["BgpOptions.PeerAsn", "BgpOptions.PeerLivenessDetection"]
 * ```
 *
 * @category getters
 */
export const leaves = ({ members }: Structure): ReadonlyArray<Leaf> =>
  members.flatMap(
    ({ name, shape }): ReadonlyArray<Leaf> =>
      shape.kind === "structure"
        ? leaves(shape).map((leaf) => ({ path: [name, ...leaf.path], shape: leaf.shape }))
        : [{ path: [name], shape }],
  )

/**
 * Makes a reader of structures from the readers of their members, which stand in the
 * order of the shape's; a member that is read as `undefined` is absent. It is code made
 * for the shape, which is as fast as what one would write for it by hand; where a
 * platform forbids such code, it is slower.
 *
 * **Example** (Tags from lines)
 *
 * ```ts
 * import { Shape, Tag } from "@route-server/core"
 *
 * const read = Shape.reader(Shape.of(Tag.Tag), [
 *   (line: string) => line.split("=")[0],
 *   (line: string) => line.split("=")[1],
 * ])
 *
 * read("env=prod") // => { Key: "env", Value: "prod" }
 * read("env") // => { Key: "env" }
 * ```
 *
 * @category constructors
 */
export const reader = <From>(
  { members }: Structure,
  reads: ReadonlyArray<(from: From) => unknown>,
): ((from: From) => Record<string, unknown>) => {
  const names = members.map(({ name }) => name)
  const steps = names.map(
    (name, at) =>
      `if ((member = reads[${at}](from)) !== undefined) value[${JSON.stringify(name)}] = member`,
  )
  const code = `return (from) => { let value = {}, member\n${steps.join("\n")}\nreturn value }`
  return (
    generate(code, { reads }) ??
    ((from) => {
      const value: Record<string, unknown> = {}
      for (const [at, name] of names.entries()) {
        const member = reads[at]?.(from)
        if (member !== undefined) value[name] = member
      }
      return value
    })
  )
}
