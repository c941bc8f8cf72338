import { assert, describe, it } from "@effect/vitest"
import { PageToken, ResourceId } from "@route-server/core"
import { Base64Url } from "effect/encoding"
import fc from "fast-check"
import { crc32 } from "../src/internal/crc32.ts"

const idCharacter = fc.constantFrom(..."0123456789abcdefghijklmnopqrstuvwxyz")
const place = fc.record(
  {
    after: fc
      .array(idCharacter, { minLength: 1, maxLength: 20 })
      .map((digits) => ResourceId.RouteServerPeerId.make(`rsp-${digits.join("")}`)),
    issuedAt: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  },
  { requiredKeys: ["after"] },
)

describe("PageToken", () => {
  it("reads what it wrote", () => {
    fc.assert(
      fc.property(place, (written) => {
        assert.deepStrictEqual(PageToken.decode(PageToken.encode(written)), { ...written })
      }),
    )
  })

  it("is safe in a URL and in a shell", () => {
    fc.assert(
      fc.property(place, (written) => assert.match(PageToken.encode(written), /^[A-Za-z0-9_-]+$/)),
    )
  })

  it("refuses a token that was cut", () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.nat(), (written, a, b) => {
        const token = PageToken.encode(written)
        const [from, to] = [a % (token.length + 1), b % (token.length + 1)].sort((x, y) => x - y)
        const cut = token.slice(0, from) + token.slice(to)
        fc.pre(cut !== token)
        assert.isUndefined(PageToken.decode(cut))
      }),
    )
  })

  it("refuses a token in which any one character was altered", () => {
    fc.assert(
      fc.property(
        place,
        fc.nat(),
        fc.constantFrom(..."AZaz09_-=+/ ."),
        (written, at, character) => {
          const token = PageToken.encode(written)
          const index = at % token.length
          const altered = token.slice(0, index) + character + token.slice(index + 1)
          fc.pre(altered !== token)
          assert.isUndefined(PageToken.decode(altered))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it("refuses a token that was made up", () => {
    const madeUp = ["", " ", "garbage", "1", "0", "null", "rsp-1", "eyJhZnRlciI6InJzcC0xIn0"]
    const unsigned = [
      "1::rsp-1",
      "1::rsp-1:",
      "1::rsp-1:00000000",
      "2::rsp-1:ffffffff",
      "rsp-1",
      "\u0000",
    ]
    for (const token of [...madeUp, ...unsigned.map((text) => Base64Url.encode(text))]) {
      assert.isUndefined(PageToken.decode(token), JSON.stringify(token))
    }
    // Even with a right checksum, a place has to have an ID.
    const checked = (body: string) => Base64Url.encode(`${body}:${crc32(body)}`)
    for (const id of ["rsp-1", "peer:1", "1:2:3", "\n"]) {
      assert.deepStrictEqual(PageToken.decode(checked(`1::${id}`)), { after: id })
    }
    for (const body of ["1::", "2::rsp-1", "1:1.50:rsp-1", "1:x:rsp-1"]) {
      assert.isUndefined(PageToken.decode(checked(body)), body)
    }
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) =>
        assert.isUndefined(PageToken.decode(text)),
      ),
    )
  })

  it("refuses another spelling of the same bytes", () => {
    const token = PageToken.encode({ after: ResourceId.RouteServerPeerId.make("rsp-1") })
    for (const other of [`${token}=`, `${token}==`, ` ${token}`, `${token}\n`]) {
      assert.isUndefined(PageToken.decode(other), JSON.stringify(other))
    }
  })
})
