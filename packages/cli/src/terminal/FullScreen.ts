/**
 * The whole screen of a terminal, drawn over and over in place: what to send to it.
 *
 * It is the terminal's second screen, so that what stood there before comes back. The
 * cursor is out of sight and, after each frame, at the top: what somebody types is
 * shown there until the next one, and scrolls nothing.
 */

const ESCAPE = "\u001b["

/** Takes the screen. Lines don't wrap: one that is too long, on a terminal just made narrower, is cut. */
export const enter = `${ESCAPE}?1049h${ESCAPE}?25l${ESCAPE}?7l`

/** Gives it back as it was. */
export const leave = `${ESCAPE}?7h${ESCAPE}?25h${ESCAPE}?1049l`

/**
 * One frame of so many rows. Each is emptied before it is written: emptied afterwards,
 * it would lose its last column.
 */
export const frame = (lines: ReadonlyArray<string>, rows: number): string =>
  `${ESCAPE}H${Array.from({ length: rows }, (_, row) => `${ESCAPE}2K${lines[row] ?? ""}`).join("\r\n")}${ESCAPE}H`

/** Puts a line in place of the one that the cursor is on. */
export const replaceLine = (line: string): string => `\r${ESCAPE}K${line}`
