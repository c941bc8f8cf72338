import { assert, describe, it } from "@effect/vitest"
import type { Ec2Endpoint } from "@route-server/endpoint"
import { Effect, Layer, Logger, References } from "effect"
import { common, form, memory, type Pairs, post, send } from "./support.ts"

const CREDENTIAL = "AKIDEXAMPLE/20250331/eu-west-1/ec2/aws4_request"
const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${CREDENTIAL}, SignedHeaders=host, Signature=0f`

describe("A signature", () => {
  const presigned: Pairs = [
    ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
    ["X-Amz-Credential", CREDENTIAL],
    ["X-Amz-Date", "20250331T000000Z"],
    ["X-Amz-Expires", "60"],
    ["X-Amz-SignedHeaders", "host"],
    ["X-Amz-Security-Token", "session-secret"],
    ["X-Amz-Signature", "0f"],
  ]
  const query = `?${form(common)}`

  it("is not asked for unless told so", async () => {
    assert.strictEqual((await send({ query })).status, 200)
    assert.strictEqual((await send({ query, headers: { authorization: "Basic x" } })).status, 200)
    assert.strictEqual((await send({ query: `?${form([...common, ...presigned])}` })).status, 200)
  })

  it("must be in the header or in the parameters if told so", async () => {
    const options = { requireSignature: true }
    for (const headers of [{}, { authorization: "Bearer AKIDEXAMPLE" }]) {
      const { status, error } = await send({ query, headers }, options)
      assert.strictEqual(status, 401)
      assert.strictEqual(error, "AuthFailure: The provided credentials could not be validated.")
    }
    const headers = { authorization: AUTHORIZATION }
    assert.strictEqual((await send({ query, headers }, options)).status, 200)
    assert.strictEqual(
      (await send({ query: `?${form([...common, ...presigned])}` }, options)).status,
      200,
    )
  })

  it("names the caller to whoever authorises", async () => {
    const callers: Array<unknown> = []
    const authorize = (call: Ec2Endpoint.Call) => {
      callers.push(call)
      return true
    }
    const headers = { authorization: AUTHORIZATION }
    await send({ query: `${query}&RouteServerPeerId.1=rsp-1`, headers }, { authorize })
    await send({ query }, { authorize })
    assert.deepStrictEqual(callers, [
      {
        accessKeyId: "AKIDEXAMPLE",
        action: "DescribeRouteServerPeers",
        request: { RouteServerPeerIds: ["rsp-1"] },
      },
      { accessKeyId: undefined, action: "DescribeRouteServerPeers", request: {} },
    ])
  })

  it("is judged on what is asked for, which whoever judges can't change for others", async () => {
    const sizes: Array<unknown> = []
    const authorize = ({ request }: Ec2Endpoint.Call) => {
      sizes.push(Reflect.get(request, "MaxResults"))
      Reflect.set(request, "MaxResults", 5)
      return true
    }
    await send({ query }, { authorize })
    await send({ query }, { authorize })
    assert.deepStrictEqual(sizes, [undefined, undefined])
  })

  it("shows up in no answer and no log, even of refused requests", async () => {
    const lines: Array<string> = []
    const logger = Logger.layer([
      Logger.make(({ message, cause, fiber }) => {
        lines.push(JSON.stringify([message, cause, fiber.getRef(References.CurrentLogAnnotations)]))
      }),
    ])
    const source = Layer.mergeAll(memory, logger, Layer.succeed(References.MinimumLogLevel, "All"))
    const secrets = /AKIDEXAMPLE|session-secret|Signature=|0f/
    const refused: ReadonlyArray<Pairs> = [
      [],
      [["Bogus", "1"]],
      [["DryRun", "true"]],
      [["X-Amz-Signature", "again"]],
    ]
    for (const extra of refused) {
      const pairs = [...common, ...presigned, ...extra]
      const headers = { authorization: AUTHORIZATION, "x-amz-security-token": "session-secret" }
      const answer = await send({ query: `?${form(pairs)}`, headers }, {}, source)
      const id = answer.headers.get("x-amzn-requestid") ?? ""
      assert.notMatch(answer.xml.replaceAll(id, ""), secrets)
      assert.notMatch((lines.pop() ?? "").replaceAll(id, ""), secrets)
      assert.deepStrictEqual(lines, [])
    }
  })
})

describe("Permission", () => {
  const dryRun: Pairs = [["DryRun", "true"]]

  it("decides between the two answers to a dry run", async () => {
    const granted = await post(dryRun)
    assert.strictEqual(granted.status, 412)
    assert.strictEqual(
      granted.error,
      "DryRunOperation: Request would have succeeded, but DryRun flag is set.",
    )
    for (const authorize of [() => false, () => Effect.succeed(false)]) {
      for (const parameters of [dryRun, []]) {
        const denied = await post(parameters, { authorize })
        assert.strictEqual(denied.status, 403)
        assert.strictEqual(
          denied.error,
          "UnauthorizedOperation: You are not authorized to perform this operation.",
        )
      }
    }
    assert.strictEqual((await post([], { authorize: () => Effect.succeed(true) })).status, 200)
  })

  it("is given by true alone: any other answer is an internal error", async () => {
    const causes: Array<string> = []
    const logger = Logger.layer([Logger.make(({ cause }) => void causes.push(String(cause)))])
    const logged = Layer.merge(memory, logger)
    const answers = [undefined, null, 1, "true", {}, Promise.resolve(true), Promise.resolve(false)]
    for (const answer of answers) {
      for (const undecided of [answer, Effect.succeed(answer)]) {
        // JavaScript has no types that would keep it from answering this.
        const authorize = (() => undecided) as () => boolean
        for (const parameters of [dryRun, []]) {
          const { error, ids } = await post(parameters, { authorize }, logged)
          assert.strictEqual(error, "InternalError: An internal error has occurred.")
          const told = `authorize must answer true, false, or an Effect of one of them, not ${answer}`
          assert.include(causes.pop(), told)
          assert.deepStrictEqual(ids, [])
        }
      }
    }
  })

  it("is denied with an internal error if it can't be decided", async () => {
    const undecided = () => {
      throw new Error("no idea")
    }
    const answer = await post([], { authorize: undecided }, Layer.merge(memory, Logger.layer([])))
    assert.strictEqual(answer.status, 500)
  })
})
