import { assert, describe, it } from "@effect/vitest"
import { withoutSuspects } from "../src/internal/suspects.ts"

const SECRET = "FakeSecret/doNotLeak+AAAABBBBCCCCDDDDEEEE=="
const letters = (length: number) => "x".repeat(length)
const gibberish = (length: number) => "x9".repeat(length).slice(0, length)

describe("withoutSuspects", () => {
  it.each<[text: string, without: string]>([
    [`bad token Action=Assume&WebIdentityToken=${SECRET}&Version=1`, "bad token [redacted]"],
    [`Unexpected token 'F', "${SECRET}" is not valid JSON`, "[redacted] is not valid JSON"],
    [
      `Unexpected\ntoken, "${SECRET.slice(0, 10)}"... is not valid JSON at all`,
      "[redacted] is not valid JSON at all",
    ],
    [`it said: Command failed: vault --key k\nk`, "it said: Command failed: [redacted]"],
    [`{"SecretAccessKey": "short1", "x": 1}`, `{"SecretAccessKey": [redacted] "x": 1}`],
    [`{"SecretAccessKey":"short1"}`, `{"SecretAccessKey":[redacted]`],
    ["password=hunter2", "password=[redacted]"],
    ["password: hunter2", "password: [redacted]"],
    ["the password:  hunter2", "the password:  [redacted]"],
    ["a:password hunter2", "a:password hunter2"],
    ["passwords hunter2", "passwords hunter2"],
    ["Password= x1", "Password= [redacted]"],
    ["assertion= x1", "assertion= [redacted]"],
    ["credential= x1", "credential= [redacted]"],
    ["secret= x1", "secret= [redacted]"],
    ["name= x1", "name= x1"],
    [`X-Amz-Security-Token=${SECRET}`, "X-Amz-Security-Token=[redacted]"],
    [`'token'=a`, "'token'=[redacted]"],
    [`((("token":a`, `((("token":a`],
    [`(("token":a`, `(("token":[redacted]`],
    [`${"t".repeat(35)}token=a`, `${"t".repeat(35)}token=[redacted]`],
    [`${"t".repeat(36)}token=a`, "[redacted]"],
    ["token=", "token="],
    ["token= expired", "token= expired"],
    ["token: expired.", "token: expired."],
    ["token: expired,", "token: expired,"],
    ["token: expired;", "token: [redacted]"],
    ["token: 2b", "token: [redacted]"],
    ["token: b2", "token: [redacted]"],
    [`token: ${letters(15)}`, `token: ${letters(15)}`],
    [`token: ${letters(16)}`, "token: [redacted]"],
    [`rejected ||${SECRET}|| sorry`, "rejected [redacted] sorry"],
    ["LOGINREFRESHTOKENOFSOMEBODY", "[redacted]"],
    ["two\tspaces \n and\u00a0others", "two\tspaces \n and\u00a0others"],
  ])("of %j is %j", (text, without) => {
    assert.strictEqual(withoutSuspects(text), without)
  })

  it.each([
    ["short", gibberish(15)],
    ["a word", letters(32)],
    ["a word with a capital", `X${letters(31)}`],
    ["the name of an error", "CredentialsProviderError"],
    ["the name of a member", "webIdentityTokenFile"],
    ["a name of six words", "AaBbCcDdEeFfffffff"],
    ["a name with hyphens", "credential-provider-node"],
    ["a name with low lines", "role_session_name"],
    ["a relative place", "configuration/credentials"],
    ["a variable", "AWS_CONTAINER_CREDENTIALS_FULL_URI_2"],
    ["a user", "arn:aws:iam::111122223333:user/reader@x,y=z+_."],
    ["a role in China", "arn:aws-cn:sts:cn-north-1:1:assumed-role/a"],
    ["an ARN", `arn:aws:iam::1:${letters(96)}`],
    ["an address", "169.254.170.23:65535"],
    ["a service", "https://sts.eu-west-1.amazonaws.com/"],
    ["a local service", "http://[::1]:8080"],
    ["a file", "/home/some.reader/.aws/sso/cache/corp@x-1.json"],
    ["a deep file", "/a".repeat(16)],
    ["a long file", `/${letters(255)}`],
  ])("leaves alone %s, in quotes and at the end of a sentence too", (_, word) => {
    const marks: ReadonlyArray<(text: string) => string> =
      word.length > 200
        ? [(text) => text]
        : [
            (text) => text,
            (text) => `"${text}"`,
            (text) => `'${text}',`,
            (text) => `(${text}).`,
            (text) => `{['<${text}>']};:`,
          ]
    for (const mark of marks) {
      const text = `why: ${mark(word)} so`
      assert.strictEqual(withoutSuspects(text), text)
    }
  })

  it.each([
    ["gibberish", gibberish(16)],
    ["a longer word", letters(33)],
    ["a longer word with a capital", `X${letters(32)}`],
    ["a name that begins with a longer word", `${letters(32)}Name`],
    ["capitals", "X".repeat(16)],
    ["a capital at the end", `${letters(16)}X`],
    ["a digit before a word", `1${letters(20)}`],
    ["a name with a digit", "CredentialsProvider1"],
    ["a name of seven words", "AaBbCcDdEeFfGggggg"],
    ["a name with a digit and hyphens", "credential-provider-1"],
    ["a name that begins with a hyphen", "-credential-provider"],
    ["a name that ends with a hyphen", "credential-provider-"],
    ["a variable with a small letter", "AWS_CONTAINER_CREDENTIALs"],
    ["a variable of somebody else", "XAWS_CONTAINER_CREDENTIALS"],
    ["an ARN of no service", "arn:aws::eu-west-1:1:user/reader"],
    ["an ARN of a name for an account", "arn:aws:iam:eu-west-1:me:user/reader"],
    ["an ARN of another cloud", "arn:cloud:iam:eu-west-1:1:user/reader"],
    ["an ARN with a mark", "arn:aws:iam:eu-west-1:1:user/read!er"],
    ["an ARN with a long name", `arn:aws:iam::1:${letters(97)}`],
    ["an ARN in something", "xarn:aws:iam::1:user/reader"],
    ["an address with a long port", "169.254.170.23:655350"],
    ["an address that is too long", "1169.254.170.230:80"],
    ["an address after something", "x169.254.170.23:65535"],
    ["a number", "12345678901234567"],
    ["a service with a path", "https://sts.amazonaws.com/token"],
    ["a service by another protocol", "ftps://sts.amazonaws.com"],
    ["a service in something", "xhttps://sts.amazonaws.com"],
    ["a file with a mark", "/home/some+reader/.aws/sso"],
    ["a file in something", "!/home/reader/.aws/sso"],
    ["a file that is a folder", "/home/reader/.aws/sso/"],
    ["a deeper file", "/a".repeat(17)],
    ["a longer file", `/${letters(256)}`],
    ["a word after marks of another kind", `*${letters(20)}`],
    ["a word before marks of another kind", `${letters(20)}!`],
    ["a word with marks in it", `${letters(10)},${letters(10)}`],
  ])("takes out %s", (_, word) => {
    assert.strictEqual(withoutSuspects(`why: ${word} so`), "why: [redacted] so")
  })
})
