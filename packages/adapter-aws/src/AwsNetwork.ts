/**
 * The way to AWS through the network of a company: proxies and certificates.
 *
 * The SDK for JavaScript knows neither the proxy variables nor `AWS_CA_BUNDLE`
 * (run). This makes a request handler that does, as the AWS CLI does. It needs
 * Node's own HTTP, so it stands at a subpath of its own.
 *
 * **Example** (Whatever the environment says)
 *
 * ```ts
 * import { AwsPeerSource } from "@route-server/adapter-aws"
 * import * as AwsNetwork from "@route-server/adapter-aws/AwsNetwork"
 * import { Effect, Layer } from "effect"
 *
 * const live = Layer.unwrap(
 *   Effect.map(
 *     AwsNetwork.requestHandler({ environment: process.env }),
 *     (requestHandler) => AwsPeerSource.layer({ requestHandler }),
 *   ),
 * )
 * ```
 */
import { promises as files } from "node:fs"
import { Agent as HttpAgent } from "node:http"
import { Agent as HttpsAgent } from "node:https"
import { PeerSourceError } from "@route-server/core"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import * as Effect from "effect/Effect"
import { TIMEOUTS } from "./internal/timeouts.ts"

type Environment = Readonly<Record<string, string | undefined>>

/**
 * What to go by.
 *
 * @category options
 */
export interface Options {
  /**
   * Where `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` and `AWS_CA_BUNDLE` are looked
   * up; of the first three the spelling in small letters goes before. Default: empty.
   */
  readonly environment?: Environment | undefined
  /**
   * A file of certificates in PEM, to trust instead of those that Node does; it goes
   * before `AWS_CA_BUNDLE`.
   */
  readonly caBundle?: string | undefined
}

const invalid = (message: string, why: { readonly cause?: unknown } = {}) =>
  new PeerSourceError.TransportError({ message, reason: { _tag: "InvalidConfiguration" }, ...why })

const variable = (environment: Environment, name: string): string =>
  environment[name.toLowerCase()] || environment[name] || ""

/** The proxy of a variable, which may be written without its scheme, as `proxy.example:3128`. */
const proxyOf = (environment: Environment, name: string) => {
  const value = variable(environment, name).trim()
  if (value === "") return Effect.undefined
  const url = value.includes("://") ? value : `http://${value}`
  return URL.canParse(url) && /^https?:/i.test(url)
    ? // Node takes no notice of a proxy whose scheme is in capitals (run).
      Effect.succeed(new URL(url).href)
    : // The value may hold a password.
      Effect.fail(invalid(`${name} is not the URL of an HTTP proxy`))
}

/**
 * Whether a host is asked without a proxy, by the value of `NO_PROXY`: names and
 * domains, with or without a dot before them, with or without a port, or `*` for all.
 * (The AWS CLI reads it so, run.)
 *
 * **Example** (All of a domain)
 *
 * ```ts
 * import { bypasses } from "@route-server/adapter-aws/AwsNetwork"
 *
 * bypasses("localhost,amazonaws.com", "ec2.eu-west-1.amazonaws.com") // => true
 * bypasses("localhost,amazonaws.com", "notamazonaws.com") // => false
 * ```
 *
 * @category predicates
 */
export const bypasses = (noProxy: string, hostname: string, port?: number): boolean => {
  if (noProxy.trim() === "*") return true
  const host = hostname.toLowerCase()
  const hosts = [host, `${host}:${port}`]
  return noProxy.split(",").some((entry) => {
    const name = entry.trim().toLowerCase().replace(/^\.+/, "")
    return name !== "" && hosts.some((host) => host === name || host.endsWith(`.${name}`))
  })
}

/** The certificates of a file; they replace those that Node trusts, as in the AWS CLI. */
const certificates = (path: string) =>
  Effect.tryPromise({
    try: () => files.readFile(path),
    catch: (cause) => invalid(`The CA bundle '${path}' can't be read`, { cause }),
  }).pipe(
    Effect.filterOrFail(
      (bytes) => bytes.includes("-----BEGIN CERTIFICATE-----"),
      () => invalid(`The CA bundle '${path}' holds no certificate in PEM`),
    ),
  )

/** The first Node of each line whose agents know proxies. */
const PROXY_SINCE: Readonly<Record<number, number>> = { 22: 21, 24: 5 }

const knowsProxies = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  return major > 24 || minor >= (PROXY_SINCE[major] ?? Number.POSITIVE_INFINITY)
}

/**
 * A request handler for `AwsPeerSource.layer` and for every other client of the SDK.
 * It waits for an answer as long as the layer does by itself. Fails with a
 * `TransportError` whose reason is `InvalidConfiguration` for a proxy that is no URL, a
 * bundle that can't be read, and a proxy under a Node that knows none: it takes 22.21
 * or 24.5.
 *
 * @category constructors
 */
export const requestHandler = Effect.fnUntraced(function* ({
  environment = {},
  caBundle = environment["AWS_CA_BUNDLE"],
}: Options = {}) {
  const proxies = {
    HTTPS_PROXY: yield* proxyOf(environment, "HTTPS_PROXY"),
    HTTP_PROXY: yield* proxyOf(environment, "HTTP_PROXY"),
  }
  const ca = caBundle ? { ca: yield* certificates(caBundle) } : {}
  const handler = (proxyEnv?: typeof proxies) =>
    new NodeHttpHandler({
      ...TIMEOUTS,
      httpAgent: new HttpAgent({ keepAlive: true, proxyEnv }),
      httpsAgent: new HttpsAgent({ keepAlive: true, proxyEnv, ...ca }),
    })
  const direct = handler()
  if (proxies.HTTPS_PROXY === undefined && proxies.HTTP_PROXY === undefined) return direct
  if (!knowsProxies(process.versions.node)) {
    return yield* invalid(
      `A proxy is set, and Node ${process.versions.node} knows none: it takes 22.21 or 24.5`,
    )
  }
  const proxied = handler(proxies)
  const noProxy = variable(environment, "NO_PROXY")
  const handle: NodeHttpHandler["handle"] = (request, options) => {
    const { hostname, port } = request
    return (bypasses(noProxy, hostname, port) ? direct : proxied).handle(request, options)
  }
  return Object.assign(handler(), {
    handle,
    destroy: () => {
      direct.destroy()
      proxied.destroy()
    },
  })
})
