/**
 * Runners of a cluster as processes: the command, as people run it.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Effect } from "effect"
import type { Place } from "./Scene.ts"

const command = fileURLToPath(new URL("../../../../cli/src/bin.ts", import.meta.url))

/** A process that takes part. */
export interface Runner {
  /** What it has logged so far. */
  readonly log: () => string
  /** Where it can be read, as soon as it has said so. */
  readonly url: Effect.Effect<string>
  /** Where the others reach it, as soon as it has said so. */
  readonly address: Effect.Effect<string>
  readonly signal: (signal: NodeJS.Signals) => Effect.Effect<void>
  /** Waits until it is gone, and gives its exit status if it has one. */
  readonly ended: Effect.Effect<number | null>
}

/** How the command is run: with these flags, or this environment, as to where its state is. */
export interface State {
  readonly flags: ReadonlyArray<string>
  readonly environment: Readonly<Record<string, string>>
}

const FILE = "targets.yaml"

/** A file of targets for the command, that is there as long as the scope is open. */
export const targetsFile = (places: ReadonlyArray<Place>) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const folder = await mkdtemp(join(tmpdir(), "route-server-cluster-"))
      const accounts = places.map(({ account, region, endpoint }) => ({
        name: account,
        regions: [region],
        endpoint_url: endpoint,
      }))
      // JSON is YAML.
      await writeFile(join(folder, FILE), JSON.stringify({ accounts }))
      return folder
    }),
    (folder) => Effect.promise(() => rm(folder, { recursive: true })),
  ).pipe(Effect.map((folder) => join(folder, FILE)))

/** What a text has once it matches. */
const found = (pattern: RegExp) => {
  const { promise, reject, resolve } = Promise.withResolvers<string>()
  // Only who asks for it has to know that there is none.
  promise.catch(() => {})
  let text = ""
  return {
    text: () => text,
    read: (part: string) => {
      text += part
      const [, match] = pattern.exec(text) ?? []
      if (match !== undefined) resolve(match)
    },
    giveUp: (why: string) => reject(new Error(why)),
    match: Effect.promise(() => promise),
  }
}

/** Starts one that is killed when the scope closes. */
export const start = (targets: string, { environment, flags }: State) =>
  Effect.acquireRelease(
    Effect.sync((): Runner => {
      const child = spawn(
        process.execPath,
        [command, "monitor", "--cluster", "--targets", targets, "--port", "0", ...flags],
        {
          env: {
            PATH: process.env["PATH"],
            AWS_ACCESS_KEY_ID: "any",
            AWS_SECRET_ACCESS_KEY: "any",
            AWS_CONFIG_FILE: "/dev/null",
            AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
            ...environment,
          },
          stdio: ["ignore", "pipe", "pipe"],
        },
      )
      const url = found(/^(http:\S+)\n/)
      const address = found(/can be reached at ([0-9.]+:[0-9]+)/)
      child.stdout.setEncoding("utf8").on("data", url.read)
      child.stderr.setEncoding("utf8").on("data", address.read)
      const exited = once(child, "exit").then(() => {
        url.giveUp(address.text())
        address.giveUp(address.text())
        return child.exitCode
      })
      return {
        log: address.text,
        url: url.match,
        address: address.match,
        signal: (signal) => Effect.sync(() => child.kill(signal)),
        ended: Effect.promise(() => exited),
      }
    }),
    ({ ended, signal }) => Effect.andThen(signal("SIGKILL"), ended),
  )
