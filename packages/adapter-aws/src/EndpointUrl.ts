/**
 * URLs of endpoints, as they may be shown.
 */

/**
 * A URL, or what was to be one, without what may be secret: what stands before its `@`,
 * and its query.
 *
 * **Example** (What to log of an endpoint)
 *
 * ```ts
 * import { withoutSecrets } from "@route-server/adapter-aws/EndpointUrl"
 *
 * withoutSecrets("https://user:password@proxy.example/ec2?key=1") // => "https://proxy.example/ec2"
 * ```
 *
 * @category formatting
 */
export const withoutSecrets = (url: string): string =>
  url.replace(/[?#][\s\S]*/, "").replace(/([a-z][a-z\d+.-]*:\/\/)?[\s\S]*@/i, "$1")
