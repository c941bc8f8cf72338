/**
 * The two documents that the endpoint answers: a page of peers, and an error.
 *
 * Elements stand in the order of the service model, without indentation (docs).
 */
import {
  type DescribeRouteServerPeers,
  type RouteServerPeer,
  ServiceError,
} from "@route-server/core"
import { Result } from "effect"
import * as XmlText from "./XmlText.ts"

const DECLARATION = `<?xml version="1.0" encoding="UTF-8"?>\n`

const NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/"

const element = (name: string, content: string): string =>
  content === "" ? `<${name}/>` : `<${name}>${content}</${name}>`

/** Writes a member that is text or a number, under its element's name; `path` says where it stands in the result. */
type Leaf = (name: string, value: string | number | undefined, path: string) => string

const writePeer = (peer: RouteServerPeer.RouteServerPeer, leaf: Leaf): string => {
  const { BgpOptions, BgpStatus, BfdStatus, Tags } = peer
  return element(
    "item",
    leaf("routeServerPeerId", peer.RouteServerPeerId, "RouteServerPeerId") +
      leaf("routeServerEndpointId", peer.RouteServerEndpointId, "RouteServerEndpointId") +
      leaf("routeServerId", peer.RouteServerId, "RouteServerId") +
      leaf("vpcId", peer.VpcId, "VpcId") +
      leaf("subnetId", peer.SubnetId, "SubnetId") +
      leaf("state", peer.State, "State") +
      leaf("failureReason", peer.FailureReason, "FailureReason") +
      leaf("endpointEniId", peer.EndpointEniId, "EndpointEniId") +
      leaf("endpointEniAddress", peer.EndpointEniAddress, "EndpointEniAddress") +
      leaf("peerAddress", peer.PeerAddress, "PeerAddress") +
      (BgpOptions === undefined
        ? ""
        : element(
            "bgpOptions",
            leaf("peerAsn", BgpOptions.PeerAsn, "BgpOptions.PeerAsn") +
              leaf(
                "peerLivenessDetection",
                BgpOptions.PeerLivenessDetection,
                "BgpOptions.PeerLivenessDetection",
              ),
          )) +
      (BgpStatus === undefined
        ? ""
        : element("bgpStatus", leaf("status", BgpStatus.Status, "BgpStatus.Status"))) +
      (BfdStatus === undefined
        ? ""
        : element("bfdStatus", leaf("status", BfdStatus.Status, "BfdStatus.Status"))) +
      (Tags === undefined
        ? ""
        : element(
            "tagSet",
            Tags.map(({ Key, Value }, index) =>
              element(
                "item",
                leaf("key", Key, `Tags[${index}].Key`) +
                  leaf("value", Value, `Tags[${index}].Value`),
              ),
            ).join(""),
          )),
  )
}

/**
 * Writes a page of peers.
 *
 * Members that are absent are not written, and neither are members that the
 * service model does not know, since nothing says what their elements are
 * called. A character that XML 1.0 can't carry fails the page and names the
 * peer and the member: a document with it in could not be read, and one
 * without it would be a false answer.
 */
export const result = (
  requestId: string,
  { RouteServerPeers, NextToken }: DescribeRouteServerPeers.Result,
): Result.Result<string, ServiceError.InternalError> => {
  const faults: Array<string> = []
  const leafOf =
    (whose: () => string): Leaf =>
    (name, value, path) => {
      if (value === undefined) return ""
      const text = String(value)
      const character = XmlText.unwritable(text)
      if (character !== undefined) faults.push(`${path} ${whose()} holds ${character}`)
      return element(name, XmlText.escape(text))
    }
  const peers = RouteServerPeers.map((peer) =>
    writePeer(
      peer,
      leafOf(() => `of the route server peer '${peer.RouteServerPeerId}'`),
    ),
  )
  const nextToken = leafOf(() => "of the page")("nextToken", NextToken, "NextToken")
  const [fault] = faults
  if (fault !== undefined) {
    return Result.fail(
      new ServiceError.InternalError({
        message: `The answer can't be written: ${fault}, which XML 1.0 can't carry`,
      }),
    )
  }
  return Result.succeed(
    `${DECLARATION}<DescribeRouteServerPeersResponse xmlns="${NAMESPACE}">` +
      element("requestId", requestId) +
      element("routeServerPeerSet", peers.join("")) +
      `${nextToken}</DescribeRouteServerPeersResponse>`,
  )
}

/**
 * Writes an error. There is always a way to write one: a character that XML 1.0
 * can't carry, such as one that a message quotes from the request, becomes
 * U+FFFD.
 */
export const error = (
  requestId: string,
  { code, message }: { readonly code: string; readonly message: string },
): string => {
  const leaf = (name: string, text: string) =>
    element(name, XmlText.escape(XmlText.replaceUnwritable(text)))
  const inner = element("Error", leaf("Code", code) + leaf("Message", message))
  return (
    DECLARATION + element("Response", element("Errors", inner) + element("RequestID", requestId))
  )
}
