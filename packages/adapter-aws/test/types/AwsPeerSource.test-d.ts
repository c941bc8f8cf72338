import { EC2Client } from "@aws-sdk/client-ec2"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { FilterNames, type PeerSource, type PeerSourceError } from "@route-server/core"
import type { Config, Layer } from "effect"
import { describe, expectTypeOf, it } from "vitest"

type Source = PeerSource.PeerSource

describe("AwsPeerSource", () => {
  it("needs nothing, and fails as an answer would if there is no client to be had", () => {
    expectTypeOf(AwsPeerSource.layer()).toEqualTypeOf<
      Layer.Layer<Source, PeerSourceError.TransportError>
    >()
    expectTypeOf(AwsPeerSource.layerConfig()).toEqualTypeOf<
      Layer.Layer<Source, PeerSourceError.TransportError | Config.ConfigError>
    >()
  })

  it("can't fail over a client that is there", () => {
    expectTypeOf(AwsPeerSource.layerClient(new EC2Client())).toEqualTypeOf<Layer.Layer<Source>>()
  })

  it("takes the names that AWS accepts as a set of the catalogue", () => {
    AwsPeerSource.layer({}, { acceptedNames: FilterNames.make(["VpcId", "State"]) })
    // @ts-expect-error: a list of texts is no set of names.
    AwsPeerSource.layer({}, { acceptedNames: ["VpcId", "Sate"] })
  })
})
