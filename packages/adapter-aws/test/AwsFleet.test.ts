import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import type { AwsAccount } from "@route-server/adapter-aws"
import * as AwsFleet from "@route-server/adapter-aws/AwsFleet"
import { Filter, Fleet, Limits } from "@route-server/core"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { Deferred, Effect, Exit, Fiber, Layer, Logger, Stream } from "effect"
import { TestClock } from "effect/testing"
import { afterEach, beforeEach, vi } from "vitest"
import { partitions } from "../src/internal/partitions.ts"
import * as server from "./support/server.ts"

const ROLE = "arn:aws:iam::111122223333:role/Reader"
const EUROPE = ["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2"] as const
const ENABLED = [...EUROPE, "us-east-1", "us-east-2"] as const

/** What an AWS of our own answers. */
interface Aws {
  /** The regions that it says are enabled; without them, that one may not ask. */
  readonly enabled?: ReadonlyArray<string> | undefined
  /** How long the credentials of a role are good, in minutes. */
  readonly minutes?: number
  /** The roles that nobody may assume. */
  readonly forbidden?: ReadonlyArray<string>
}

const regions = (names: ReadonlyArray<string>): string =>
  `<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>req-3</requestId><regionInfo>${names
    .map((name) => `<item><regionName>${name}</regionName></item>`)
    .join("")}</regionInfo></DescribeRegionsResponse>`

const assumed = (key: string, minutes: number): string =>
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${new Date(
    Date.now() + minutes * 60_000,
  ).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`

const denied =
  '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>FAKEAKIAFAKEAKIA is not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>'

/** Who signed a request, and for which region. */
const signed = ({ headers }: server.Received) => {
  const [, key = "", region = ""] =
    /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(headers.authorization ?? "") ?? []
  return { key, region }
}

/** An STS and an EC2 of our own, over a real socket, that tell what they were asked. */
const listen = ({ enabled, minutes = 60, forbidden = [] }: Aws = {}) =>
  Effect.gen(function* () {
    const { url, received, quiet } = yield* server.listen((response, request) => {
      const { body } = request
      switch (body.get("Action")) {
        case "AssumeRole": {
          const role = body.get("RoleArn") ?? ""
          return forbidden.includes(role)
            ? server.answer(response, denied, 403)
            : server.answer(response, assumed(`ASIA${role.slice(13, 25)}FAKE`, minutes))
        }
        case "DescribeRegions":
          return enabled === undefined
            ? server.answer(response, server.failure("UnauthorizedOperation", "No."), 403)
            : server.answer(response, regions(enabled.toReversed()))
        default:
          // So that nothing is attributed to another region unnoticed.
          return server.answer(response, server.peers([`rsp-${signed(request).region}`]))
      }
    })
    vi.stubEnv("AWS_ENDPOINT_URL", url)
    const asked = (action: string) => received.filter(({ body }) => body.get("Action") === action)
    return { url, asked, received, quiet }
  })

const prod: AwsAccount.AwsAccount = { name: "prod", role_arn: ROLE, regions: ["eu-*"] }

const collect = (accounts: ReadonlyArray<AwsAccount.AwsAccount>, options?: AwsFleet.Options) =>
  Effect.gen(function* () {
    const { fleet, notes } = yield* AwsFleet.make(accounts, {
      ...options,
      client: { maxAttempts: 1, ...options?.client },
    })
    const listing = yield* Effect.provideService(Fleet.collect(), Fleet.Fleet, fleet)
    return { ...listing, notes, names: fleet.members.map(({ target }) => target.name) }
  })

const lines = (peers: ReadonlyArray<Fleet.FleetPeer>) =>
  peers.map(({ target, peer }) => `${target.name} ${peer.RouteServerPeerId}`)

/** Lists a fleet, and waits, by the clock of the machine, until so many targets were read. */
const counted = Effect.fnUntraced(function* (fleet: Fleet.Fleet["Service"]) {
  let whole = 0
  const listing = yield* Fleet.parts().pipe(
    Stream.runForEach(({ _tag }) =>
      Effect.sync(() => {
        if (_tag === "Whole") whole += 1
      }),
    ),
    Effect.provideService(Fleet.Fleet, fleet),
    Effect.forkChild,
  )
  const seen = Effect.sync(() => whole)
  const until = (count: number) =>
    Effect.repeat(TestClock.withLive(Effect.delay(seen, "5 millis")), {
      until: (whole) => whole === count,
    })
  return { listing, until }
})

describe("AwsFleet", () => {
  let home = ""
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "aws-fleet-"))
    vi.stubEnv("AWS_CONFIG_FILE", join(home, "config"))
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(home, "credentials"))
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIABASE")
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret")
    for (const name of ["AWS_PROFILE", "AWS_REGION", "AWS_ENDPOINT_URL_EC2", "AWS_SESSION_TOKEN"]) {
      vi.stubEnv(name, undefined)
    }
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(home, { recursive: true })
  })

  it.effect("asks each region that is enabled, with a role that it assumes once", () =>
    Effect.gen(function* () {
      const { asked, received } = yield* listen({ enabled: ENABLED })
      const listing = yield* collect([
        {
          ...prod,
          external_id: "x-1",
          role_session_name: "me",
          regions: ["us-east-1", "eu-*", "eu-west-?"],
        },
      ])
      assert.deepStrictEqual(
        lines(listing.peers).toSorted(),
        [...EUROPE, "us-east-1"].map((region) => `prod/${region} rsp-${region}`),
      )
      assert.deepStrictEqual(listing.notes, [])
      assert.isTrue(Fleet.isWhole(listing))
      assert.lengthOf(asked("DescribeRegions"), 1)
      const [assume, ...more] = asked("AssumeRole")
      assert.lengthOf(more, 0)
      assert.strictEqual(assume?.body.get("RoleArn"), ROLE)
      assert.strictEqual(assume?.body.get("ExternalId"), "x-1")
      assert.strictEqual(assume?.body.get("RoleSessionName"), "me")
      for (const request of received) {
        const isSts = request.body.get("Action") === "AssumeRole"
        assert.strictEqual(signed(request).key, isSts ? "AKIABASE" : "ASIA111122223333FAKE")
      }
      const [{ target } = { target: undefined }] = listing.peers
      assert.strictEqual(target?.account, "111122223333")
    }),
  )

  it.effect("assumes a role once for each account, whoever comes first", () =>
    Effect.gen(function* () {
      const { asked } = yield* listen()
      const other = "arn:aws:iam::444455556666:role/Reader"
      const listing = yield* collect([
        { ...prod, regions: ENABLED },
        { name: "other", role_arn: other, regions: ENABLED },
      ])
      assert.lengthOf(listing.peers, 12)
      assert.deepStrictEqual(
        asked("AssumeRole")
          .map(({ body }) => body.get("RoleArn"))
          .sort(),
        [ROLE, other],
      )
      // Names alone need nobody who knows which are enabled.
      assert.lengthOf(asked("DescribeRegions"), 0)
      const keys = asked("DescribeRouteServerPeers").map((request) => signed(request).key)
      assert.lengthOf(
        keys.filter((key) => key === "ASIA444455556666FAKE"),
        6,
      )
    }),
  )

  it.effect("throws for a time that is none", () =>
    Effect.gen(function* () {
      const made = yield* Effect.exit(AwsFleet.make([], { discoveryPatience: Number.NaN }))
      assert.include(String(made), "discoveryPatience must be a duration from 0 on, not NaN")
    }),
  )

  it.effect("assumes it again before its credentials expire", () =>
    Effect.gen(function* () {
      const { asked } = yield* listen({ minutes: 4 })
      const { fleet } = yield* AwsFleet.make([{ ...prod, regions: ["eu-west-1"] }])
      const list = Effect.provideService(Fleet.collect(), Fleet.Fleet, fleet)
      yield* list
      const before = asked("AssumeRole").length
      yield* list
      assert.isAbove(asked("AssumeRole").length, before)
    }),
  )

  it.effect("keeps them while they are good, over any number of polls", () =>
    Effect.gen(function* () {
      const { asked } = yield* listen({ minutes: 60 })
      const { fleet } = yield* AwsFleet.make([{ ...prod, regions: ENABLED }])
      const list = Effect.provideService(Fleet.collect(), Fleet.Fleet, fleet)
      yield* Effect.repeat(list, { times: 3 })
      assert.lengthOf(asked("AssumeRole"), 1)
      assert.lengthOf(asked("DescribeRouteServerPeers"), 24)
    }),
  )

  it.effect("takes all regions that are known where it may not ask, and says so", () =>
    Effect.gen(function* () {
      yield* listen()
      const { names, notes, peers } = yield* collect([prod])
      assert.deepStrictEqual(
        names,
        (partitions[0]?.regions ?? [])
          .filter((region) => region.startsWith("eu-"))
          .map((region) => `prod/${region}`),
      )
      assert.lengthOf(peers, names.length)
      assert.lengthOf(notes, 1)
      assert.include(notes[0], "prod: ")
      assert.include(notes[0], "DescribeRegions in us-east-1: UnauthorizedOperation")
    }),
  )

  it.effect("asks the region that it is told to, or that of the partition", () =>
    Effect.gen(function* () {
      const { asked } = yield* listen({ enabled: ENABLED })
      const inRegion = (account: Omit<AwsAccount.AwsAccount, "name">) =>
        Effect.map(collect([{ name: "a", ...account }]), () => {
          const request = asked("DescribeRegions").at(-1)
          return request && signed(request).region
        })
      assert.strictEqual(
        yield* inRegion({ regions: ["eu-*"], discovery_region: "eu-west-1" }),
        "eu-west-1",
      )
      assert.strictEqual(
        yield* inRegion({ regions: ["*"], role_arn: ROLE.replace("aws", "aws-cn") }),
        "cn-northwest-1",
      )
      assert.strictEqual(yield* inRegion({ regions: ["us-gov-west-1", "us-*"] }), "us-gov-west-1")
    }),
  )

  it.effect("shows an account that can't be asked as unknown, and the others as they are", () =>
    Effect.gen(function* () {
      yield* listen({ enabled: ENABLED, forbidden: [ROLE] })
      const listing = yield* collect([prod, { name: "open", regions: ["us-east-?"] }])
      assert.deepStrictEqual(lines(listing.peers), [
        "open/us-east-1 rsp-us-east-1",
        "open/us-east-2 rsp-us-east-2",
      ])
      assert.isAbove(listing.unknown.length, 5)
      for (const { target, error, seen } of listing.unknown) {
        assert.match(target.name, /^prod\/eu-/)
        assert.deepStrictEqual(seen, [])
        if (error._tag !== "TransportError") return assert.fail(error._tag)
        assert.strictEqual(error.reason._tag, "CredentialsNotFound")
        assert.include(error.message, "AccessDenied")
        assert.notInclude(error.message, "FAKEAKIA")
      }
      assert.lengthOf(listing.notes, 1)
    }),
  )

  it.effect("keeps a pattern that matches no region, as a target that is unknown", () =>
    Effect.gen(function* () {
      yield* listen({ enabled: ENABLED })
      const { names, unknown } = yield* collect([{ ...prod, regions: ["eu-west-1", "europe-*"] }])
      assert.deepStrictEqual(names, ["prod/eu-west-1", "prod/europe-*"])
      const [{ error } = { error: undefined }] = unknown
      assert.strictEqual(error?.message, "No region matches 'europe-*'")
      assert.deepInclude(error, { reason: { _tag: "InvalidConfiguration" } })
    }),
  )

  it.effect("takes an answer without regions for none", () =>
    Effect.gen(function* () {
      yield* listen({ enabled: [] })
      const { names, notes } = yield* collect([prod])
      assert.isAbove(names.length, 5)
      assert.include(notes[0], "an answer without regions")
    }),
  )

  it.effect("sends nothing before somebody asks, and hangs up with the scope", () =>
    Effect.gen(function* () {
      const { quiet, received } = yield* listen()
      yield* Effect.gen(function* () {
        const { fleet } = yield* AwsFleet.make([{ ...prod, regions: ENABLED }])
        assert.lengthOf(received, 0)
        yield* Effect.provideService(Fleet.collect(), Fleet.Fleet, fleet)
        assert.isAbove(received.length, 0)
      }).pipe(Effect.scoped)
      yield* quiet
    }),
  )

  it.effect("has targets with what is said of their accounts, and no more", () =>
    Effect.gen(function* () {
      const request = { RouteServerPeerIds: ["rsp-1"] }
      const { fleet } = yield* AwsFleet.make([
        { name: "bare", regions: ["eu-west-1"] },
        { ...prod, regions: ["eu-west-2"], labels: { team: "network" }, request },
      ])
      assert.deepStrictEqual<unknown>(
        fleet.members.map(({ target }) => target),
        [
          { name: "bare/eu-west-1", region: "eu-west-1" },
          {
            name: "prod/eu-west-2",
            region: "eu-west-2",
            account: "111122223333",
            labels: { team: "network" },
            request,
          },
        ],
      )
    }),
  )

  it.effect("tells the limits of its sources, those of EC2 or what it is told", () =>
    Effect.gen(function* () {
      const limits = { ...Limits.ec2, filters: 7 }
      for (const [options, expected] of [
        [{}, Limits.ec2],
        [{ limits }, limits],
      ] as const) {
        const { fleet } = yield* AwsFleet.make([{ name: "a", regions: ["eu-west-1"] }], options)
        assert.deepStrictEqual(
          fleet.members.map(({ source }) => source.supports?.limits),
          [expected],
        )
      }
    }),
  )

  it.effect("asks with the handler that it is given, and the endpoint of an account", () =>
    Effect.gen(function* () {
      const { url } = yield* listen({ enabled: ENABLED })
      vi.stubEnv("AWS_ENDPOINT_URL", undefined)
      const handler = new NodeHttpHandler()
      const asked: Array<string> = []
      const requestHandler: NodeHttpHandler["handle"] = (request, options) => {
        asked.push(request.hostname)
        return handler.handle(request, options)
      }
      const { names } = yield* collect(
        [{ name: "a", regions: ["us-*", "eu-west-1"], endpoint_url: url }],
        { client: { requestHandler: { handle: requestHandler } } },
      )
      assert.deepStrictEqual(names, ["a/us-east-1", "a/us-east-2", "a/eu-west-1"])
      assert.deepStrictEqual(asked, Array(4).fill("127.0.0.1"))
    }),
  )

  it.effect("assumes a role with as many attempts as it is told", () =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen((response) => server.answer(response, "", 500))
      vi.stubEnv("AWS_ENDPOINT_URL", url)
      yield* collect([{ ...prod, regions: ["eu-west-1"] }])
      assert.lengthOf(received, 1)
    }),
  )

  it.effect("asks many accounts for their regions at once, and waits so long for them", () =>
    Effect.gen(function* () {
      const all = yield* Deferred.make<void>()
      const { url, quiet } = yield* server.listen((_, __, index) => {
        if (index === 1) Deferred.doneUnsafe(all, Exit.void)
      })
      const accounts = ["a", "b"].map(
        (name): AwsAccount.AwsAccount => ({
          name,
          regions: ["eu-*", "eusc-?"],
          endpoint_url: url,
        }),
      )
      const made = yield* Effect.forkChild(AwsFleet.make(accounts))
      yield* Deferred.await(all)
      yield* TestClock.adjust("9 seconds")
      assert.isUndefined(made.pollUnsafe())
      yield* TestClock.adjust("1 second")
      const { notes } = yield* Fiber.join(made)
      assert.deepStrictEqual(
        notes,
        ["a", "b"].map(
          (name) =>
            `${name}: which regions are enabled can't be told (DescribeRegions in us-east-1: no answer in time), so eu-*, eusc-? stands for all that the AWS SDK knows; those that are not enabled may show as unknown`,
        ),
      )
      // Nobody listens any more.
      yield* quiet
    }),
  )

  it.effect.each<[code: string, shown: string]>([
    ["Throttling.Rate", "Throttling.Rate"],
    ["A".repeat(60), "A".repeat(60)],
    ["A".repeat(61), "no answer"],
    ["AKIA1234", "no answer"],
    ["Not a code", "no answer"],
    ["Error", "no answer"],
  ])("logs why regions can't be told, in a word that gives nothing away: %s", ([code, shown]) =>
    Effect.gen(function* () {
      const { url } = yield* server.listen((response) =>
        server.answer(response, server.failure(code, "No."), 403),
      )
      const logs: Array<readonly [string, unknown]> = []
      yield* Layer.build(
        AwsFleet.layer([{ name: "a", regions: ["eu-*"], endpoint_url: url }], {
          client: { maxAttempts: 1 },
        }),
      ).pipe(
        Effect.provide(
          Logger.layer([Logger.make(({ logLevel, message }) => logs.push([logLevel, message]))]),
        ),
      )
      assert.lengthOf(logs, 1)
      assert.strictEqual(logs[0]?.[0], "Warn")
      assert.include(String(logs[0]?.[1]), `(DescribeRegions in us-east-1: ${shown})`)
    }),
  )

  it.effect("lets the requests to an account and region through one by one", () =>
    Effect.gen(function* () {
      const { asked } = yield* listen()
      const accounts = ["a", "b", "c", "d"].map(
        (name): AwsAccount.AwsAccount => ({
          ...prod,
          name,
          regions: ["eu-west-1"],
        }),
      )
      const { fleet } = yield* AwsFleet.make(accounts, { requests: { burst: 2, perSecond: 0.2 } })
      const { listing, until } = yield* counted(fleet)
      const sent = () => asked("DescribeRouteServerPeers").length
      yield* until(2)
      yield* TestClock.adjust("4 seconds")
      assert.strictEqual(sent(), 2)
      // One more every five seconds, and not as many as at once when ten have passed.
      yield* TestClock.adjust("1 second")
      yield* until(3)
      yield* TestClock.adjust("4 seconds")
      assert.strictEqual(sent(), 3)
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(listing)
    }),
  )

  it.effect("lets fifty requests to an account and region through at once by itself", () =>
    Effect.gen(function* () {
      const { asked } = yield* listen()
      const { fleet } = yield* AwsFleet.make([{ ...prod, regions: ["eu-west-1"] }])
      const [member] = fleet.members
      if (member === undefined) return assert.fail("no target")
      yield* Effect.repeat(member.source.describe({}), { times: 49 })
      const last = yield* Effect.forkChild(member.source.describe({}))
      yield* TestClock.adjust("99 millis")
      assert.isUndefined(last.pollUnsafe())
      assert.lengthOf(asked("DescribeRouteServerPeers"), 50)
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(last)
    }),
  )

  it.effect("spreads the requests to an account and region out", () =>
    Effect.gen(function* () {
      const { asked } = yield* listen()
      const accounts = [
        { ...prod, regions: ["eu-west-1"] },
        { ...prod, name: "again", regions: ["eu-west-1"] },
        { ...prod, name: "elsewhere", regions: ["eu-north-1"] },
      ] as const
      const { fleet } = yield* AwsFleet.make(accounts, { requests: { burst: 1, perSecond: 0.1 } })
      const { listing, until } = yield* counted(fleet)
      yield* until(2)
      // The first two accounts have the same bucket.
      assert.lengthOf(asked("DescribeRouteServerPeers"), 2)
      yield* TestClock.adjust("10 seconds")
      yield* Fiber.join(listing)
      assert.lengthOf(asked("DescribeRouteServerPeers"), 3)
    }),
  )

  it.effect("keeps what a source has learnt", () =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen((response, { body }) =>
        body.has("Filter.1.Name")
          ? server.answer(
              response,
              server.failure("InvalidParameterValue", "The filter 'VpcId' is invalid"),
              400,
            )
          : server.answer(response, server.peers(["rsp-1"])),
      )
      vi.stubEnv("AWS_ENDPOINT_URL", url)
      const { fleet } = yield* AwsFleet.make([{ name: "a", regions: ["eu-west-1"] }], {
        onRefusedFilter: "evaluate",
      })
      const list = Fleet.collect({ Filters: [Filter.make("VpcId", "vpc-1")] })
      yield* Effect.repeat(Effect.provideService(list, Fleet.Fleet, fleet), { times: 1 })
      // Refused once, and then not asked again.
      assert.lengthOf(received, 3)
    }),
  )

  it.effect("uses the credentials and the endpoint of a profile, and runs its program once", () =>
    Effect.gen(function* () {
      const { url, asked } = yield* listen({ enabled: ENABLED })
      vi.stubEnv("AWS_ENDPOINT_URL", undefined)
      const runs = join(home, "runs")
      const program = join(home, "program.sh")
      writeFileSync(runs, "")
      writeFileSync(
        program,
        `echo run >> ${runs}\necho '{"Version":1,"AccessKeyId":"AKIAPROFILE","SecretAccessKey":"secret"}'\n`,
      )
      writeFileSync(
        join(home, "config"),
        `[profile net]\nendpoint_url = ${url}\ncredential_process = sh ${program}\n`,
      )
      const { peers, notes } = yield* collect([
        { name: "net", profile: "net", regions: ["eu-*"] },
        { name: "more", profile: "net", regions: ["us-east-1"] },
      ])
      assert.deepStrictEqual(notes, [])
      assert.lengthOf(peers, 5)
      const keys = asked("DescribeRouteServerPeers").map((request) => signed(request).key)
      assert.deepStrictEqual([...new Set(keys)], ["AKIAPROFILE"])
      assert.strictEqual(readFileSync(runs, "utf8"), "run\n")
    }),
  )

  describe("profiles", () => {
    const configure = (...lines: ReadonlyArray<string>) =>
      writeFileSync(join(home, "config"), lines.join("\n"))

    const environment = () => ({
      AWS_CONFIG_FILE: join(home, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(home, "credentials"),
    })

    it.effect("are accounts, in the regions that are given or else their own", () =>
      Effect.gen(function* () {
        configure(
          "[default]",
          "region = eu-west-3",
          "[profile team-a]",
          "region = eu-west-1",
          "sso_account_id = 111122223333",
          "[profile team-b]",
          "region = eu-west-2",
          "role_arn = arn:aws:iam::444455556666:role/x",
          "[sso-session team-c]",
          "sso_region = eu-west-1",
          "[services team-d]",
        )
        writeFileSync(join(home, "credentials"), "[keys]\naws_access_key_id = AKIA\n")
        const found = yield* AwsFleet.profiles(["team-*"], { environment: environment() })
        assert.deepStrictEqual(found, [
          { name: "team-a", profile: "team-a", account: "111122223333", regions: ["eu-west-1"] },
          { name: "team-b", profile: "team-b", account: "444455556666", regions: ["eu-west-2"] },
        ])
        const given = yield* AwsFleet.profiles(["keys", "team-a"], {
          environment: environment(),
          regions: ["us-*", "eu-west-1"],
        })
        assert.deepStrictEqual(
          given.map(({ name, regions }) => [name, ...regions]),
          [
            ["keys", "us-*", "eu-west-1"],
            ["team-a", "us-*", "eu-west-1"],
          ],
        )
        const ofEnvironment = yield* AwsFleet.profiles(["keys"], {
          environment: { ...environment(), AWS_REGION: "us-east-1" },
        })
        assert.deepStrictEqual(ofEnvironment[0]?.regions, ["us-east-1"])
        const variables = { AWS_REGION: "", AWS_DEFAULT_REGION: "us-east-2" }
        for (const [given, region] of [
          [variables, "us-east-2"],
          [{ ...variables, AWS_REGION: "us-east-1" }, "us-east-1"],
        ] as const) {
          const [account] = yield* AwsFleet.profiles(["team-a"], {
            environment: { ...environment(), ...given },
          })
          assert.deepStrictEqual(account?.regions, [region])
        }
      }),
    )

    it.effect("are refused where the files can't be looked for", () =>
      Effect.gen(function* () {
        // As where a platform asks before a program may read its environment.
        const environment = {
          get AWS_CONFIG_FILE(): string {
            throw new Error("not allowed")
          },
        }
        const error = yield* Effect.flip(AwsFleet.profiles(["a", "b-*"], { environment }))
        assert.deepInclude(error, {
          _tag: "ProfilesError",
          message: "The files of the AWS CLI can't be read",
          name: "a,b-*",
          profiles: [],
        })
      }),
    )

    it.effect("are refused where none is meant, or nobody knows the region", () =>
      Effect.gen(function* () {
        configure("[profile net]", "output = json", "[profile team-a]", "region = eu-west-1")
        const refused = (...patterns: ReadonlyArray<string>) =>
          Effect.flip(AwsFleet.profiles(patterns, { environment: environment() }))
        const none = yield* refused("team-*", "x-*")
        assert.strictEqual(none.message, "No profile matches 'x-*'")
        assert.strictEqual(none.name, "x-*")
        assert.deepStrictEqual(none.profiles, ["net", "team-a"])
        assert.strictEqual((yield* refused("team")).message, "The profile 'team' does not exist")
        assert.strictEqual(
          (yield* refused("net")).message,
          "The profile 'net' has no region, and none is given",
        )
      }),
    )
  })

  it.effect("refuses two accounts of one name in one region", () =>
    Effect.gen(function* () {
      const twice = [prod, prod].map((account) => ({ ...account, regions: ["eu-west-1"] as const }))
      const error = yield* Effect.flip(Layer.build(AwsFleet.layer(twice)))
      assert.strictEqual(error._tag, "DuplicateTarget")
      assert.strictEqual(error.name, "prod/eu-west-1")
    }),
  )
})
