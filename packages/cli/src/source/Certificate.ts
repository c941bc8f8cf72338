/**
 * Certificates for a server on this machine.
 */
import { createPrivateKey, X509Certificate } from "node:crypto"
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { isIP } from "node:net"
import { Clock, Effect, Option } from "effect"
import * as TextFile from "./TextFile.ts"

/** A certificate and its private key, in PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** How long a certificate is good, in milliseconds: no longer than Apple's clients accept. */
const VALIDITY = 397 * 86_400_000

/** The milliseconds by which the clock of a client may be behind. */
const SLACK = 3_600_000

const NAMES = ["localhost", "127.0.0.1", "::1"]

const PEM = /^\s*-----BEGIN CERTIFICATE-----\r?\n[\w+/=\s]+-----END CERTIFICATE-----\s*$/

const altNameOf = (name: string) =>
  isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name }

const cantWrite = (path: string, reason: string) =>
  new TextFile.TextFileError({ message: `can't write '${TextFile.nameOf(path)}': ${reason}` })

/** Puts a text in a file, as a whole or not at all. Only a file with a certificate is written over. */
const write = Effect.fnUntraced(function* (path: string, cert: string) {
  const before = yield* Effect.option(Effect.try(() => readFileSync(path, "utf8")))
  if (Option.exists(before, (text) => text !== "" && !PEM.test(text))) {
    return yield* cantWrite(path, "there is a file with something else than a certificate")
  }
  const draft = `${path}.${process.pid}`
  yield* Effect.try({
    try: () => {
      try {
        writeFileSync(draft, cert)
        renameSync(draft, path)
      } finally {
        rmSync(draft, { force: true })
      }
    },
    catch: (cause) => cantWrite(path, cause instanceof Error ? cause.message : String(cause)),
  })
})

/**
 * Makes a certificate for this machine and a host, which signs itself, and writes it to a
 * file for clients to trust. Its key stays in memory.
 */
export const selfSigned = Effect.fnUntraced(function* (path: string, host: string) {
  const { generate } = yield* Effect.promise(() => import("selfsigned"))
  const now = yield* Clock.currentTimeMillis
  const { cert, private: key } = yield* Effect.promise(() =>
    generate([{ name: "commonName", value: "route-server serve" }], {
      keyType: "ec",
      algorithm: "sha256",
      notBeforeDate: new Date(now - SLACK),
      notAfterDate: new Date(now - SLACK + VALIDITY),
      extensions: [
        { name: "basicConstraints", cA: true, critical: true },
        { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
        { name: "extKeyUsage", serverAuth: true },
        { name: "subjectAltName", altNames: [...new Set([...NAMES, host])].map(altNameOf) },
      ],
    }),
  )
  yield* write(path, cert)
  const certificate: Certificate = { cert, key }
  return certificate
})

const parsed = <A>(path: string, what: string, parse: () => A) =>
  Effect.try({
    try: parse,
    catch: () =>
      new TextFile.TextFileError({
        message: `'${TextFile.nameOf(path)}' holds no ${what} in PEM`,
      }),
  })

/** A certificate and its key out of files. */
export const load = Effect.fnUntraced(function* (certPath: string, keyPath: string) {
  const { text: cert } = yield* TextFile.read(certPath)
  const { text: key } = yield* TextFile.read(keyPath)
  const shown = yield* parsed(certPath, "certificate", () => new X509Certificate(cert))
  const secret = yield* parsed(keyPath, "private key without a passphrase", () =>
    createPrivateKey(key),
  )
  if (!shown.checkPrivateKey(secret)) {
    return yield* new TextFile.TextFileError({
      message: `the key in '${TextFile.nameOf(keyPath)}' is not that of the certificate in '${TextFile.nameOf(certPath)}'`,
    })
  }
  const certificate: Certificate = { cert, key }
  return certificate
})
