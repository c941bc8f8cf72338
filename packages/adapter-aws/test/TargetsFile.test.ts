import { assert, describe, it } from "@effect/vitest"
import * as TargetsFile from "@route-server/adapter-aws/TargetsFile"
import { Result } from "effect"
import fc from "fast-check"
import { stringify } from "yaml"

/** What is wrong in a text, a line for each fault. */
const faults = (text: string): ReadonlyArray<string> => {
  const decoded = TargetsFile.decode(text)
  if (Result.isSuccess(decoded)) return assert.fail("it is taken")
  return decoded.failure.faults.map(({ line, column, path, fault }) =>
    [`${line}:${column}`, path, fault].filter((part) => part !== "").join(": "),
  )
}

const account = (...lines: ReadonlyArray<string>) =>
  ["accounts:", "  - name: a", "    regions: [eu-west-1]", ...lines.map((l) => `    ${l}`)].join(
    "\n",
  )

describe("decode", () => {
  it("reads all members of an account", () => {
    const accounts = TargetsFile.decode(`
accounts:
  - name: prod
    account: "111122223333"
    role_arn: arn:aws:iam::111122223333:role/net/Reader
    external_id: "42"
    role_session_name: me
    profile: base
    regions: [eu-*, us-east-1]
    discovery_region: eu-west-1
    endpoint_url: http://127.0.0.1:8080
    labels: { team: network }
    request:
      RouteServerPeerIds: [rsp-1]
      Filters:
        - { Name: State, Values: [available] }
  - name: lab
    regions: ["*"]
`)
    assert.deepStrictEqual(Result.getOrThrow(accounts), [
      {
        name: "prod",
        account: "111122223333",
        role_arn: "arn:aws:iam::111122223333:role/net/Reader",
        external_id: "42",
        role_session_name: "me",
        profile: "base",
        regions: ["eu-*", "us-east-1"],
        discovery_region: "eu-west-1",
        endpoint_url: "http://127.0.0.1:8080",
        labels: { team: "network" },
        request: {
          RouteServerPeerIds: ["rsp-1"],
          Filters: [{ Name: "State", Values: ["available"] }],
        },
      },
      { name: "lab", regions: ["*"] },
    ])
  })

  it("reads JSON, and references of YAML", () => {
    const json = `{"accounts": [{"name": "a", "regions": ["eu-west-1"]}]}`
    const yaml =
      "accounts:\n  - name: a\n    regions: &r [eu-west-1]\n  - name: b\n    regions: *r\n"
    assert.lengthOf(Result.getOrThrow(TargetsFile.decode(json)), 1)
    const [, b] = Result.getOrThrow(TargetsFile.decode(yaml))
    assert.deepStrictEqual(b?.regions, ["eu-west-1"])
  })

  it("takes every value for a text", () => {
    const text = account(
      "account: 012345678901",
      "profile: 0x10",
      "labels: { a: on, b: 1, c: 1e3 }",
    )
    const [read] = Result.getOrThrow(TargetsFile.decode(text))
    assert.strictEqual(read?.account, "012345678901")
    assert.strictEqual(read?.profile, "0x10")
    assert.deepStrictEqual(read?.labels, { a: "on", b: "1", c: "1e3" })
  })

  it("names the place of each fault, in the order of the file", () => {
    assert.deepStrictEqual(
      faults(`accounts:
  - name: a
    role_arn: nonsense
    external_id: "a b"
    colour: red
    regions: [EU-west]
    labels: { a: [x] }
  - regions: []
  - name: c
    external_id: abc
    role_session_name: me
    regions: [a]
  - name: d
    account: "12"
    endpoint_url: ftp://user:hunter2@x
    regions: x
`),
      [
        "3:5: accounts[0].role_arn: expected the ARN of a role, got 'nonsense'",
        "4:5: accounts[0].external_id: expected 2 to 1224 letters, digits and +=,.@:/-",
        "5:5: accounts[0].colour: there is no such member",
        "6:15: accounts[0].regions[0]: expected a region or a pattern of regions, got 'EU-west'",
        "7:15: accounts[0].labels.a: expected a text",
        "8:5: accounts[1].name: it is missing",
        "8:5: accounts[1].regions: it is empty: expected one at least",
        "10:5: accounts[2].external_id: external_id goes with a role_arn",
        "11:5: accounts[2].role_session_name: role_session_name goes with a role_arn, got 'me'",
        "14:5: accounts[3].account: expected the 12 digits of an account, got '12'",
        "15:5: accounts[3].endpoint_url: expected a URL that begins with http:// or https://",
        "16:5: accounts[3].regions: expected a list, got 'x'",
      ],
    )
  })

  it("counts the others in its message", () => {
    const { message } = Result.getOrThrow(Result.flip(TargetsFile.decode("accounts: [{}, {}]")))
    assert.strictEqual(message, "1:12: accounts[0].name: it is missing (and 3 more)")
    const one = Result.getOrThrow(Result.flip(TargetsFile.decode("accounts: []")))
    assert.strictEqual(one.message, "1:1: accounts: it is empty: expected one at least")
  })

  it.each([
    ["region: eu-west-1", "it is regions, a list"],
    ["source_profile: base", "it is profile: the one with the credentials that assume the role"],
    [
      "mfa_serial: arn:x",
      "a code is asked for a profile only: write it there, and name that as profile",
    ],
    [
      "credential_source: Environment",
      "without a profile, credentials are looked for in the environment, a container and an instance",
    ],
    ["duration_seconds: 900", "a session lasts as long as it does by default, and is renewed"],
  ])("says what to write instead of %s", (line, advice) => {
    const [name] = line.split(":")
    assert.deepStrictEqual(faults(account(line)), [`4:5: accounts[0].${name}: ${advice}`])
  })

  it("holds accounts to their roles, and requests to what EC2 takes", () => {
    const role = "role_arn: arn:aws:iam::111122223333:role/a"
    assert.deepStrictEqual(faults(account(role, "account: '444455556666'")), [
      "5:5: accounts[0].account: the role_arn is of another account, got '444455556666'",
    ])
    assert.deepStrictEqual(faults(account("request: { Filters: [{ Name: nope, Values: [a] }] }")), [
      "4:5: accounts[0].request: The filter 'nope' is invalid",
    ])
    assert.deepStrictEqual(faults(account("request: { MaxResults: 5 }")), [
      "4:16: accounts[0].request.MaxResults: there is no such member",
    ])
  })

  it("refuses a name that comes twice", () => {
    assert.deepStrictEqual(
      faults("accounts:\n  - { name: a, regions: [b] }\n  - { name: a, regions: [c] }\n"),
      ["3:7: accounts[1].name: another account is called 'a'"],
    )
  })

  it.each([
    ["", "1:1: it is empty: expected accounts, a list"],
    ["# nothing\n", "1:1: it is empty: expected accounts, a list"],
    ["accounts:\n", "1:1: accounts: it has no value"],
    ['{"accounts": null}', "1:2: accounts: it has no value"],
    ["accounts: []\n", "1:1: accounts: it is empty: expected one at least"],
    ["accounts:\n  - name: ~\n    regions: [a]\n", "2:5: accounts[0].name: it has no value"],
    [
      "accounts:\n  - name: a\n    regions: [a, null]\n",
      "3:18: accounts[0].regions[1]: it has no value",
    ],
    ["prod", "1:1: expected members, as name: value, got 'prod'"],
    ["- name: a\n", "1:1: expected members, as name: value"],
    ["accounts: x\n---\naccounts: y\n", "2:1: another document begins: expected a single one"],
    [
      "accounts: [1, 2",
      "1:16: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    ["accounts: 1\naccounts: 2\n", "2:1: Map keys must be unique"],
    ["accounts:\n\t- name: x\n", "2:1: Tabs are not allowed as indentation"],
    ["accounts: !!js/function x\n", "1:11: Unresolved tag: tag:yaml.org,2002:js/function"],
    ["accounts: !!int 5\n", "1:11: Unresolved tag: tag:yaml.org,2002:int"],
    ["accounts: *nobody\n", "1:11: nothing is called &nobody"],
    ["[".repeat(20_000), "1:1: it is nested too deeply to be read"],
    [`accounts: ${" ".repeat(4_194_304)}`, "1:1: it is longer than 4194304 characters"],
  ])("refuses %j with its place", (text, fault) => {
    assert.include(faults(text), fault)
  })

  it("is not made to grow by references to references", () => {
    const level = (name: string, of: string) =>
      `${name}: &${name} [${Array(9).fill(`*${of}`).join(",")}]`
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]", level("b", "a"), level("c", "b"), level("d", "c")]
    assert.deepStrictEqual(faults(bomb.join("\n")), [
      "1:1: its references stand for more than is allowed",
    ])
  })

  it("takes no more references than somebody would write", () => {
    const many = `a: &a x\nb: [${Array(101).fill("*a").join(",")}]`
    assert.deepStrictEqual(faults(many), [
      "2:305: there are more references than the 100 that are allowed",
    ])
  })

  it("makes no prototype of a member", () => {
    assert.include(faults(account("__proto__: { polluted: yes }")).join(), "__proto__")
    assert.notProperty({}, "polluted")
  })

  it("reads what it is given, whoever writes it as YAML or JSON", () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9 _.:#'"-]{1,20}$/)
    const accounts = fc
      .uniqueArray(
        fc.record(
          {
            name: word,
            regions: fc.array(fc.stringMatching(/^[a-z0-9*?-]{1,12}$/), {
              minLength: 1,
              maxLength: 4,
            }),
            labels: fc.dictionary(word, word, { maxKeys: 3 }),
            profile: word,
          },
          { requiredKeys: ["name", "regions"] },
        ),
        { selector: ({ name }) => name, minLength: 1, maxLength: 5 },
      )
      .filter((all) => !JSON.stringify(all).includes("__proto__"))
    fc.assert(
      fc.property(accounts, (accounts) => {
        const written = [stringify({ accounts }, { version: "1.2" }), JSON.stringify({ accounts })]
        for (const text of written) {
          assert.deepStrictEqual(Result.getOrThrow(TargetsFile.decode(text)), accounts as never)
        }
      }),
    )
  })

  it("never throws, whatever it is given, and tells a place within the text", () => {
    const piece = fc.constantFrom(
      ..."accounts: name regions - [ ] { } & * ! | > ' \" # \n \t , ? : ~".split(" "),
      "\n  ",
      "a",
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 40 }).map((p) => p.join("")),
        ),
        (text) => {
          const decoded = TargetsFile.decode(text)
          if (Result.isSuccess(decoded)) return
          const lines = text.split("\n").length
          for (const { line, column } of decoded.failure.faults) {
            assert.isAtLeast(line, 1)
            assert.isAtMost(line, lines)
            assert.isAtLeast(column, 1)
          }
        },
      ),
    )
  })
})
