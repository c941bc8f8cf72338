import { assert, describe, it } from "@effect/vitest"
import { PeerNotice } from "@route-server/core"
import fc from "fast-check"

const log = {
  resource_arn: "arn:aws:ec2:us-east-1:111122223333:route-server-peer/rsp-1234567890abcdef0",
  event_timestamp: 1_746_643_490_123,
  type: "BGPStatus",
  status: "UP",
  message: null,
}

const attributes = (values: Record<string, string>) => ({
  MessageAttributes: Object.fromEntries(
    Object.entries(values).map(([name, Value]) => [name, { Type: "String", Value }]),
  ),
})

const raw = (values: Record<string, string>) => ({
  Body: "prose",
  MessageAttributes: Object.fromEntries(
    Object.entries(values).map(([name, StringValue]) => [
      name,
      { DataType: "String", StringValue },
    ]),
  ),
})

const bgpDown = {
  timestamp: "2025-02-17T15:55:00Z",
  eventCode: "ROUTE_SERVER_PEER_BGP_STATUS_CHANGE",
  routeServerPeerId: "rsp-1",
  newBgpStatus: "DOWN",
}

describe("A record of a peer's logs", () => {
  it("tells the status of a session", () => {
    const routeServerPeerId = "rsp-1234567890abcdef0"
    assert.deepStrictEqual<unknown>(PeerNotice.fromLog(log), {
      _tag: "Change",
      change: { _tag: "BgpChanged", routeServerPeerId, after: { Status: "up" } },
      at: 1_746_643_490_123,
    })
    assert.deepStrictEqual<unknown>(
      PeerNotice.fromLog({ ...log, type: "BFDStatus", status: "DOWN" }),
      {
        _tag: "Change",
        change: { _tag: "BfdChanged", routeServerPeerId, after: { Status: "down" } },
        at: 1_746_643_490_123,
      },
    )
  })

  it("tells of routes, with their attributes", () => {
    const message = { prefix: "10.24.34.0/32", asPath: "65000", med: 100, nextHopIp: "10.24.34.1" }
    for (const status of ["ADVERTISED", "UPDATED", "WITHDRAWN"] as const) {
      const notice = PeerNotice.fromLog({ ...log, type: "RouteStatus", status, message })
      assert.deepInclude(notice, { _tag: "Route", status, message })
    }
  })

  it("is kept and told apart when it is not understood", () => {
    const odd = [
      { ...log, type: "RouteStatus" },
      { ...log, status: "IDLE" },
      { ...log, type: "MTUStatus" },
      { ...log, resource_arn: "arn:aws:ec2:us-east-1:111122223333:instance/i-1" },
      { ...log, event_timestamp: "yesterday" },
      "text",
      null,
    ]
    for (const input of odd) {
      const notice = PeerNotice.fromLog(input)
      assert.strictEqual(notice._tag === "Unknown" && notice.input, input)
      assert.isNotEmpty(notice._tag === "Unknown" && notice.fault)
    }
  })
})

describe("A notice of SNS", () => {
  it("tells the status of a session by its attributes, as SNS and as SQS write them", () => {
    const expected = {
      _tag: "Change",
      change: { _tag: "BgpChanged", routeServerPeerId: "rsp-1", after: { Status: "down" } },
      // The time is given in whole seconds.
      at: Date.parse("2025-02-17T15:55:00.999Z"),
    }
    assert.deepStrictEqual<unknown>(PeerNotice.fromSns(attributes(bgpDown)), expected)
    assert.deepStrictEqual<unknown>(PeerNotice.fromSns(raw(bgpDown)), expected)
    const bfd = {
      eventCode: "ROUTE_SERVER_PEER_BFD_STATUS_CHANGE",
      routeServerPeerId: "rsp-2",
      newBfdStatus: "UP",
    }
    const change = { _tag: "BfdChanged", routeServerPeerId: "rsp-2", after: { Status: "up" } }
    assert.deepStrictEqual<unknown>(PeerNotice.fromSns(attributes(bfd)), { _tag: "Change", change })
    // The envelope has a time of its own.
    assert.deepStrictEqual<unknown>(
      PeerNotice.fromSns({ ...attributes(bfd), Timestamp: "2025-02-17T15:55:01.250Z" }),
      { _tag: "Change", change, at: Date.parse("2025-02-17T15:55:01.250Z") },
    )
  })

  it("tells of maintenance, and of the peers that it concerns, however they are listed", () => {
    for (const list of [`["rsp-1","rsp-2"]`, "rsp-1, rsp-2", "rsp-1 rsp-2", " rsp-1,,rsp-2,\n"]) {
      const notice = PeerNotice.fromSns(
        attributes({
          eventCode: "ROUTE_SERVER_ENDPOINT_MAINTENANCE",
          routeServerEndpointId: "rse-1",
          affectedRouteServerPeerIds: list,
        }),
      )
      assert.deepStrictEqual<unknown>(notice, {
        _tag: "Maintenance",
        routeServerEndpointId: "rse-1",
        routeServerPeerIds: ["rsp-1", "rsp-2"],
      })
    }
  })

  it("tells when it happened, to the part of a second if that is told", () => {
    const at = (timestamp: string | undefined, Timestamp?: string) => {
      const { timestamp: _, ...rest } = bgpDown
      const told = attributes(timestamp === undefined ? rest : { ...rest, timestamp })
      const notice = PeerNotice.fromSns(Timestamp === undefined ? told : { ...told, Timestamp })
      return notice._tag === "Change" ? notice.at : assert.fail(notice._tag)
    }
    const second = Date.parse("2025-02-17T15:55:00Z")
    assert.strictEqual(at("2025-02-17T15:55:00Z"), second + 999)
    assert.strictEqual(at("2025-02-17T15:55:00.25Z"), second + 250)
    assert.strictEqual(at("2025-02-17T15:55:00Z", "2025-02-17T15:55:01.250Z"), second + 999)
    assert.strictEqual(at(undefined, "2025-02-17T15:55:01.250Z"), second + 1250)
    assert.isUndefined(at(undefined))
    assert.isUndefined(at("yesterday"))
  })

  it("lists no peer where none is concerned", () => {
    for (const list of ["", "[]", ", "]) {
      const notice = PeerNotice.fromSns(
        attributes({
          eventCode: "ROUTE_SERVER_ENDPOINT_MAINTENANCE",
          routeServerEndpointId: "rse-1",
          affectedRouteServerPeerIds: list,
        }),
      )
      assert.deepStrictEqual(notice._tag === "Maintenance" && notice.routeServerPeerIds, [])
    }
  })

  it("says where and why it is not understood", () => {
    const fault = (notice: PeerNotice.PeerNotice) => notice._tag === "Unknown" && notice.fault
    assert.strictEqual(
      fault(PeerNotice.fromLog({ ...log, event_timestamp: "now" })),
      'event_timestamp: Expected number, got "now"',
    )
    assert.strictEqual(fault(PeerNotice.fromSns("hello")), 'Expected object, got "hello"')
  })

  it("is kept and told apart when it is not understood", () => {
    const { newBgpStatus: _, ...without } = bgpDown
    const odd = [
      attributes(without),
      attributes({ ...bgpDown, newBgpStatus: "FLAPPING" }),
      attributes({ ...bgpDown, eventCode: "ROUTE_SERVER_PEER_STATE_CHANGE" }),
      { Message: "BGP for Route Server Peer rsp-1 is now DOWN." },
      undefined,
    ]
    for (const input of odd) {
      const notice = PeerNotice.fromSns(input)
      assert.strictEqual(notice._tag === "Unknown" && notice.input, input)
    }
  })
})

it("Reading a notice never fails", () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      assert.strictEqual(PeerNotice.fromLog(input)._tag, "Unknown")
      assert.strictEqual(PeerNotice.fromSns(input)._tag, "Unknown")
    }),
  )
})
