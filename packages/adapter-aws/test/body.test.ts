import { once } from "node:events"
import { Readable } from "node:stream"
import { assert, describe, it } from "@effect/vitest"
import { read } from "../src/internal/body.ts"

const bytes = (text: string) => new TextEncoder().encode(text)

const whole = (body: unknown, longest = 100) =>
  read(body, longest, async (other) => bytes(`collected ${String(other)}`)).then((read) =>
    new TextDecoder().decode(read),
  )

const failed = (body: unknown, longest?: number) =>
  whole(body, longest).then(
    (read) => assert.fail(`was read: ${read}`),
    (error: unknown) => error,
  )

async function* pieces() {
  yield bytes("ab")
  yield bytes("")
  yield bytes("cde")
}

const withoutIteration = (stream: Readable) =>
  Object.defineProperty(stream, Symbol.asyncIterator, { value: undefined })

const broken = () =>
  new Readable({
    read() {
      this.push("ab")
      this.destroy()
    },
  })

describe("The bytes of a body", () => {
  it.each<[what: string, body: () => unknown, text: string]>([
    ["none", () => undefined, ""],
    ["bytes", () => bytes("abcde"), "abcde"],
    ["a stream of Node's", () => Readable.from(pieces()), "abcde"],
    ["an empty stream of Node's", () => Readable.from([]), ""],
    [
      "a stream that can't be iterated, as of old",
      () => withoutIteration(Readable.from(pieces())),
      "abcde",
    ],
    ["a stream of the web's", () => Readable.toWeb(Readable.from(pieces())), "abcde"],
    ["an iterable", pieces, "abcde"],
    ["what only the client can read", () => 7, "collected 7"],
  ])("are those of %s", async (_, body, text) => {
    assert.strictEqual(await whole(body()), text)
    if (text === "") return
    assert.strictEqual(await whole(body(), text.length), text)
    assert.include(await failed(body(), text.length - 1), {
      name: "BodyTooLong",
      message: `The body of the answer is longer than the ${text.length - 1} bytes that maxResponseBytes allows`,
    })
  })

  it("are not waited for where a stream broke off, or does before its end", async () => {
    const over = Readable.from(pieces())
    over.destroy()
    await once(over, "close")
    const code = "ERR_STREAM_PREMATURE_CLOSE"
    assert.include(await failed(over), { code })
    const error = await failed(broken())
    assert.include(error, { code })
    assert.strictEqual(String(error), "Error: the answer broke off")
  })

  it("are not those of a stream that fails", async () => {
    const fault = new Error("no more")
    const body = Readable.from(pieces())
    body.once("data", () => body.destroy(fault))
    assert.strictEqual(await failed(body), fault)
  })

  it("close a stream that has too many", async () => {
    const body = Readable.from(pieces())
    await failed(body, 1)
    assert.isTrue(body.destroyed)
  })
})
