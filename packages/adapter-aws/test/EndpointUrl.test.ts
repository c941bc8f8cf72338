import { assert, describe, it } from "@effect/vitest"
import { withoutSecrets } from "@route-server/adapter-aws/EndpointUrl"

describe("EndpointUrl.withoutSecrets", () => {
  it.each([
    ["https://ec2.eu-west-1.amazonaws.com/", "https://ec2.eu-west-1.amazonaws.com/"],
    ["http://127.0.0.1:8080/path", "http://127.0.0.1:8080/path"],
    ["https://user:hunter2@proxy.example/ec2?key=hunter2", "https://proxy.example/ec2"],
    ["https://user:hunter2@a@b?c#hunter2", "https://b"],
    ["https://:hunter2@ho st/", "https://ho st/"],
    ["s3+http://hunter2@host/?a hunter2", "s3+http://host/"],
    ["hunter 2://x@host", "host"],
    ["user:hunter2@host", "host"],
    ["hunter2\n@[::1", "[::1"],
  ])("shows of %j only %j", (url, shown) => {
    assert.strictEqual(withoutSecrets(url), shown)
  })
})
