/**
 * The pure domain of Amazon VPC Route Server peers.
 *
 * A module that is named for a type is that type, too: `Array<RouteServerPeer>` are
 * peers, and `RouteServerPeer.make` makes one.
 */
import * as Asn from "./Asn.ts"
import * as Filter from "./Filter.ts"
import * as FilterName from "./FilterName.ts"
import * as FilterNames from "./FilterNames.ts"
import * as Fixture from "./Fixture.ts"
import * as Fleet from "./Fleet.ts"
import * as Health from "./Health.ts"
import * as Ipv4Address from "./Ipv4Address.ts"
import * as Limits from "./Limits.ts"
import * as PeerChange from "./PeerChange.ts"
import * as PeerControl from "./PeerControl.ts"
import * as PeerNotice from "./PeerNotice.ts"
import * as PeerSource from "./PeerSource.ts"
import * as PeerSourceError from "./PeerSourceError.ts"
import * as PeerUpdate from "./PeerUpdate.ts"
import * as RouteServerPeer from "./RouteServerPeer.ts"
import * as ServiceError from "./ServiceError.ts"
import * as Shape from "./Shape.ts"
import * as Tag from "./Tag.ts"
import * as Target from "./Target.ts"
import * as View from "./View.ts"

export * as Changes from "./Changes.ts"
export * as CreateRouteServerPeer from "./CreateRouteServerPeer.ts"
export * as DescribeRouteServerPeers from "./DescribeRouteServerPeers.ts"
export type { Evidence } from "./Evidence.ts"
export * as FilterPattern from "./FilterPattern.ts"
export * as FilterShorthand from "./FilterShorthand.ts"
export * as FleetWaiter from "./FleetWaiter.ts"
export * as JsonText from "./JsonText.ts"
export * as Judgement from "./Judgement.ts"
export * as Listing from "./Listing.ts"
export * as OpenEnum from "./OpenEnum.ts"
export * as OpenFormat from "./OpenFormat.ts"
export * as OpenStruct from "./OpenStruct.ts"
export * as PageToken from "./PageToken.ts"
export * as PeerLife from "./PeerLife.ts"
export * as Permission from "./Permission.ts"
export * as Refusal from "./Refusal.ts"
export * as ResourceId from "./ResourceId.ts"
export * as Waiter from "./Waiter.ts"

type Asn = Asn.Asn
type Filter = Filter.Filter
type FilterName = FilterName.FilterName
type FilterNames = FilterNames.FilterNames
type Fixture = Fixture.Fixture
type Fleet = Fleet.Fleet
type Health = Health.Health
type Ipv4Address = Ipv4Address.Ipv4Address
type Limits = Limits.Limits
type PeerChange = PeerChange.PeerChange
type PeerControl = PeerControl.PeerControl
type PeerNotice = PeerNotice.PeerNotice
type PeerSource = PeerSource.PeerSource
type PeerSourceError = PeerSourceError.PeerSourceError
type PeerUpdate = PeerUpdate.PeerUpdate
type RouteServerPeer = RouteServerPeer.RouteServerPeer
type ServiceError = ServiceError.ServiceError
type Shape = Shape.Shape
type Tag = Tag.Tag
type Target = Target.Target
type View = View.View

export {
  Asn,
  Filter,
  FilterName,
  FilterNames,
  Fixture,
  Fleet,
  Health,
  Ipv4Address,
  Limits,
  PeerChange,
  PeerControl,
  PeerNotice,
  PeerSource,
  PeerSourceError,
  PeerUpdate,
  RouteServerPeer,
  ServiceError,
  Shape,
  Tag,
  Target,
  View,
}
