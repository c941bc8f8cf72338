import { X509Certificate } from "node:crypto"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createSecureContext } from "node:tls"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Certificate from "../../src/source/Certificate.ts"
import { streams } from "../support/streams.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "route-server-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

const DAY = 86_400_000

describe("A certificate that signs itself", () => {
  it.live("is for this machine and the host, and good for about a year", () =>
    Effect.gen(function* () {
      const path = join(folder, "ca.pem")
      const { cert, key } = yield* Certificate.selfSigned(path, "ec2.test")
      createSecureContext({ cert, key })
      const certificate = new X509Certificate(cert)
      assert.isTrue(certificate.verify(certificate.publicKey))
      assert.isTrue(certificate.ca)
      for (const name of ["localhost", "ec2.test"]) {
        assert.strictEqual(certificate.checkHost(name), name)
      }
      for (const ip of ["127.0.0.1", "::1"]) assert.strictEqual(certificate.checkIP(ip), ip)
      assert.isUndefined(certificate.checkHost("other.test"))
      const [from, to] = [certificate.validFromDate, certificate.validToDate].map(Number)
      assert.isBelow((to ?? 0) - (from ?? 0), 398 * DAY)
      assert.isAbove((to ?? 0) - (from ?? 0), 300 * DAY)
      assert.isBelow(from ?? 0, Date.now())
    }),
  )

  it.live("is written to the file alone, over an older one, and its key nowhere", () =>
    Effect.gen(function* () {
      const path = join(folder, "trust.pem")
      const first = yield* Certificate.selfSigned(path, "127.0.0.1")
      const second = yield* Certificate.selfSigned(path, "127.0.0.1")
      assert.notStrictEqual(first.cert, second.cert)
      assert.notStrictEqual(first.key, second.key)
      assert.strictEqual(readFileSync(path, "utf8"), second.cert)
      assert.notInclude(readFileSync(path, "utf8"), "PRIVATE")
      const others = readdirSync(folder).filter((name) => name.startsWith("trust.pem"))
      assert.deepStrictEqual(others, ["trust.pem"])
    }),
  )

  it.live("is not written over anything else", () =>
    Effect.gen(function* () {
      const path = join(folder, "notes.txt")
      writeFileSync(path, "keep me")
      const { message } = yield* Effect.flip(Certificate.selfSigned(path, "127.0.0.1"))
      assert.strictEqual(
        message,
        `can't write '${path}': there is a file with something else than a certificate`,
      )
      assert.strictEqual(readFileSync(path, "utf8"), "keep me")
      const nowhere = join(folder, "none", "ca.pem")
      const error = yield* Effect.flip(Certificate.selfSigned(nowhere, "127.0.0.1"))
      assert.match(error.message, /^can't write '.*ca\.pem': ENOENT/)
    }),
  )
})

describe("A certificate out of files", () => {
  it.live("is read with its key, both of which have to be there", () =>
    Effect.gen(function* () {
      const [cert, key] = ["cert.pem", "key.pem"].map((name) => join(folder, name))
      if (cert === undefined || key === undefined) return assert.fail()
      const refusal = Effect.map(Effect.flip(Certificate.load(cert, key)), ({ message }) => message)
      const mine = yield* Certificate.selfSigned(cert, "127.0.0.1")
      assert.strictEqual(yield* refusal, `can't read '${key}': there is no such file`)
      writeFileSync(key, mine.cert)
      assert.strictEqual(
        yield* refusal,
        `'${key}' holds no private key without a passphrase in PEM`,
      )
      const other = yield* Certificate.selfSigned(join(folder, "other.pem"), "127.0.0.1")
      writeFileSync(key, other.key)
      assert.strictEqual(
        yield* refusal,
        `the key in '${key}' is not that of the certificate in '${cert}'`,
      )
      writeFileSync(key, mine.key)
      assert.deepStrictEqual(yield* Certificate.load(cert, key), mine)
      writeFileSync(cert, "notes")
      assert.strictEqual(yield* refusal, `'${cert}' holds no certificate in PEM`)
    }).pipe(Effect.provide(streams())),
  )
})
