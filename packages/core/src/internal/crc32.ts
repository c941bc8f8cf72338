const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
  }
  return remainder
})

/**
 * The CRC-32 of a text's UTF-16 units, low byte first, as eight hex digits.
 *
 * It tells every change of up to 32 adjacent bits for certain and any other but
 * for one in four thousand million. It is no signature: whoever wants to forge
 * one can.
 */
export const crc32 = (text: string): string => {
  let remainder = 0xffffffff
  const feed = (byte: number) => {
    remainder = Number(table[(remainder ^ byte) & 0xff]) ^ (remainder >>> 8)
  }
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    feed(unit & 0xff)
    feed(unit >>> 8)
  }
  return ((remainder ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0")
}
