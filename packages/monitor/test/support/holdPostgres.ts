/** Starts a Postgres, tells its port, and holds it until it is killed. */
import { Effect } from "effect"
import { Postgres } from "./Postgres.ts"

await Effect.gen(function* () {
  const postgres = yield* Postgres
  console.log((yield* postgres.database).port)
  return yield* Effect.never
}).pipe(Effect.provide(Postgres.layer), Effect.runPromise)
