/**
 * Where peers lie in a fixture, to be read again when they are asked for. A few of them
 * stay in memory.
 */
import { DescribeRouteServerPeers, Fixture, type RouteServerPeer } from "@route-server/core"
import { Result } from "effect"
import type { FixtureFile, Found } from "./FixtureFile.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** So many peers stay in memory. */
const FEW = 2000

/** The bytes between two peers that are read, too, rather than to read twice. */
const GAP = 4096

/** The bytes that are read at once, or so. */
const RUN = 262_144

/** Decodes what was decoded before; of UTF-8, which is most, by what is quick for short texts. */
const decoderOf = (encoding: string): ((bytes: Buffer, from: number, to: number) => string) => {
  const decoder = new TextDecoder(encoding)
  return encoding === "utf-8"
    ? (bytes, from, to) => bytes.toString("utf8", from, to)
    : (bytes, from, to) => decoder.decode(bytes.subarray(from, to))
}

/** The places of peers. */
export class PeerPlaces {
  /** The peers, as long as they are few. */
  #peers: Array<Peer> | undefined = []
  #firstBytes: Array<number> = []
  #endBytes: Array<number> = []
  #arePlain = true
  /** What is read into, again and again: V8 would let new buffers pile up. */
  #buffer = Buffer.alloc(0)

  /** The number of peers. */
  get size(): number {
    return this.#firstBytes.length
  }

  add({ endByte, firstByte, isPlain, peer }: Found): void {
    this.#firstBytes.push(firstByte)
    this.#endBytes.push(endByte)
    this.#arePlain &&= isPlain
    if (this.size > FEW) this.#peers = undefined
    else this.#peers?.push(peer)
  }

  /** Brings them into the order of some texts, one for each. */
  sortBy(texts: ReadonlyArray<string>): void {
    const textOf = (at: number) => texts[at] ?? ""
    const order = Array.from(texts.keys()).sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))
    const sorted = <A>(values: ReadonlyArray<A>) => order.flatMap((at) => values[at] ?? [])
    this.#peers = this.#peers && sorted(this.#peers)
    this.#firstBytes = sorted(this.#firstBytes)
    this.#endBytes = sorted(this.#endBytes)
  }

  /** Some of the peers, read again from the fixture; throws where they can't be. */
  read(file: FixtureFile, encoding: string, from: number, to: number): ReadonlyArray<Peer> {
    if (this.#peers !== undefined) return this.#peers.slice(from, to)
    const text = `{"RouteServerPeers":[${this.#texts(file, encoding, from, to).join(",")}]}`
    if (!file.input.isSame()) throw new Error("it has changed while it was read")
    return this.#arePlain
      ? Result.getOrThrow(DescribeRouteServerPeers.decodeResult(JSON.parse(text))).RouteServerPeers
      : Result.getOrThrow(Fixture.decodeResult(text)).peers
  }

  #room(length: number): Buffer {
    if (this.#buffer.length < length) this.#buffer = Buffer.allocUnsafe(length)
    return this.#buffer.subarray(0, length)
  }

  #texts({ input }: FixtureFile, encoding: string, from: number, to: number): Array<string> {
    const decode = decoderOf(encoding)
    const placeOf = (at: number) => [this.#firstBytes[at] ?? 0, this.#endBytes[at] ?? 0] as const
    const texts: Array<string> = []
    for (let at = from; at < to; ) {
      const [start, firstEnd] = placeOf(at)
      let end = firstEnd
      let next = at + 1
      for (; next < to && end - start < RUN; next += 1) {
        const [nextStart, nextEnd] = placeOf(next)
        if (nextStart < end || nextStart > end + GAP) break
        end = nextEnd
      }
      const bytes = this.#room(end - start)
      for (let read = 0, length = 1; read < bytes.length && length > 0; read += length) {
        length = input.readAgain(start + read, bytes.subarray(read))
      }
      for (; at < next; at += 1) {
        const [peerStart, peerEnd] = placeOf(at)
        texts.push(decode(bytes, peerStart - start, peerEnd - start))
      }
    }
    return texts
  }
}
