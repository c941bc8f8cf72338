/**
 * IPv4 addresses in dotted-decimal notation.
 */
import * as Schema from "effect/Schema"

const octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"

/**
 * An IPv4 address such as `10.0.2.3`: four numbers from 0 to 255, without
 * leading zeros, which some parsers would read as octal. A peer's address is
 * IPv4 (model).
 *
 * @category schemas
 */
export const Ipv4Address = Schema.String.check(
  Schema.isPattern(new RegExp(`^${octet}(?:\\.${octet}){3}$`), {
    expected: "an IPv4 address in dotted-decimal notation",
  }),
).pipe(Schema.brand("Ipv4Address"))
/** @category models */
export type Ipv4Address = typeof Ipv4Address.Type
