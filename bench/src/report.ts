/** Figures for people. */
import { cpus, totalmem } from "node:os"
import type { Figure } from "./measure.ts"

/** The machine that the figures were taken on. */
export const machine = (): string => {
  const [first, ...more] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${first?.model ?? "?"}, ${more.length + 1} cores, ${memory} GiB, Node ${process.version}`
}

const amount = (value: number, unit: Figure["unit"]): string => {
  if (unit === "bytes") {
    return value >= 1e6 ? `${(value / 1e6).toPrecision(3)} MB` : `${value.toPrecision(3)} B`
  }
  if (value >= 1) return `${value.toPrecision(3)} ms`
  return value >= 0.001
    ? `${(value * 1000).toPrecision(3)} µs`
    : `${(value * 1_000_000).toPrecision(3)} ns`
}

export const times = (ratio: number): string =>
  ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(2)

const header = ["work", "against", "ours", "theirs", "ratio", "middle half", "to reach", "rounds"]

/** A table in Markdown, as wide as it has to be. */
export const table = (figures: ReadonlyArray<Figure>): string => {
  const rows = figures.map(({ work, against, unit, ours, theirs, ratio, limit, rounds }) => [
    work,
    against,
    amount(ours, unit),
    amount(theirs, unit),
    `${times(ratio.median)}${ratio.median > limit ? " (!)" : ""}`,
    `${times(ratio.from)}–${times(ratio.to)}`,
    times(limit),
    String(rounds),
  ])
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const line = (cells: ReadonlyArray<string>, fill = " ") =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(" | ")} |`
  return [
    line(header),
    line(
      header.map(() => "-"),
      "-",
    ),
    ...rows.map((row) => line(row)),
  ].join("\n")
}
