#!/usr/bin/env node
/**
 * The entry of the command. Every Node can read it, however old, so that one that is too
 * old is told so.
 */
var needed = require("../package.json").engines.node.replace(">=", "")
var want = needed.split(".").map(Number)
var have = process.versions.node.split(".").map(Number)
var isTooOld = have[0] < want[0] || (have[0] === want[0] && have[1] < want[1])
// What Bun and Deno say of Node tells nothing about them.
var isNode = !process.versions.bun && !process.versions.deno

if (isNode && isTooOld) {
  console.error("route-server: needs Node", needed, "or later; this is", process.version)
  // In the table of exit statuses: nothing could be asked.
  process.exitCode = 253
} else {
  require("./start.cjs")
}
