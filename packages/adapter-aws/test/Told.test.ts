import { assert, describe, it } from "@effect/vitest"
import { OwnFault, property, toCause, told, toldOf, toldOfRegion } from "../src/internal/Told.ts"

const settingsOf = (...settings: ReadonlyArray<string>) => ({
  rawErrors: false,
  isSetting: (text: string) => settings.includes(text),
})
const telling = settingsOf()
const raw = { ...telling, rawErrors: true }

const failure = (message: string, members: object = {}) =>
  Object.assign(new Error(message), members)

const long = (length: number) => "a".repeat(length)

describe("What is told of an error", () => {
  it.each<[name: string, isTold: boolean]>([
    ["Odd", true],
    [long(15), true],
    [long(16), false],
    [`${long(40)}Error`, true],
    [`${long(40)}Exception`, true],
    [`${long(41)}Error`, false],
    [`${long(20)}Errors`, false],
    [`1${long(20)}Error`, false],
    ["Odd1", false],
    ["1Odd", false],
    ["", false],
  ])("is its name, if it has the form of one: %s", (name, isTold) => {
    assert.strictEqual(told(failure("said", { name }), telling), isTold ? name : "Error")
  })

  // Codes of Node.js and of OpenSSL.
  it.each<[code: string, isTold: boolean]>([
    ["EAI_AGAIN", true],
    ["E2BIG", true],
    ["E".repeat(15), true],
    ["E".repeat(16), false],
    ["ERR_STREAM_PREMATURE_CLOSE", true],
    ["HPE_INVALID_CHUNK_SIZE", true],
    ["CERT_CHAIN_TOO_LONG", true],
    ["CRL_SIGNATURE_FAILURE", true],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", true],
    ["SELF_SIGNED_CERT_IN_CHAIN", true],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", true],
    ["HOSTNAME_MISMATCH", true],
    [`ERR_${"X".repeat(40)}`, true],
    [`ERR_${"X".repeat(41)}`, false],
    ["XERR_STREAM_PREMATURE_CLOSE", false],
    ["ERR_STREAM_PREMATURE_CLOSEd", false],
    ["ACCESS_KEY_ID_AKIA", false],
    ["enoent", false],
    ["EPERMx", false],
    ["xEPERM", false],
  ])("is its code, if it has the form of one: %s", (code, isTold) => {
    assert.strictEqual(told(failure("said", { code }), telling), isTold ? code : "Error")
  })

  it.each<[address: string, isTold: boolean]>([
    ["127.0.0.1", true],
    ["255.255.255.255", true],
    ["1.2.3", false],
    ["1.2.3.4.5", false],
    ["1234.0.0.1", false],
    ["127.0.0.1234", false],
    ["x127.0.0.1", false],
    ["127.0.0.1x", false],
    ["::", true],
    ["::1", true],
    ["fe80::8A2e:370:7334", true],
    ["1:2:3:4:5:6:7:8", true],
    ["::ffff:255.255.255.25", true],
    ["1:2:3:4:5:6:7:8:9", false],
    ["12345::1", false],
    ["fe80::1%eth0", false],
    ["g::1", false],
    [`::${long(15)}`, true],
    [`::${long(16)}`, false],
    ["1:2", false],
  ])("is the address, if it has the form of one: %s", (address, isTold) => {
    const error = failure("", { code: "EIO", address })
    assert.strictEqual(told(error, telling), isTold ? `EIO ${address}` : "EIO")
  })

  it.each<[hostname: string, isTold: boolean]>([
    ["localhost", true],
    ["ec2.eu-west-1.amazonaws.com", true],
    [long(15), true],
    [long(16), false],
    [`${long(15)}.test`, true],
    [`${long(16)}.test`, false],
    [`${"a.".repeat(8)}a`, true],
    [`${"a.".repeat(9)}a`, false],
    [".test", false],
    ["test.", false],
    ["a b", false],
    ["a/b.test", false],
  ])("is the host, if it has the form of one: %s", (hostname, isTold) => {
    const error = failure("", { code: "ENOTFOUND", syscall: "getaddrinfo", hostname })
    const place = isTold ? ` getaddrinfo ${hostname}` : " getaddrinfo"
    assert.strictEqual(told(error, telling), `ENOTFOUND${place}`)
  })

  it("is its text, if it is one of this adapter's, and nobody else's", () => {
    assert.strictEqual(told(new OwnFault("Odd", "in words"), telling), "in words")
    const like = Object.assign(Object.create(OwnFault.prototype), { message: "in words" })
    assert.strictEqual(told(like, telling), "Error")
  })

  it("is its text for who asks for it, unless there is none", () => {
    assert.strictEqual(told(failure("so", { code: "EIO" }), raw), "so")
    assert.strictEqual(told(failure(" \n", { code: "EIO" }), raw), "EIO")
    assert.strictEqual(told({ name: "Odd" }, raw), "Odd")
  })

  it("is the URL that is none, if it is a setting", () => {
    const invalid = failure("Invalid URL", { code: "ERR_INVALID_URL", input: "no url" })
    assert.strictEqual(told(invalid, settingsOf("no url")), 'Invalid URL "no url"')
    assert.strictEqual(told(invalid, telling), "Invalid URL")
    const others = [
      failure("Invalid URL", { code: "ERR_INVALID_URL" }),
      failure("x", { code: "ERR_INVALID_URI", input: "no url" }),
    ]
    assert.deepStrictEqual(
      others.map((error) => told(error, settingsOf("no url"))),
      ["ERR_INVALID_URL", "ERR_INVALID_URI"],
    )
  })

  it.each<[length: number, shown: string]>([
    [100, "a".repeat(100)],
    [101, `${"a".repeat(100)}…`],
  ])("shows the beginning of a long setting: %d characters", (length, shown) => {
    const input = long(length)
    const invalid = failure("Invalid URL", { code: "ERR_INVALID_URL", input })
    assert.strictEqual(told(invalid, settingsOf(input)), `Invalid URL "${shown}"`)
  })

  it("cuts no character of a setting in two", () => {
    const input = `${long(99)}\u{1F600}`
    const invalid = failure("Invalid URL", { code: "ERR_INVALID_URL", input })
    assert.strictEqual(told(invalid, settingsOf(input)), `Invalid URL "${long(99)}\uFFFD…"`)
  })

  it.each<[text: string, expected: string, settings?: ReadonlyArray<string>]>([
    ["Command failed: vault --key s3cret\ns3cret", "Command failed: vault"],
    [`Command failed: /opt/bin/${long(15)} --key s3cret`, `Command failed: ${long(15)}`],
    [`Command failed: /opt/bin/${long(16)}`, "Error"],
    [
      `Command failed: /opt/bin/${long(16)} --key s3cret\nsaid`,
      `Command failed: ${long(16)}`,
      [`/opt/bin/${long(16)} --key s3cret`],
    ],
    [`Command failed: ${long(16)} --now`, `Command failed: ${long(16)}`, [long(16)]],
    ['Command failed: "C:\\Program Files\\vault.exe" --now', "Command failed: vault.exe"],
    ["Command failed: '/opt/my tools/vault' --now", "Command failed: vault"],
    ["Command failed: KEY=s3cret vault", "Error"],
    ["Command failed: /opt/bin/", "Error"],
    ['Command failed: "vault\n"', "Error"],
    ["Command failed: 'vault\n'", "Error"],
    ["A Command failed: vault", "Error"],
    ["Command failed: ", "Error"],
  ])(
    "is the program that failed, without its arguments and what it said: %j",
    (text, expected, settings = []) => {
      assert.strictEqual(told(failure(text), settingsOf(...settings)), expected)
    },
  )

  it.each<[text: string, expected: string, settings?: ReadonlyArray<string>]>([
    [`Profile ${long(15)} was not found. s3cret`, `Profile ${long(15)} was not found`],
    [`Profile ${long(16)} was not found. s3cret`, "Profile … was not found"],
    [`Profile ${long(16)} was not found.`, `Profile ${long(16)} was not found`, [long(16)]],
    ["Token is expired. s3cret", "Token is expired."],
    ["My Token is expired.", "Error"],
    ["Profile s3 cret was not found.", "Error"],
    ["Resolved credential object is not valid", "Resolved credential object is not valid"],
    ["Resolved credential object is not valid: s3cret", "Error"],
  ])(
    "is a sentence of the SDK's, without what may be a secret in it: %j",
    (text, expected, settings = []) => {
      assert.strictEqual(told(failure(text), settingsOf(...settings)), expected)
    },
  )
})

describe("What is told of a Region that is none", () => {
  const refused = (region: string) =>
    failure(`Region not accepted: region="${region}" is not a valid hostname component.`)

  it.each<[error: unknown, expected: string, settings?: ReadonlyArray<string>]>([
    [refused("eu west"), 'Region not accepted: "eu west"', ["eu west"]],
    [refused("eu\nwest"), 'Region not accepted: "eu\\nwest"', ["eu\nwest"]],
    [refused("s3cret"), "Region not accepted: 6 characters"],
    [failure("Region is missing"), "Region is missing"],
    [failure("Region is missing: s3cret"), "Error"],
    [failure(`So: ${refused("eu west").message}`), "Error", ["eu west"]],
    [failure("no", { code: "EIO" }), "EIO"],
    [undefined, "Error"],
  ])("is the Region, if it is a setting: %s", (error, expected, settings = []) => {
    assert.strictEqual(toldOfRegion(error, settingsOf(...settings)), expected)
  })
})

describe("What is told of a provider", () => {
  const provider = "fromProcess"

  it("is why it failed, if that is known, and how its program ended", () => {
    const text = "Token is expired. s3cret"
    assert.strictEqual(toldOf({ provider, text }, telling), "Token is expired.")
    assert.strictEqual(
      toldOf({ provider, text: "s3cret", exitStatus: 0 }, telling),
      "fromProcess failed (exit status 0)",
    )
    assert.strictEqual(toldOf({ provider, text: "s3cret" }, raw), "s3cret")
  })
})

describe("What is kept of an error", () => {
  it("is itself for who asks for it", () => {
    const error = failure("so")
    assert.strictEqual(toCause(error, raw), error)
  })

  it("is its type where it is no error at all", () => {
    for (const [value, type] of [
      ["s3cret", "string"],
      [undefined, "undefined"],
    ] as const) {
      const kept = toCause(value, telling)
      assert.instanceOf(kept, Error)
      assert.strictEqual(kept.message, `a value of the type ${type}`)
    }
  })
})

describe("property", () => {
  it("is absent where reading it fails, or where there is nothing to read", () => {
    const throwing = {
      get name(): never {
        throw new Error("no")
      },
    }
    assert.deepStrictEqual(
      [throwing, undefined, null, 7, {}].map((value) => property(value, "name")),
      [undefined, undefined, undefined, undefined, undefined],
    )
    assert.strictEqual(property({ name: "a" }, "name"), "a")
  })
})
