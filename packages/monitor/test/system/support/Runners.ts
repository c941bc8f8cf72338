/**
 * Runners of a cluster as processes.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { Effect } from "effect"
import { type Connection, url } from "../../support/Postgres.ts"
import type { Place } from "./Scene.ts"

const script = fileURLToPath(new URL("runner.ts", import.meta.url))

/** A process that takes part. */
export interface Runner {
  /** What it has written so far. */
  readonly output: () => string
  /** Where the others reach it, as soon as it has said so. */
  readonly address: Effect.Effect<string>
  readonly signal: (signal: NodeJS.Signals) => Effect.Effect<void>
  /** Waits until it is gone. */
  readonly ended: Effect.Effect<void>
}

export interface Cluster {
  readonly database: Connection
  readonly places: ReadonlyArray<Place>
  readonly intervalMillis: number
}

/** Starts one that is killed when the scope closes. */
export const start = ({ database, places, intervalMillis }: Cluster) =>
  Effect.acquireRelease(
    Effect.sync((): Runner => {
      const instructions = JSON.stringify({
        database: url(database),
        targets: places.map(({ name, endpoint }) => ({ name, endpoint })),
        intervalMillis,
      })
      const child = spawn(process.execPath, [script, instructions], {
        env: { PATH: process.env["PATH"] },
        stdio: ["ignore", "pipe", "pipe"],
      })
      let output = ""
      const address = Promise.withResolvers<string>()
      const note = (text: string) => {
        output += text
        const [, found] = /can be reached at ([0-9.:]+)/.exec(output) ?? []
        if (found !== undefined) address.resolve(found)
      }
      child.stdout.setEncoding("utf8").on("data", note)
      child.stderr.setEncoding("utf8").on("data", note)
      const exited = once(child, "exit").then(() => address.reject(new Error(output)))
      // Only who asks for it has to know that there is none.
      address.promise.catch(() => {})
      return {
        output: () => output,
        address: Effect.promise(() => address.promise),
        signal: (signal) => Effect.sync(() => child.kill(signal)),
        ended: Effect.promise(() => exited),
      }
    }),
    ({ signal, ended }) => Effect.andThen(signal("SIGKILL"), ended),
  )
