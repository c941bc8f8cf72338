/**
 * Scrambles a number of 32 bits. Different numbers stay different, so numbers
 * that count up become names that look random and never collide. (The finisher
 * of MurmurHash3.)
 */
export const mix = (number: number): number => {
  let bits = number | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
