/**
 * The order of members in the Response Syntax of the AWS reference.
 */
import { RouteServerPeer, Shape } from "@route-server/core"

/** How values of a shape are put in order. */
interface Order {
  /** Whether one is in order already, as AWS's answers are; quick. */
  readonly holds: (value: unknown) => boolean
  /** One with the same members, in order. */
  readonly of: (value: unknown) => unknown
}

const ofAny: Order = { holds: () => true, of: (value) => value }

const ofList = ({ item }: Shape.List): Order => {
  const order = orderOf(item)
  return {
    holds: (value) => !Array.isArray(value) || value.every(order.holds),
    of: (value) => (Array.isArray(value) ? value.map(order.of) : value),
  }
}

const isStructure = (value: unknown): value is object => typeof value === "object" && value !== null

const ofStructure = ({ members }: Shape.Structure): Order => {
  const known = members.map(({ name, shape }) => ({ name, order: orderOf(shape) }))
  const places = new Map(known.map(({ name, order }, place) => [name, { place, order }]))
  // Those that the reference does not have keep their order, behind all others.
  const behind = { place: members.length, order: ofAny }
  const placeOf = (name: string) => places.get(name) ?? behind
  return {
    holds: (value) => {
      if (!isStructure(value)) return true
      let place = 0
      for (const name of Object.keys(value)) {
        // In order, a member is one of the next: that is found sooner than its place.
        while (place < known.length && known[place]?.name !== name) place += 1
        if (
          place === known.length
            ? places.has(name)
            : !known[place]?.order.holds(Reflect.get(value, name))
        ) {
          return false
        }
      }
      return true
    },
    of: (value) => {
      if (!isStructure(value)) return value
      const entries = Object.entries(value).map(([name, member]) => {
        const { place, order } = placeOf(name)
        return { place, name, member: order.of(member) }
      })
      entries.sort((a, b) => a.place - b.place)
      // Unlike an assignment, this makes a member of `__proto__` too.
      return Object.fromEntries(entries.map(({ name, member }) => [name, member]))
    },
  }
}

const orderOf = (shape: Shape.Shape): Order => {
  switch (shape.kind) {
    case "structure":
      return ofStructure(shape)
    case "list":
      return ofList(shape)
    default:
      return ofAny
  }
}

const order = orderOf(Shape.of(RouteServerPeer.RouteServerPeer))

/**
 * A peer with its members, and those of its structures, in the order of the
 * reference; members that the reference does not have come after those, in the
 * order in which they came.
 */
export const inReferenceOrder = (peer: RouteServerPeer.RouteServerPeer): unknown =>
  order.holds(peer) ? peer : order.of(peer)
