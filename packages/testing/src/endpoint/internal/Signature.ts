/**
 * The signature of a request, in so far as it is looked at: AWS Signature
 * Version 4, in the `Authorization` header or in `X-Amz-` parameters.
 *
 * The endpoint knows no secret keys, so it can't tell a right signature from a
 * wrong one; it only tells a signed request from an unsigned one.
 */
import type { QueryParameters } from "./QueryParameters.ts"

const AUTHORIZATION = /^AWS4-[A-Z0-9-]+\s(?=.*\bSignature=[0-9a-fA-F]).*\bCredential=([^/,\s]+)\//

const KEY_ID = /^([^/]+)\//

/** The access key ID that a request is signed with, or `undefined` if it is not signed. */
export const accessKeyId = (
  authorization: string | undefined,
  parameters: QueryParameters,
): string | undefined => {
  if (authorization !== undefined) return AUTHORIZATION.exec(authorization)?.[1]
  return parameters.get("X-Amz-Signature")
    ? KEY_ID.exec(parameters.get("X-Amz-Credential") ?? "")?.[1]
    : undefined
}
