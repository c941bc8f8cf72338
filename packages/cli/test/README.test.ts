import { spawnSync } from "node:child_process"
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as TargetsFile from "@route-server/adapter-aws/TargetsFile"
import { FilterName } from "@route-server/core"
import { Faults } from "@route-server/endpoint"
import { Option, Result } from "effect"
import { parse as parseYaml } from "yaml"
import { parse } from "../src/arguments/FaultShorthand.ts"
import * as ExitStatus from "../src/output/ExitStatus.ts"
import { PROCESS_TIMEOUT } from "./support/process.ts"

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")

const names = FilterName.catalogue.map(({ attribute, names }) => {
  const shown = names.map(({ name }) => `\`${name}\``).join(", ")
  const accepted = names.filter(({ acceptedByAws }) => acceptedByAws)
  const known = accepted.map(({ evidence, name }) => `\`${name}\` (${evidence})`).join(", ")
  return `| ${attribute} | ${shown} | ${known || "none is taken to be"} |`
})

const table = ["| what it selects | names | accepted by AWS |", "|---|---|---|", ...names].join(
  "\n",
)

/** The first code in a language in a text. */
const codeOf = (language: string, text = readme): string =>
  new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "m").exec(text)?.[1] ?? ""

/** A test in Python runs where its AWS SDK is installed. */
const hasBoto3 = spawnSync("python3", ["-c", "import boto3"]).status === 0

describe("The README", () => {
  it("has faults that are some, as flags and in a file", () => {
    const [, section = ""] = readme.split("### A service that fails")
    const rows = section.split("\n").filter((line) => /^\| `[A-Z]/.test(line))
    const texts = rows.flatMap((row) =>
      Array.from(row.matchAll(/`([A-Z][A-Za-z]+(?:=\w+)?)`/g), ([, text = ""]) => text),
    )
    const rules = texts.map((text) => Option.getOrThrow(parse(text)))
    assert.isAbove(Result.getOrThrow(Faults.decodeRules(rules)).length, 12)
    assert.lengthOf(Result.getOrThrow(Faults.decodeRules(parseYaml(codeOf("yaml", section)))), 4)
  })

  it("has accounts of a fleet that are some", () => {
    const [, section = ""] = readme.split("`--targets` is a file of accounts")
    const accounts = Result.getOrThrow(TargetsFile.decode(codeOf("yaml", section)))
    assert.deepStrictEqual(
      accounts.map(({ name }) => name),
      ["prod", "lab"],
    )
  })

  it.runIf(hasBoto3)("has a test in Python that passes", { timeout: PROCESS_TIMEOUT }, () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    const command = join(folder, "route-server")
    const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url))
    writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`)
    chmodSync(command, 0o755)
    const { status, stderr } = spawnSync("python3", ["-c", codeOf("python")], {
      encoding: "utf8",
      env: { ...process.env, PATH: `${folder}:${process.env["PATH"]}` },
    })
    rmSync(folder, { recursive: true })
    assert.strictEqual(status, 0, stderr)
  })

  it("has the names of all filters, as the catalogue has them", () => {
    assert.include(readme, `\n${table}\n`)
  })

  it("has every exit status", () => {
    for (const status of Object.values(ExitStatus)) {
      assert.match(readme, new RegExp(`^\\| (?:\\d+, )*${status}(?:, \\d+)* \\|`, "m"))
    }
  })
})
