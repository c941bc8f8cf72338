/** A browser for the tests that need one. */
import { type Browser, chromium } from "playwright-core"

/** Where Debian has it; another place can be named. */
const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium"

export const launch = (): Promise<Browser> =>
  // It has no sandbox as root, as which containers run; and nothing is shown to it but our own pages.
  chromium.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox"] })
