/**
 * What the environment and the terminal say about how to show things.
 */

/** What is shown on. */
export interface Screen {
  /** Its width. */
  readonly columns: number
  /** Whether it shows colours. */
  readonly colors: boolean
}

/** The width to assume when nothing tells. */
const USUAL_COLUMNS = 80

/**
 * The screen to render for.
 *
 * **Details**
 *
 * The width is that of the terminal or `COLUMNS`, whichever is less, and 80 if
 * neither is known. Colours need a terminal that is not `dumb`, and `NO_COLOR`
 * unset or empty.
 *
 * **Example** (Output into a file)
 *
 * ```ts
 * import { screenOf } from "./Screen.ts"
 *
 * screenOf({ isTerminal: false, terminalColumns: undefined, environment: {} })
 * // => { columns: 80, colors: false }
 * ```
 */
export const screenOf = ({
  environment,
  isTerminal,
  terminalColumns,
}: {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly isTerminal: boolean
  readonly terminalColumns: number | undefined
}): Screen => {
  const asked = Number(environment["COLUMNS"])
  const known = [asked, terminalColumns ?? 0].filter(
    (width) => Number.isInteger(width) && width > 0,
  )
  return {
    columns: known.length === 0 ? USUAL_COLUMNS : Math.min(...known),
    colors: isTerminal && !environment["NO_COLOR"] && environment["TERM"] !== "dumb",
  }
}
