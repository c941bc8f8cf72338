/**
 * Chance that can be repeated: numbers that look random and follow from a seed.
 */

/** Mixes the bits of a number of 32 bits; no two have the same mixture. */
export const mix = (number: number): number => {
  let bits = number | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** A number of 32 bits for a text. */
export const hash = (text: string): number => {
  let bits = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193)
  }
  return mix(bits)
}

/** The 17 hex digits of an ID of today, different for each number. */
export const idBody = (salt: number, number: number): string => {
  const digits = mix(number ^ mix(salt))
  const more = mix(digits ^ 0x5bd1e995)
  return `0${digits.toString(16).padStart(8, "0")}${more.toString(16).padStart(8, "0")}`
}
