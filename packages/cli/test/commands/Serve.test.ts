import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { sampleFleet } from "../../src/source/SampleFleet.ts"
import { PROCESS_TIMEOUT, start } from "../support/process.ts"
import { runCli } from "../support/runCli.ts"

const fleet = ["--fixture", fileURLToPath(sampleFleet)]

const QUERY = "Action=DescribeRouteServerPeers&Version=2016-11-15"

/** Starts the server, and waits for the URL, which is the first line that it prints. */
const serve = async (...args: ReadonlyArray<string>) => {
  const started = start(["serve", ...args])
  const lines = createInterface({ input: started.child.stdout })
  for await (const url of lines) return { ...started, url }
  throw new Error("The server ended without a word")
}

/** Credentials that the SDK finds in the environment, and nothing of this machine's. */
const credentials = {
  AWS_ACCESS_KEY_ID: "any",
  AWS_SECRET_ACCESS_KEY: "any",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
}

const ask = async (url: string) =>
  (await fetch(`${url}/?${QUERY}&Filter.1.Name=vpc-id&Filter.1.Value.1=x`)).status

describe("A server", { timeout: PROCESS_TIMEOUT }, () => {
  let server: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    server = await serve("--log-requests")
  }, PROCESS_TIMEOUT)
  afterAll(() => {
    server.child.kill("SIGKILL")
  })

  it("serves the sample fleet to --source aws, byte by byte", async () => {
    const aws = ["--source", "aws", "--region", "eu-west-1", "--endpoint-url", server.url]
    const { result } = start(["peers", "describe", ...aws, "--output", "json"], credentials)
    assert.deepStrictEqual(await result(), {
      status: 0,
      stdout: readFileSync(sampleFleet, "utf8"),
      stderr: "",
    })
  })

  it("is asked with --debug, which tells of settings and requests and of no secret", async () => {
    const withPassword = server.url.replace("//", "//me:doNotTell@")
    const aws = ["--source", "aws", "--region", "eu-west-1", "--endpoint-url", withPassword]
    const { result } = start(
      ["peers", "describe", ...aws, "--debug", "--max-items", "3", "--page-size", "5"],
      { ...credentials, AWS_SECRET_ACCESS_KEY: "doNotTell" },
    )
    const { status, stdout, stderr } = await result()
    assert.strictEqual(status, 0)
    assert.include(stdout, `\nSource: ${server.url}, eu-west-1\n`)
    for (const line of [
      "profile: not set",
      "region: eu-west-1 (--region)",
      `endpoint: ${server.url} (--endpoint-url)`,
      "credentials: asking fromEnv",
      `POST ${server.url}/ attempt=1`,
    ]) {
      assert.include(stderr, `route-server: debug: ${line}\n`)
    }
    assert.match(stderr, /\nroute-server: debug: HTTP 200 after \d+ ms\n/)
    assert.notInclude(stdout + stderr, "doNotTell")
  })

  it("is found through the files and the environment of the AWS CLI", async () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    const config = join(folder, "config")
    const settings = {
      endpoint_url: server.url,
      aws_access_key_id: "any",
      aws_secret_access_key: "any",
    }
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
    writeFileSync(config, ["[profile local]", ...lines, ""].join("\n"))
    const args = ["--source", "aws", "--profile", "local", "--output", "json"]
    const { result } = start(["peers", "describe", ...args], {
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_DEFAULT_REGION: "eu-west-1",
      // The profile goes before these, as in the AWS CLI.
      AWS_ACCESS_KEY_ID: "other",
      AWS_SECRET_ACCESS_KEY: "other",
    })
    const { status, stdout, stderr } = await result()
    rmSync(folder, { recursive: true })
    assert.strictEqual(stderr, "")
    assert.strictEqual(stdout, readFileSync(sampleFleet, "utf8"))
    assert.strictEqual(status, 0)
  })

  it("refuses what AWS refuses, logs when asked, and ends at Ctrl-C", async () => {
    assert.strictEqual(await ask(server.url), 400)
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname, () => socket.write("no\r\n\r\n"))
    await new Promise((resolve) => socket.resume().once("close", resolve))
    server.child.kill("SIGINT")
    const { status, stderr } = await server.ended()
    assert.strictEqual(status, 0)
    assert.include(
      stderr,
      "route-server: note: the filter 'vpc-id' is refused, as AWS is taken to refuse it; with --filter-names all it works\n",
    )
    assert.match(stderr, /message=DescribeRouteServerPeers .*status=400 code=InvalidParameterValue/)
    assert.match(stderr, /requestId=[0-9a-f-]{36} status=400 code=MalformedHttpRequestException\n/)
  })

  it("lets peers live if told so, and refuses to change them otherwise", async () => {
    const call = async (url: string, query: string) => {
      const answer = await fetch(`${url}/?Version=2016-11-15&${query}`)
      return { status: answer.status, text: await answer.text() }
    }
    const create =
      "Action=CreateRouteServerPeer&RouteServerEndpointId=rse-1&PeerAddress=10.0.0.9&BgpOptions.PeerAsn=65001"
    for (const args of [["--living"], []]) {
      const { url, child, ended } = await serve(...args)
      const created = await call(url, create)
      if (args.length === 0) {
        assert.strictEqual(created.status, 400)
        assert.include(created.text, "<Code>InvalidAction</Code>")
      } else {
        assert.strictEqual(created.status, 200, created.text)
        const [, id = ""] = /<routeServerPeerId>(.*?)</.exec(created.text) ?? []
        const byId = `RouteServerPeerId.1=${id}`
        const found = await call(url, `Action=DescribeRouteServerPeers&${byId}`)
        assert.match(found.text, /<state>(pending|available)</)
        const tag = `Action=CreateTags&ResourceId.1=${id}&Tag.1.Key=env&Tag.1.Value=test`
        assert.strictEqual((await call(url, tag)).status, 200)
        const destroy = (peer: string) =>
          call(url, `Action=DeleteRouteServerPeer&RouteServerPeerId=${peer}`)
        // It is pending for some time.
        assert.include((await destroy(id)).text, "<Code>IncorrectState</Code>")
        const gone = await destroy("rsp-0f4cfc04ce08753ff")
        assert.strictEqual(gone.status, 200, gone.text)
        assert.match(gone.text, /<state>delet(ing|ed)</)
      }
      child.kill("SIGTERM")
      assert.strictEqual((await ended()).status, 0)
    }
  })

  it("knows all filter names if told so, and ends at SIGTERM", async () => {
    const { child, ended, url } = await serve("--filter-names", "all", ...fleet)
    assert.strictEqual(await ask(url), 200)
    child.kill("SIGTERM")
    assert.deepStrictEqual(await ended(), { status: 0, stderr: "" })
  })

  it("ends at once where it is told a second time", async () => {
    const { child, ended, url } = await serve()
    const { hostname, port } = new URL(url)
    const half = ["POST / HTTP/1.1", "Expect: 100-continue", "Content-Length: 9", "", "half"]
    const socket = connect(Number(port), hostname, () => socket.write(half.join("\r\n")))
    // That the server continues says that the request is under way.
    await new Promise((resolve) => socket.once("data", resolve))
    socket.on("error", () => {})
    const again = setInterval(() => child.kill("SIGINT"), 50)
    const { status } = await ended()
    clearInterval(again)
    socket.destroy()
    assert.strictEqual(status, 130)
  })
})

describe("A server for tests", { timeout: PROCESS_TIMEOUT }, () => {
  const withFolder = async (run: (folder: string) => Promise<void>) => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    try {
      await run(folder)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  const described = async (url: string) => {
    const answer = await fetch(`${url}/?${QUERY}`)
    const text = await answer.text()
    const count = text.match(/<routeServerPeerId>/g)?.length ?? 0
    return `${answer.status} ${/<Code>(.*?)</.exec(text)?.[1] ?? count}`
  }

  it("lets requests fail as it is told, and tells faults from failures in its log", () =>
    withFolder(async (folder) => {
      const file = join(folder, "faults.yaml")
      writeFileSync(
        file,
        "- { fault: RequestLimitExceeded, requests: 1-2 }\n- { fault: Reset, requests: 3 }\n",
      )
      const args = ["--fault", "ShortPage=2@2", "HtmlPage@4", "--faults", file]
      const { child, ended, url } = await serve(...args, "--log-requests", ...fleet)
      const answers: Array<string> = []
      for (let request = 1; request <= 5; request += 1) {
        answers.push(await described(url).catch(() => "reset"))
      }
      child.kill("SIGTERM")
      const { stderr } = await ended()
      assert.deepStrictEqual(answers, [
        "503 RequestLimitExceeded",
        "200 2",
        "reset",
        "503 0",
        "200 41",
      ])
      assert.deepStrictEqual(
        stderr
          .trim()
          .split("\n")
          .map((line) => line.replace(/^.*method=GET ?/, "")),
        [
          "status=503 code=RequestLimitExceeded fault=RequestLimitExceeded",
          "status=200 fault=ShortPage",
          "fault=Reset",
          "status=503 fault=HtmlPage",
          "status=200",
        ],
      )
    }))

  it("reads its files again, and keeps what it has where a new version is broken", () =>
    withFolder(async (folder) => {
      const fixture = join(folder, "peers.json")
      const faults = join(folder, "faults.json")
      const peersOf = (...ids: ReadonlyArray<string>) =>
        JSON.stringify({
          RouteServerPeers: ids.map((RouteServerPeerId) => ({ RouteServerPeerId })),
        })
      writeFileSync(fixture, peersOf("rsp-1"))
      writeFileSync(faults, "[]")
      const files = ["--fixture", fixture, "--faults", faults]
      const { child, ended, url } = await serve("--reload", ...files)
      assert.strictEqual(await described(url), "200 1")
      writeFileSync(fixture, peersOf("rsp-1", "rsp-2"))
      assert.strictEqual(await described(url), "200 2")
      writeFileSync(fixture, `{"RouteServerPeers": [\n  {}\n]}`)
      assert.strictEqual(await described(url), "200 2")
      writeFileSync(faults, `[{ "fault": "Unavailable", "requests": 2 }]`)
      assert.deepStrictEqual(
        [await described(url), await described(url), await described(url)],
        ["200 2", "503 Unavailable", "200 2"],
      )
      writeFileSync(fixture, peersOf())
      assert.strictEqual(await described(url), "200 0")
      child.kill("SIGTERM")
      const { stderr } = await ended()
      assert.include(stderr, `route-server: note: read again: ${fixture}: 2 peers\n`)
      assert.include(
        stderr,
        `route-server: warning: not read again, all stays as it was: ${fixture}:2`,
      )
      assert.include(stderr, `route-server: note: read again: ${faults}: 1 fault\n`)
      assert.include(stderr, `route-server: note: read again: ${fixture}: 0 peers\n`)
    }))

  it("speaks HTTPS to whoever trusts the certificate that it makes", () =>
    withFolder(async (folder) => {
      const ca = join(folder, "ca.pem")
      const { child, ended, url } = await serve("--tls-self-signed", ca, ...fleet)
      assert.match(url, /^https:/)
      const aws = ["--source", "aws", "--region", "eu-west-1", "--endpoint-url", url]
      const describe = ["peers", "describe", ...aws, "--output", "json"]
      const trusting = await start([...describe, "--ca-bundle", ca], credentials).result()
      assert.deepStrictEqual(trusting, {
        status: 0,
        stdout: readFileSync(sampleFleet, "utf8"),
        stderr: "",
      })
      child.kill("SIGTERM")
      assert.strictEqual((await ended()).status, 0)
    }))

  it("wants signatures, and accepts older versions, where it is told so", async () => {
    const { child, ended, url } = await serve("--require-signature", "--old-api-versions", ...fleet)
    assert.strictEqual(await described(url), "401 AuthFailure")
    const version2 = "SignatureVersion=2&SignatureMethod=HmacSHA256&AWSAccessKeyId=any&Signature=0f"
    const old = "Action=DescribeRouteServerPeers&Version=2014-10-01"
    assert.strictEqual((await fetch(`${url}/?${old}&${version2}`)).status, 200)
    child.kill("SIGTERM")
    await ended()
  })
})

describe("--source aws", { timeout: PROCESS_TIMEOUT }, () => {
  it("asks for no code where nobody can type it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-"))
    const config = join(folder, "config")
    writeFileSync(
      config,
      "[profile admin]\nrole_arn = arn:aws:iam::111122223333:role/admin\nsource_profile = me\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n[profile me]\nregion = eu-west-1\n",
    )
    const { result } = start(["peers", "describe", "--source", "aws"], {
      AWS_CONFIG_FILE: config,
      AWS_PROFILE: "admin",
    })
    assert.deepStrictEqual(await result(), {
      status: 253,
      stdout: "",
      stderr:
        "route-server: the profile 'admin' wants an MFA code, which can be asked for on a terminal only\n",
    })
    rmSync(folder, { recursive: true })
  })
})

/** Runs the server within this process, until it has said where it listens. */
const announce = (...args: ReadonlyArray<string>) =>
  runCli(["serve", ...fleet, ...args], { written: Effect.interrupt })

describe("route-server serve", () => {
  it.live("warns of a host that others reach, however it is written", () =>
    Effect.gen(function* () {
      for (const host of ["0.0.0.0", "::ffff:0.0.0.0"]) {
        const { stdout, stderr } = yield* announce("--host", host)
        assert.match(stdout, /^http:\/\/127\.0\.0\.1:/)
        assert.strictEqual(
          stderr,
          `route-server: warning: whoever reaches ${host} can read these peers; no signature is verified\n`,
        )
      }
    }),
  )

  it.live("does not warn of one that only this machine reaches, however it is written", () =>
    Effect.gen(function* () {
      const { stdout, stderr } = yield* announce("--host", "[::ffff:127.0.0.1]")
      assert.match(stdout, /^http:/)
      assert.strictEqual(stderr, "")
    }),
  )

  it("says so when it can't listen", async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve))
    // A server that listens on a port has an address with one.
    const { port } = taken.address() as AddressInfo
    const { status, stdout, stderr } = await Effect.runPromise(
      runCli(["serve", "--port", String(port)]),
    )
    taken.close()
    assert.strictEqual(stdout, "")
    assert.include(stderr, `route-server: can't listen on 127.0.0.1, port ${port}: `)
    assert.include(stderr, "EADDRINUSE")
    assert.strictEqual(status, 255)
  })

  it("refuses a host that is none", async () => {
    const host = `no.such.host.${"x".repeat(5000)}.invalid`
    const { status, stderr } = await Effect.runPromise(runCli(["serve", "--host", host, ...fleet]))
    assert.match(stderr, /^route-server: can't listen on no\.such\.host\.x/)
    assert.isBelow(stderr.length, 1000)
    assert.strictEqual(status, 255)
  })

  it("refuses a port that is none, and a host that would be all of them", async () => {
    for (const port of ["65536", "-1", "http", "1e3", ""]) {
      const { status, stderr } = await Effect.runPromise(runCli(["serve", `--port=${port}`]))
      assert.include(stderr, "expected a port from 0 to 65535")
      assert.strictEqual(status, 252)
    }
    const { status, stderr } = await Effect.runPromise(runCli(["serve", "--host="]))
    assert.include(stderr, "expected a host name or an address")
    assert.strictEqual(status, 252)
  })

  it("refuses faults that are none, and flags that contradict each other", async () => {
    const usage = async (...args: ReadonlyArray<string>) => {
      const { status, stderr } = await Effect.runPromise(runCli(["serve", ...args]))
      assert.strictEqual(status, 252)
      return stderr
    }
    const wrong: ReadonlyArray<readonly [args: ReadonlyArray<string>, message: string]> = [
      [["--fault", "Reset="], "--fault Reset=: expected NAME, NAME=VALUE or NAME=VALUE@REQUESTS"],
      [
        ["--fault", "ShortPage=-1"],
        "--fault ShortPage=-1: size: expected a whole number from 0 on",
      ],
      [
        ["--fault", "Throttle"],
        "--fault Throttle: there is no such fault; expected one of Error, Delay",
      ],
      [
        ["--fault", "shortPage=2"],
        "--fault shortPage=2: there is no such fault; did you mean ShortPage?",
      ],
      [["--faults", "/no/such/file"], "can't read '/no/such/file': there is no such file"],
      [["--seed", "1"], "--seed goes with --fault or --faults only"],
      [["--reload"], "--reload goes with --fixture or --faults only"],
      [["--reload", "--fixture", "-"], "standard input can't be read again"],
      [["--reload", "--faults", "-"], "standard input can't be read again"],
      [["--reload", "--living", ...fleet], "--reload and --living don't go together"],
      [["--tls-cert", "a"], "--tls-cert and --tls-key go together"],
      [["--tls-key", "a"], "--tls-cert and --tls-key go together"],
      [
        ["--tls-self-signed", "a", "--tls-cert", "b", "--tls-key", "c"],
        "--tls-self-signed makes a certificate",
      ],
      [["--tls-cert", "/no/such/a", "--tls-key", "b"], "can't read '/no/such/a'"],
    ]
    for (const [args, message] of wrong) {
      assert.include(await usage(...args), `route-server: ${message}`)
    }
  })
})
