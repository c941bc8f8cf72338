import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

const bin = fileURLToPath(new URL("../../src/bin.ts", import.meta.url))

/** In milliseconds. On a machine that has much else to do, a process takes its time to start. */
export const PROCESS_TIMEOUT = 600_000

/** Starts the command as a process of its own. */
export const start = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>> = {},
) => {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env["PATH"], ...environment },
  })
  const text = async (stream: AsyncIterable<Buffer>) => {
    const chunks: Array<Buffer> = []
    for await (const chunk of stream) chunks.push(chunk)
    return Buffer.concat(chunks).toString()
  }
  // A child that is gone before it has read everything is no failure of the test.
  child.stdin.on("error", () => {})
  // A test may have closed it.
  const stderr = text(child.stderr).catch(() => "")
  const closed = once(child, "close")
  return {
    child,
    /** How it ended, without what it wrote to standard output. */
    ended: async () => ({ status: (await closed)[0], stderr: await stderr }),
    /** How it ended. */
    result: async (input = "") => {
      child.stdin.end(input)
      const stdout = await text(child.stdout)
      return { status: (await closed)[0], stdout, stderr: await stderr }
    },
  }
}
