/**
 * What others wrote, as a message of the adapter's shows it.
 */

const LONGEST = 300
const END = 80

/**
 * A text without its middle if it is longer than so many characters; a fault's
 * place stands at its end.
 */
export const excerpt = (text: string, longest: number = LONGEST): string =>
  text.length <= longest
    ? text
    : `${text.slice(0, longest - END)}…${text.slice(-END)}`.toWellFormed()
