import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, assert, describe, it } from "@effect/vitest"
import * as ExitStatus from "../src/output/ExitStatus.ts"
import { inPackage } from "../src/Package.ts"
import { PROCESS_TIMEOUT } from "./support/process.ts"

/** The package as it is installed, with a command that only says that it runs. */
const installed = mkdtempSync(join(tmpdir(), "route-server-entry-"))
afterAll(() => rmSync(installed, { recursive: true }))
cpSync(fileURLToPath(inPackage("package.json")), join(installed, "package.json"))
cpSync(fileURLToPath(inPackage("bin")), join(installed, "bin"), { recursive: true })
mkdirSync(join(installed, "dist"))
writeFileSync(join(installed, "dist/bin.js"), `console.log("runs with", ...process.argv.slice(2))`)

/** Runs the entry on a runtime that says that it is of these versions. */
const runOn = (versions: Readonly<Record<string, string>>) => {
  const disguise = join(installed, "disguise.cjs")
  const version = `v${versions["node"]}`
  writeFileSync(
    disguise,
    `Object.defineProperties(process, {
      versions: { value: ${JSON.stringify(versions)} },
      version: { value: ${JSON.stringify(version)} },
    })`,
  )
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--require", disguise, join(installed, "bin/route-server.cjs"), "peers"],
    // While it blocks this thread, nothing else can end it.
    { encoding: "utf8", timeout: PROCESS_TIMEOUT },
  )
  return { status, stdout, stderr }
}

describe("The entry of the command", { timeout: PROCESS_TIMEOUT }, () => {
  it.each(["8.17.0", "20.20.2", "22.9.0", "22.18.0"])(
    "tells Node %s that it is too old",
    (node) => {
      assert.deepStrictEqual(runOn({ node }), {
        status: ExitStatus.CONFIGURATION,
        stdout: "",
        stderr: `route-server: needs Node 22.19 or later; this is v${node}\n`,
      })
    },
  )

  it.each(["22.19.0", "22.20.1", "24.0.0", "26.10.0"])("runs on Node %s", (node) => {
    assert.deepStrictEqual(runOn({ node }), { status: 0, stdout: "runs with peers\n", stderr: "" })
  })

  it.each(["bun", "deno"])("runs on %s, whichever Node it passes for", (name) => {
    assert.strictEqual(runOn({ node: "20.0.0", [name]: "1.0.0" }).stdout, "runs with peers\n")
  })
})
