/**
 * The order of members in the Response Syntax of the AWS reference.
 */
import { RouteServerPeer, Tag } from "@route-server/core"

type Peer = RouteServerPeer.RouteServerPeer

const inOrderOf =
  (fields: object) =>
  (value: object): object => {
    const known = Object.keys(fields).filter((name) => Object.hasOwn(value, name))
    const names = new Set([...known, ...Object.keys(value)])
    const members = new Map(Object.entries(value))
    // Unlike an assignment, this makes a member of `__proto__` too.
    return Object.fromEntries([...names].map((name) => [name, members.get(name)]))
  }

const nested: ReadonlyMap<string, (value: object) => object> = new Map([
  ["BgpOptions", inOrderOf(RouteServerPeer.BgpOptions.schema.fields)],
  ["BgpStatus", inOrderOf(RouteServerPeer.BgpStatus.schema.fields)],
  ["BfdStatus", inOrderOf(RouteServerPeer.BfdStatus.schema.fields)],
  ["Tags", (tags) => (Array.isArray(tags) ? tags.map(inOrderOf(Tag.Tag.schema.fields)) : tags)],
])

const orderPeer = inOrderOf(RouteServerPeer.RouteServerPeer.schema.fields)

/**
 * A peer with its members, and those of its structures, in the order of the
 * reference; members that the reference does not have come after those, in the
 * order in which they came.
 */
export const inReferenceOrder = (peer: Peer): object => {
  const ordered = orderPeer(peer)
  return Object.fromEntries(
    Object.entries(ordered).map(([name, value]) => [name, nested.get(name)?.(value) ?? value]),
  )
}
