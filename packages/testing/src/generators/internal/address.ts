import type { Ipv4Address } from "@route-server/core"
import * as brands from "./brands.ts"

/** The address that a number of 32 bits stands for. */
export const addressOf = (number: number): Ipv4Address.Ipv4Address =>
  brands.address(
    `${number >>> 24}.${(number >>> 16) & 0xff}.${(number >>> 8) & 0xff}.${number & 0xff}`,
  )

const numberOf = (address: Ipv4Address.Ipv4Address): number =>
  address.split(".").reduce((number, octet) => number * 256 + Number(octet), 0)

/** The first address from the wanted one on that is not taken. */
export const freeAddress = (
  taken: ReadonlySet<string>,
  wanted: Ipv4Address.Ipv4Address,
): Ipv4Address.Ipv4Address => {
  let address = wanted
  while (taken.has(address)) address = addressOf((numberOf(address) + 1) >>> 0)
  return address
}
