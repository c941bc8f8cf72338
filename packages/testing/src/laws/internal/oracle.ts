/**
 * The meaning of filter patterns, told a second time and in another way than core
 * tells it: by recursion on what is left of the pattern and of the text, with a
 * memory, so that no case is worked out twice. It must stay apart from core's, or
 * it would be no witness.
 */
export const oracle = (pattern: string, text: string): boolean => {
  const ps = Array.from(pattern)
  const ts = Array.from(text)
  /** 0 where it is not known yet, 1 where the rest does not fit, 2 where it does. */
  const known = new Uint8Array((ps.length + 2) * (ts.length + 2))
  const fits = (p: number, t: number): boolean => {
    const key = p * (ts.length + 1) + t
    if (known[key] === 0) known[key] = decide(p, t) ? 2 : 1
    return known[key] === 2
  }
  const decide = (p: number, t: number): boolean => {
    const character = ps[p]
    if (character === undefined) return t === ts.length
    if (character === "*") return fits(p + 1, t) || (t < ts.length && fits(p, t + 1))
    if (character === "?") return fits(p + 1, t) || (t < ts.length && fits(p + 1, t + 1))
    if (character !== "\\") return ts[t] === character && fits(p + 1, t + 1)
    const escaped = ps[p + 1]
    return escaped === undefined
      ? ts[t] === "\\" && t + 1 === ts.length
      : ts[t] === escaped && fits(p + 2, t + 1)
  }
  return fits(0, 0)
}
