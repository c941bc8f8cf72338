/**
 * The AWS SDK as a client of an endpoint.
 */
import {
  DescribeRouteServerPeersCommand,
  type DescribeRouteServerPeersCommandInput,
  EC2Client,
  EC2ServiceException,
} from "@aws-sdk/client-ec2"
import { assert } from "@effect/vitest"
import type { DescribeRouteServerPeers } from "@route-server/core"
import { Effect } from "effect"

/** A client that keeps connections alive, as the SDK does unless told otherwise. */
export const clientOf = (url: string) =>
  Effect.acquireRelease(
    Effect.sync(
      () =>
        new EC2Client({
          endpoint: url,
          region: "eu-west-1",
          credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET", sessionToken: "TOKEN" },
          maxAttempts: 1,
        }),
    ),
    (client) => Effect.sync(() => client.destroy()),
  )

/** The SDK's parser reads a text as empty that is all white space with a line feed in it. */
export const asSdkReads = (text: string): string =>
  text.trim() === "" && text.includes("\n") ? "" : text

export const throughSdk = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member) =>
      typeof member === "string" ? asSdkReads(member) : member,
    ),
  )

/** The SDK's types ask for mutable lists. */
const toInput = (request: DescribeRouteServerPeers.Request): DescribeRouteServerPeersCommandInput =>
  JSON.parse(JSON.stringify(request))

export const ask = async (client: EC2Client, request: DescribeRouteServerPeers.Request) => {
  try {
    const { $metadata, ...page } = await client.send(
      new DescribeRouteServerPeersCommand(toInput(request)),
    )
    assert.match($metadata.requestId ?? "", /^[0-9a-f-]{36}$/)
    return page
  } catch (error) {
    if (!(error instanceof EC2ServiceException)) throw error
    assert.match(error.$metadata.requestId ?? "", /^[0-9a-f-]{36}$/)
    return `${error.$metadata.httpStatusCode} ${error.name}: ${error.message}`
  }
}
