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
