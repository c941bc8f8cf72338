/**
 * What it takes to import the packages as they are installed: whole processes, from their
 * start to their end, against the imports that nobody who uses the packages gets around.
 */
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { missing, usageOf } from "../processes.ts"
import type { Contest, Suite } from "../Suite.ts"

const packages = fileURLToPath(new URL("../../../packages", import.meta.url))

/** Puts packages as they are published, and what they need, into a folder. */
const install = (folder: string, ...names: ReadonlyArray<string>): void => {
  for (const name of names) {
    const from = join(packages, name)
    const to = join(folder, "node_modules/@route-server", name)
    const manifest = JSON.parse(readFileSync(join(from, "package.json"), "utf8"))
    cpSync(join(from, "dist"), join(to, "dist"), { recursive: true })
    const published = { ...manifest, ...manifest.publishConfig }
    writeFileSync(join(to, "package.json"), JSON.stringify(published))
    for (const needed of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      const link = join(folder, "node_modules", needed)
      if (needed.startsWith("@route-server/")) continue
      mkdirSync(dirname(link), { recursive: true })
      rmSync(link, { force: true })
      symlinkSync(join(from, "node_modules", needed), link)
    }
  }
}

/** The modules of effect that core imports, by their paths. */
const modulesOfEffect = (): ReadonlyArray<string> => {
  const core = join(packages, "core/dist")
  const found = globSync("**/*.js", { cwd: core }).flatMap((file) =>
    [...readFileSync(join(core, file), "utf8").matchAll(/ from "effect\/([\w/]+)"/g)].map(
      ([, name = ""]) => name,
    ),
  )
  return [...new Set(found)]
}

export const imports: Suite = {
  name: "imports",
  seconds: 15,
  isQuick: false,
  prepare: async () => {
    const lacks = missing({})
    if (lacks.length > 0) throw new Error(lacks.join("; "))
    const folder = mkdtempSync(join(tmpdir(), "route-server-imports-"))
    install(folder, "core", "adapter-aws")
    const importing = (name: string, ...modules: ReadonlyArray<string>) => {
      const file = join(folder, `${name}.js`)
      writeFileSync(file, modules.map((module) => `import ${JSON.stringify(module)}\n`).join(""))
      return async () => (await usageOf({ line: [process.execPath, file] })).cpu
    }
    // What effect's index does not have is imported by its path there, too.
    const apart = modulesOfEffect().filter((name) => name.includes("/"))
    const contests: ReadonlyArray<Contest> = [
      {
        work: "import core",
        measure: "milliseconds",
        ours: importing("core", "@route-server/core"),
        against: [
          {
            name: "effect's index",
            run: importing("index", "effect", ...apart.map((name) => `effect/${name}`)),
            limit: 0.7,
          },
          {
            name: "core's modules of effect alone",
            run: importing("paths", ...modulesOfEffect().map((name) => `effect/${name}`)),
            limit: 1,
          },
        ],
      },
      {
        work: "import the AWS adapter",
        measure: "milliseconds",
        ours: importing("adapter", "@route-server/adapter-aws"),
        against: [
          { name: "the AWS SDK's client", run: importing("sdk", "@aws-sdk/client-ec2"), limit: 1 },
        ],
      },
    ]
    return { contests, dispose: () => rmSync(folder, { recursive: true, force: true }) }
  },
}
