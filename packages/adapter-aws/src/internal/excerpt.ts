/**
 * What others wrote, as a message of the adapter's shows it.
 */

const LONGEST = 300
const BEGINNING = 200
const END = 80

/** A text without its middle if it is too long to read; a fault's place stands at its end. */
export const excerpt = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, BEGINNING)}…${text.slice(-END)}`.toWellFormed()
