/**
 * The examples in documents and docstrings, as programs.
 *
 * A line `expression // => value`, or a line `// => value` below an expression,
 * states what the expression is equal to; here it becomes an assertion.
 */
import { readFileSync } from "node:fs"
import { dirname, resolve } from "node:path"

export interface Example {
  /** The file that the example stands in, and the line where it begins. */
  readonly source: string
  /** The example with its statements turned into assertions. */
  readonly program: string
  /** The number of values that it states. */
  readonly statements: number
  /** Whether it is a test file, marked as `ts vitest`, rather than a program. */
  readonly isTest: boolean
}

/** A line that does not belong to the expression below it: a blank one, or a statement made before. */
const ENDS_BEFORE = /^\s*$|^assertDeepEqual\(/

const STATEMENT = /^(\s*)(.*?)\s*\/\/ => (.+)$/

/** An example beside a module imports it as its neighbours do; from elsewhere it needs the whole path. */
const withWholePaths = (line: string, folder: string): string =>
  line.replace(/ from "(\.[^"]+)"$/, (_, path) => ` from "${resolve(folder, path)}"`)

const toProgram = (code: ReadonlyArray<string>): Omit<Example, "source" | "isTest"> => {
  const lines: Array<string> = []
  let statements = 0
  for (const line of code) {
    const [, , expression = "", value] = STATEMENT.exec(line) ?? []
    if (value === undefined) {
      lines.push(line)
      continue
    }
    statements += 1
    let start = lines.length
    while (expression === "" && start > 0 && !ENDS_BEFORE.test(lines[start - 1] ?? "")) start -= 1
    const stated = expression === "" ? lines.splice(start).join("\n") : expression
    lines.push(`assertDeepEqual(${stated}, ${value})`)
  }
  const assertion = `import { deepStrictEqual as assertDeepEqual } from "node:assert"`
  return { program: [assertion, ...lines, "export {}", ""].join("\n"), statements }
}

/** The ts code blocks of a Markdown file, given by its path in the repository, or of the docstrings of a TypeScript file. */
export const examplesIn = (root: string, file: string): ReadonlyArray<Example> => {
  const isCode = file.endsWith(".ts")
  const examples: Array<Example> = []
  let code: Array<string> | undefined
  let begin = 0
  let isTest = false
  for (const [index, raw] of readFileSync(resolve(root, file), "utf8").split("\n").entries()) {
    const line = isCode ? raw.replace(/^\s*\* ?/, "") : raw
    if (code === undefined) {
      if (/^```ts( vitest)?$/.test(line) && (!isCode || raw.trimStart().startsWith("*"))) {
        code = []
        isTest = line.endsWith("vitest")
        begin = index + 1
      }
    } else if (line === "```") {
      examples.push({ source: `${file}:${begin}`, ...toProgram(code), isTest })
      code = undefined
    } else {
      code.push(withWholePaths(line, dirname(resolve(root, file))))
    }
  }
  if (code !== undefined) throw new Error(`${file}:${begin}: the example does not end`)
  return examples
}
