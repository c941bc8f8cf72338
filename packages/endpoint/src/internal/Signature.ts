/**
 * The signature of a request, in so far as it is looked at: AWS Signature
 * Version 4, in the `Authorization` header or in `X-Amz-` parameters, or Signature
 * Version 2, in parameters, as old clients sign (docs).
 *
 * The endpoint knows no secret keys, so it can't tell a right signature from a
 * wrong one; it only tells a signed request from an unsigned one.
 */
import type { QueryParameters } from "./QueryParameters.ts"

/** The parameters of Signature Version 2 (docs). */
const VERSION_2: ReadonlySet<string> = new Set([
  "AWSAccessKeyId",
  "SignatureVersion",
  "SignatureMethod",
  "Timestamp",
  "Expires",
  "Signature",
  "SecurityToken",
])

/** Whether a parameter is one of a signature, which every action may have. */
export const isParameter = (name: string): boolean =>
  name.startsWith("X-Amz-") || VERSION_2.has(name)

const SCHEME = /^AWS4-[A-Z0-9-]+\s/

const SIGNATURE = /^Signature=[0-9a-fA-F]/

const CREDENTIAL = /^Credential=([^/]+)\//

const KEY_ID = /^([^/]+)\//

const fromHeader = (authorization: string): string | undefined => {
  if (!SCHEME.test(authorization)) return undefined
  const parts = authorization.split(/[\s,]+/)
  const keyIds = parts.flatMap((part) => CREDENTIAL.exec(part)?.[1] ?? [])
  return parts.some((part) => SIGNATURE.test(part)) ? keyIds.at(-1) : undefined
}

/** The access key ID that a request is signed with, or `undefined` if it is not signed. */
export const accessKeyId = (
  authorization: string | undefined,
  parameters: QueryParameters,
): string | undefined => {
  if (authorization !== undefined) return fromHeader(authorization)
  if (parameters.get("X-Amz-Signature")) {
    return KEY_ID.exec(parameters.get("X-Amz-Credential") ?? "")?.[1]
  }
  return parameters.get("Signature") ? parameters.get("AWSAccessKeyId") || undefined : undefined
}
