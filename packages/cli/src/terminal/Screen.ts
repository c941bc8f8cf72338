/**
 * What the environment and the terminal say about how to show things.
 */

/** What is shown on. */
export interface Screen {
  /** Its width; infinite where nothing needs to be left out, as in a file or a pipe. */
  readonly columns: number
  /** Whether it shows colours. */
  readonly colors: boolean
}

/** Whether to show colours: yes, no, or where there is somebody to see them. */
export type Color = "on" | "off" | "auto"

/** The width to assume of a terminal that does not tell. */
const USUAL_COLUMNS = 80

/**
 * The screen to render for.
 *
 * **Details**
 *
 * The width is that of the terminal or `COLUMNS`, whichever is less, and 80 if
 * neither is known; what is no terminal takes lines of any length. Colours are as
 * asked for; where that is `auto`, not with a `NO_COLOR` that is not empty, else
 * with such a `FORCE_COLOR` unless it is `0`, and else on a terminal that is not
 * `dumb`.
 *
 * **Example** (Output into a file)
 *
 * ```ts
 * import { screenOf } from "./Screen.ts"
 *
 * screenOf({ isTerminal: false, terminalColumns: undefined, environment: {} })
 * // => { columns: Infinity, colors: false }
 * ```
 */
export const screenOf = (
  {
    environment,
    isTerminal,
    terminalColumns,
  }: {
    readonly environment: Readonly<Record<string, string | undefined>>
    readonly isTerminal: boolean
    readonly terminalColumns: number | undefined
  },
  color: Color = "auto",
): Screen => {
  const colors = color === "auto" ? showsColors(environment, isTerminal) : color === "on"
  if (!isTerminal) return { columns: Number.POSITIVE_INFINITY, colors }
  const asked = Number(environment["COLUMNS"])
  const known = [asked, terminalColumns ?? 0].filter(
    (width) => Number.isInteger(width) && width > 0,
  )
  return {
    columns: known.length === 0 ? USUAL_COLUMNS : Math.min(...known),
    colors,
  }
}

const showsColors = (
  { FORCE_COLOR, NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean => {
  if (NO_COLOR) return false
  return FORCE_COLOR ? FORCE_COLOR !== "0" : isTerminal && TERM !== "dumb"
}
