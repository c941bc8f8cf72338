import { Ipv4Address } from "@route-server/core"

/** The address that a number of 32 bits stands for. */
export const addressOf = (number: number): Ipv4Address.Ipv4Address =>
  Ipv4Address.Ipv4Address.make([24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join("."))

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
