/**
 * Autonomous System Numbers, as BGP peers name their networks.
 */
import * as Schema from "effect/Schema"

/**
 * A BGP Autonomous System Number: a whole number from 1 to 4294967295 (model).
 *
 * @category schemas
 */
export const Asn = Schema.Int.check(
  Schema.isBetween(
    { minimum: 1, maximum: 4_294_967_295 },
    { expected: "an Autonomous System Number from 1 to 4294967295" },
  ),
).pipe(Schema.brand("Asn"))
/** @category models */
export type Asn = typeof Asn.Type

/**
 * Whether an ASN lies in a range that AWS recommends for private use:
 * 64512 to 65534 (16-bit) or 4200000000 to 4294967294 (32-bit) (model).
 *
 * **Example** (Telling private from public ASNs)
 *
 * ```ts
 * import { Asn } from "@route-server/core"
 *
 * Asn.isPrivate(65001) // => true
 * Asn.isPrivate(65535) // => false
 * Asn.isPrivate(4200000000) // => true
 * ```
 *
 * @category predicates
 */
export const isPrivate = (asn: number): boolean =>
  (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294)

/**
 * Whether an ASN is one that no network may announce routes with, private ones aside:
 * 23456, which stands for an ASN that an old router can't write (RFC 6793), 64496 to
 * 64511 and 65536 to 65551, which are for documentation (RFC 5398), 65535 and 4294967295,
 * the last of each size (RFC 7300), and 65552 to 131071, which the registry of IANA
 * keeps back. Whether AWS accepts one is not known.
 *
 * **Example** (Finding a number out of a manual)
 *
 * ```ts
 * import { Asn } from "@route-server/core"
 *
 * Asn.isReserved(64496) // => true
 * Asn.isReserved(65001) // => false
 * ```
 *
 * @category predicates
 */
export const isReserved = (asn: number): boolean =>
  asn === 23_456 ||
  (asn >= 64_496 && asn <= 64_511) ||
  (asn >= 65_535 && asn <= 131_071) ||
  asn === 4_294_967_295

/**
 * Whether an ASN is one that a registry may give to a network: neither private nor
 * reserved. Whether it has been given to one, only the registries know.
 *
 * @see {@link isPrivate}
 * @see {@link isReserved}
 * @category predicates
 */
export const isPublic = (asn: number): boolean =>
  Schema.is(Asn)(asn) && !isPrivate(asn) && !isReserved(asn)
