/**
 * The order of members in the Response Syntax of the AWS reference.
 */
import { RouteServerPeer, Shape } from "@route-server/core"

const inOrderOf = (shape: Shape.Shape, value: unknown): unknown => {
  if (shape.kind === "list") {
    return Array.isArray(value) ? value.map((item) => inOrderOf(shape.item, item)) : value
  }
  if (shape.kind !== "structure" || typeof value !== "object" || value === null) return value
  const left = new Map<string, unknown>(Object.entries(value))
  const ordered: Array<readonly [name: string, value: unknown]> = []
  for (const { name, shape: member } of shape.members) {
    if (!left.has(name)) continue
    ordered.push([name, inOrderOf(member, left.get(name))])
    left.delete(name)
  }
  // Unlike an assignment, this makes a member of `__proto__` too.
  return Object.fromEntries([...ordered, ...left])
}

const peerShape = Shape.of(RouteServerPeer.RouteServerPeer)

/**
 * A peer with its members, and those of its structures, in the order of the
 * reference; members that the reference does not have come after those, in the
 * order in which they came.
 */
export const inReferenceOrder = (peer: RouteServerPeer.RouteServerPeer): unknown =>
  inOrderOf(peerShape, peer)
