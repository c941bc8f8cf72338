/**
 * Whole processes: how much time of the processors they take, and how much memory at their
 * peak, which GNU time tells.
 */
import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"

/** A command with its arguments, and what of the environment it is to have besides. */
export interface Command {
  readonly line: readonly [command: string, ...args: ReadonlyArray<string>]
  readonly environment?: Readonly<Record<string, string>>
}

const TIME = "/usr/bin/time"

/** What is missing here of what processes are compared with, each with what installs it on Debian. */
export const missing = (competitors: Readonly<Record<string, string>>): ReadonlyArray<string> =>
  Object.entries({ [TIME]: "apt-get install time", ...competitors })
    .filter(([command]) => spawnSync(command, ["--version"]).status !== 0)
    .map(([command, advice]) => `${command} is not installed (${advice})`)

const start = ({ environment, line: [command, ...args] }: Command, stdout: "ignore" | "pipe") => {
  const child = spawn(command, args, {
    stdio: ["ignore", stdout, "pipe"],
    env: { ...process.env, ...environment },
  })
  let stderr = ""
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text
  })
  const ended = new Promise<string>((resolve, reject) => {
    child.on("error", reject).on("close", (status) => {
      if (status === 0) resolve(stderr)
      else reject(new Error(`${command} ${args.join(" ")} ended with ${status}: ${stderr}`))
    })
  })
  return { child, ended }
}

/** What a command writes, as it is or, of more, in short. */
export const output = async (command: Command): Promise<string> => {
  const { child, ended } = start(command, "pipe")
  const hash = createHash("sha256")
  let text = ""
  child.stdout?.on("data", (bytes: Buffer) => {
    hash.update(bytes)
    if (text.length < 100_000) text += bytes.toString()
  })
  await ended
  return text.length < 100_000 ? text : hash.digest("hex")
}

/** What a command took. */
export interface Usage {
  /** The time of the processors, in milliseconds. */
  readonly cpu: number
  /** The memory at the peak, in bytes. */
  readonly memory: number
}

/** Runs a command to its end; what it writes is thrown away. */
export const usageOf = async ({ environment, line }: Command): Promise<Usage> => {
  const timed: Command["line"] = [TIME, "--format", "%U %S %M", ...line]
  const stderr = await start({ line: timed, ...(environment && { environment }) }, "ignore").ended
  const [user, system, kilobytes] = (stderr.trimEnd().split("\n").at(-1) ?? "")
    .split(" ")
    .map(Number)
  if (user === undefined || system === undefined || kilobytes === undefined) {
    throw new Error(`${TIME} wrote ${stderr}`)
  }
  return { cpu: (user + system) * 1000, memory: kilobytes * 1024 }
}
