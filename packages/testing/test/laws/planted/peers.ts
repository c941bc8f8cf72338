/**
 * Bugs of how peers are shown.
 */
import { RouteServerPeer, Tag } from "@route-server/core"
import { adapterOf, changingPages, changingPeers, type Peer, type PlantedBug } from "./adapters.ts"

export const onlyKnown = (peer: Peer): Peer => {
  const known = new Set(Object.keys(RouteServerPeer.RouteServerPeer.schema.fields))
  const { RouteServerPeerId, ...rest } = peer
  const kept = Object.entries(rest).filter(([member]) => known.has(member))
  return { RouteServerPeerId, ...Object.fromEntries(kept) }
}

const onlyStatus = ({ Status }: RouteServerPeer.BgpStatus): RouteServerPeer.BgpStatus =>
  Status === undefined ? {} : { Status }

export const bugsOfPeers: ReadonlyArray<PlantedBug> = [
  {
    bug: "an empty list of tags is left out",
    law: "peers as they are",
    adapter: adapterOf(
      changingPeers((peers) =>
        peers.map(({ Tags, ...peer }) =>
          Tags === undefined || Tags.length === 0 ? peer : { ...peer, Tags },
        ),
      ),
    ),
  },
  {
    bug: "a tag without a value gets an empty one",
    law: "peers as they are",
    adapter: adapterOf(
      changingPeers((peers) =>
        peers.map(({ Tags, ...peer }) =>
          Tags === undefined ? peer : { ...peer, Tags: Tags.map((tag) => ({ Value: "", ...tag })) },
        ),
      ),
    ),
  },
  {
    bug: "members that are not known today are lost",
    law: "peers as they are",
    adapter: adapterOf(changingPeers((peers) => peers.map(onlyKnown))),
  },
  {
    bug: "a filtered answer shows peers without their tags",
    law: "peers as they are",
    adapter: adapterOf(
      changingPeers((peers, { Filters = [] }) =>
        Filters.length === 0 ? peers : peers.map(({ Tags: _, ...peer }) => peer),
      ),
    ),
  },
  {
    bug: "the answer to everything is nothing",
    law: "peers as they are",
    also: {
      laws: ["patterns", "hostile patterns", "case of values", "tombstones"],
      because: "the oracle looks at the peers themselves",
    },
    adapter: adapterOf(changingPages(() => ({ RouteServerPeers: [] }))),
  },
  {
    bug: "an ASN is a text",
    law: "peers as they are",
    adapter: adapterOf(
      changingPeers((peers) =>
        peers.map((peer) => {
          const { PeerAsn } = peer.BgpOptions ?? {}
          return PeerAsn === undefined
            ? peer
            : Object.assign({}, peer, { BgpOptions: { ...peer.BgpOptions, PeerAsn: `${PeerAsn}` } })
        }),
      ),
    ),
  },
  {
    bug: "members of structures that are not known today are lost",
    law: "peers as they are",
    adapter: adapterOf(
      changingPeers((peers) =>
        peers.map(({ BgpStatus, ...peer }) =>
          BgpStatus === undefined ? peer : { ...peer, BgpStatus: onlyStatus(BgpStatus) },
        ),
      ),
    ),
  },
  {
    bug: "reasons are cut after 255 characters",
    law: "peers as they are",
    adapter: adapterOf(
      changingPeers((peers) =>
        peers.map(({ FailureReason, ...peer }) =>
          FailureReason === undefined
            ? peer
            : { ...peer, FailureReason: Array.from(FailureReason).slice(0, 255).join("") },
        ),
      ),
    ),
  },
  {
    bug: "line ends are made alike",
    law: "peers as they are",
    adapter: adapterOf(
      changingPeers((peers) =>
        peers.map(({ Tags, ...peer }) =>
          Tags === undefined
            ? peer
            : {
                ...peer,
                Tags: Tags.map((tag) => ({
                  ...tag,
                  Value: Tag.valueOf(tag).replaceAll("\r\n", "\n"),
                })),
              },
        ),
      ),
    ),
  },
]
