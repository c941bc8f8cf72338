/**
 * Prometheus itself, as Debian has it (`apt-get install prometheus prometheus-alertmanager`):
 * the tools that check, and the server that scrapes.
 */
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { createInterface } from "node:readline"
import { Metrics, type MonitorView, type WebhookStatus } from "@route-server/monitor"
import { Schema } from "effect"
import { samplesOf } from "./exposition.ts"

const packageFolder = resolve(import.meta.dirname, "../..")

/** The files that the package ships. */
export const RULES = join(packageFolder, "prometheus/route-server.rules.yml")
export const DASHBOARD = join(packageFolder, "grafana/route-server.json")

/** Runs a tool, and gives what it says. Throws that if it is not content. */
const run = (
  tool: string,
  debian: string,
  args: ReadonlyArray<string>,
  input: string | undefined,
): string => {
  const { error, status, stdout, stderr } = spawnSync(tool, args, {
    encoding: "utf8",
    ...(input === undefined ? {} : { input }),
  })
  if (error !== undefined) {
    throw new Error(`${tool} does not run (apt-get install ${debian}): ${error.message}`)
  }
  if (status !== 0) throw new Error(`${tool} ${args.join(" ")}:\n${stdout}${stderr}`)
  return stdout
}

/** Prometheus' own tool that checks. */
export const promtool = (args: ReadonlyArray<string>, input?: string): string =>
  run("promtool", "prometheus", args, input)

/** The same of Alertmanager. */
export const amtool = (args: ReadonlyArray<string>): string =>
  run("amtool", "prometheus-alertmanager", args, undefined)

/** The settings that the README shows for a program. */
export const documented = (program: string): string => {
  const readme = readFileSync(join(packageFolder, "README.md"), "utf8")
  const [, text] = new RegExp(`\`\`\`yaml ${program}\\n(.*?)\`\`\``, "s").exec(readme) ?? []
  if (text === undefined) throw new Error(`the README shows no settings for ${program}`)
  return text
}

/** In milliseconds: how long a server may take to come to a state. */
const PATIENCE = 120_000

/** In seconds: how often the monitors of a scene are scraped, and the rules evaluated, unless it says otherwise. */
const INTERVAL = 15

/** What monitors show as time goes by, in seconds since the begin of the scene. */
export interface Scene {
  readonly minutes: number
  /** In seconds: how often the monitors are scraped. Default: 15. */
  readonly interval?: number
  /** What a monitor shows; nothing if it can't be scraped. */
  readonly at: (seconds: number, instance: string) => MonitorView.FleetState | undefined
  /** How the telling of webhooks goes. Default: there are none. */
  readonly webhooks?: (seconds: number) => ReadonlyArray<WebhookStatus.WebhookStatus>
  /** The runners that a monitor sees. Default: it has no cluster. */
  readonly runners?: (seconds: number) => Metrics.Options["runners"]
  /** The monitors that are scraped. Default: one. */
  readonly instances?: ReadonlyArray<string>
}

/** The series that a server has which scrapes the monitors of a scene, in the notation of promtool. */
const seriesOf = ({
  minutes,
  interval = INTERVAL,
  at,
  webhooks,
  runners,
  instances = ["a"],
}: Scene) => {
  const series = new Map<string, Array<string>>()
  const steps = (minutes * 60) / interval
  for (let step = 0; step <= steps; step += 1) {
    const seconds = step * interval
    const note = (name: string, labels: Readonly<Record<string, string>>, value: number) => {
      const pairs = Object.entries(labels).map(([key, text]) => `${key}=${JSON.stringify(text)}`)
      const key = `${name}{${pairs.join(",")}}`
      const values = series.get(key) ?? []
      series.set(key, values)
      // Where a series was and is not any more, a server notes so.
      if (values.length > 0 && values.length < step) values.push("stale")
      while (values.length < step) values.push("_")
      values.push(String(value))
    }
    for (const instance of instances) {
      const own = { job: "route-server", instance }
      const state = at(seconds, instance)
      note("up", own, state === undefined ? 0 : 1)
      if (state === undefined) continue
      const text = Metrics.render(state, {
        now: seconds * 1000,
        format: "prometheus",
        webhooks: webhooks?.(seconds),
        runners: runners?.(seconds),
      })
      for (const { name, labels, value } of samplesOf(text)) {
        note(name, { ...labels, ...own }, value)
      }
    }
  }
  return [...series].map(([name, values]) => ({
    series: name,
    values: [...values, ...(values.length <= steps ? ["stale"] : [])].join(" "),
  }))
}

/** Writes files into a folder of their own, which is gone afterwards. */
export const inFolder = <A>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => A,
): A => {
  const folder = mkdtempSync(join(tmpdir(), "route-server-prometheus-"))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** How many alerts of each name fire at times of a scene, such as `{ "7m": { AwsRouteServerIsolated: 1 } }`. */
export type Firing = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Has promtool say whether the rules of the package fire in a scene what is expected, and nothing else. */
export const assertFiring = (scene: Scene, firing: Firing): void => {
  const { interval = INTERVAL } = scene
  const test = {
    rule_files: [RULES],
    evaluation_interval: `${interval}s`,
    tests: [
      {
        interval: `${interval}s`,
        input_series: seriesOf(scene),
        promql_expr_test: Object.entries(firing).map(([time, alerts]) => ({
          expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
          eval_time: time,
          exp_samples: Object.entries(alerts).map(([name, value]) => ({
            labels: `{alertname="${name}"}`,
            value,
          })),
        })),
      },
    ],
  }
  // What is JSON is YAML.
  inFolder({ "test.yml": JSON.stringify(test) }, (folder) =>
    promtool(["test", "rules", join(folder, "test.yml")]),
  )
}

/**
 * The rules of the package with minutes for seconds, so that nobody has to wait: how long
 * something has to last is of no interest here, which `promtool` judges by the clock of
 * its own.
 */
const hurried = (rules: string): string =>
  rules.replace(/^(\s+(?:for|keep_firing_for): \d+)m$/gm, "$1s")

const labelled = Schema.Struct({ labels: Schema.Record(Schema.String, Schema.String) })

const Alerts = Schema.Struct({
  data: Schema.Struct({
    alerts: Schema.Array(
      Schema.Struct({
        ...labelled.fields,
        annotations: Schema.Record(Schema.String, Schema.String),
        state: Schema.String,
      }),
    ),
  }),
})

const Vector = Schema.Struct({
  data: Schema.Struct({
    result: Schema.Array(
      Schema.Struct({
        metric: Schema.Record(Schema.String, Schema.String),
        value: Schema.Tuple([Schema.Number, Schema.String]),
      }),
    ),
  }),
})

const Metadata = Schema.Struct({
  data: Schema.Record(Schema.String, Schema.Array(Schema.Struct({ type: Schema.String }))),
})

/** A server that scrapes, evaluates the rules of the package, and is asked over its API. */
export class PrometheusServer {
  private readonly url: string
  private readonly stop: () => Promise<void>

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url
    this.stop = stop
  }

  /** Starts one that scrapes these paths of an address every second, each as a job of its own. */
  static async start(
    address: string,
    jobs: Readonly<Record<string, string>>,
  ): Promise<PrometheusServer> {
    const folder = mkdtempSync(join(tmpdir(), "route-server-prometheus-"))
    const config = {
      global: { scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s" },
      rule_files: ["rules.yml"],
      scrape_configs: Object.entries(jobs).map(([job_name, metrics_path]) => ({
        job_name,
        metrics_path,
        static_configs: [{ targets: [address] }],
      })),
    }
    writeFileSync(join(folder, "prometheus.yml"), JSON.stringify(config))
    writeFileSync(join(folder, "rules.yml"), hurried(readFileSync(RULES, "utf8")))
    const child = spawn(
      "prometheus",
      [
        `--config.file=${join(folder, "prometheus.yml")}`,
        `--storage.tsdb.path=${join(folder, "data")}`,
        "--web.listen-address=127.0.0.1:0",
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    )
    const closed = once(child, "close")
    const stop = async () => {
      child.kill("SIGTERM")
      await closed
      rmSync(folder, { recursive: true })
    }
    const lines: Array<string> = []
    for await (const line of createInterface(child.stderr)) {
      lines.push(line)
      const [, at] = /msg="Listening on" address=(\S+)/.exec(line) ?? []
      if (at === undefined) continue
      child.stderr.resume()
      const server = new PrometheusServer(`http://${at}`, stop)
      // It listens before it has read its data, and refuses all questions until then.
      await server.until((asked) => asked.isReady(), Boolean, "readiness")
      return server
    }
    throw new Error(`prometheus does not start:\n${lines.join("\n")}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  private async isReady(): Promise<boolean> {
    const response = await fetch(`${this.url}/-/ready`)
    await response.text()
    return response.ok
  }

  private async get<A>(path: string, schema: Schema.ConstraintDecoder<A>): Promise<A> {
    const response = await fetch(`${this.url}/api/v1/${path}`)
    const body: unknown = await response.json()
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(body)}`)
    return Schema.decodeUnknownSync(schema)(body)
  }

  /** The alerts that fire. */
  async firing() {
    const { data } = await this.get("alerts", Alerts)
    return data.alerts.filter(({ state }) => state === "firing")
  }

  /** What an expression has for a value now, or whatever part of it the server refuses. */
  async query(expression: string) {
    const { data } = await this.get(`query?query=${encodeURIComponent(expression)}`, Vector)
    return data.result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }))
  }

  /** The types of metrics as the server came to know them. */
  async types() {
    const { data } = await this.get("metadata", Metadata)
    return new Map(Object.entries(data).map(([name, [first]]) => [name, first?.type]))
  }

  /** Asks until an answer is as it should be. The limit is for a server that never gets there. */
  async until<A>(
    ask: (server: this) => Promise<A>,
    isAsExpected: (answer: A) => boolean,
    what: string,
  ): Promise<A> {
    const end = Date.now() + PATIENCE
    for (;;) {
      const answer = await ask(this)
      if (isAsExpected(answer)) return answer
      if (Date.now() > end) throw new Error(`${what} never came: ${JSON.stringify(answer)}`)
      await new Promise((resume) => setTimeout(resume, 100))
    }
  }
}
