/**
 * Numbers of things in words.
 */

/** Such as `1 peer` or `2 peers`. */
export const count = (number: number, thing: string): string =>
  `${number} ${thing}${number === 1 ? "" : "s"}`
