import { afterAll, afterEach, assert, beforeAll, describe, it } from "@effect/vitest"
import type { TargetState } from "@route-server/monitor"
import { Redacted } from "effect"
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core"
import { launch } from "../../../../test/support/chromium.ts"
import { words } from "../../src/internal/page/times.ts"
import { change, inaccessible, open, type Served, serve, watch } from "../support/browser.ts"
import { failing, fleetOf, read, target, withBgp } from "../support/ScriptedView.ts"

type State = TargetState.TargetState

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const opened: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

const started = async (...given: Parameters<typeof serve>): Promise<Served> => {
  const served = await serve(...given)
  opened.push(served.close)
  return served
}

/** A page that must do nothing wrong, and is looked at when its test ends. */
const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const { faults } = watch(page)
  opened.unshift(async () => {
    await context.close()
    assert.deepStrictEqual(faults, [])
  })
  return page
}

/** Peers whose sessions are all up, but for one in so many. */
const mostlyUp = (size: number, targets: number, oneIn: number): ReadonlyArray<State> =>
  fleetOf(size, targets, Date.now()).map((state) => ({
    ...state,
    peers: (state.peers ?? []).map((peer, index) => ({
      ...withBgp(peer, index % oneIn === oneIn - 1 ? "down" : "up"),
      BfdStatus: { Status: "up" as const },
    })),
  }))

/** A fleet with everything in it that the page has a form for. */
const everything = (): ReadonlyArray<State> => {
  const now = Date.now()
  const long = "a-name-without-any-place-to-break-it-".repeat(4)
  const odd = fleetOf(40, 1, now)[0] ?? assert.fail()
  return [
    ...mostlyUp(60, 3, 20),
    odd,
    {
      ...failing(read(long, odd.peers ?? [], { now }), { now, message: long }),
      target: { ...target(long), account: long },
      unreadable: [{ message: "No ID" }],
    },
    failing(
      { ...read("forbidden/us-east-1", [], { now }), target: target("forbidden/us-east-1") },
      { now },
    ),
    { ...read("late/eu-west-1", [], { now, secondsAgo: 900 }), nextPollAt: now - 600_000 },
  ]
}

const textOf = async (locator: Locator) => (await locator.textContent()) ?? ""

const isWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)

describe("The page in a browser", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 360]) {
      it(`is accessible and fits, ${colorScheme} and ${width} pixels wide`, async () => {
        const fleet = everything()
        const served = await started(fleet)
        const page = await newPage({ colorScheme, viewport: { width, height: 800 } })
        await open(page, served.url)
        // As many changes as make their list one to scroll.
        const { target, peers = [] } = fleet[0] ?? assert.fail()
        for (const peer of peers) {
          await change(served, ({ put }) => put(target.name, withBgp(peer, "down"), Date.now()))
        }
        await page.waitForFunction(() => {
          const changes = document.querySelector("#changes")
          return changes !== null && changes.scrollHeight > changes.clientHeight
        })
        for (const group of await page.locator("#fleet > details").all()) {
          await group.evaluate((details) => details.setAttribute("open", ""))
        }
        assert.deepStrictEqual(await inaccessible(page), [])
        assert.isFalse(await isWide(page))
        await served.close()
        await page.locator("#cut").waitFor()
        assert.deepStrictEqual(await inaccessible(page), [])
        assert.isFalse(await isWide(page))
      })
    }
  }

  it("can be walked through with the keyboard, which shows where it is", async () => {
    const served = await started(everything())
    const page = await newPage()
    await open(page, served.url)
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement
        if (element === null) return { what: "", outline: "" }
        const { outlineStyle, outlineWidth } = getComputedStyle(element)
        return {
          what: `${element.tagName} ${element.textContent?.slice(0, 30)}`,
          outline: `${outlineStyle} ${outlineWidth}`,
        }
      })
    await page.keyboard.press("Tab")
    assert.strictEqual((await focused()).what, "A Skip to the peers")
    assert.isTrue(await page.locator(".skip").isVisible())
    await page.keyboard.press("Enter")
    assert.strictEqual(await page.evaluate(() => document.activeElement?.id), "main")
    const walked: Array<string> = []
    for (;;) {
      await page.keyboard.press("Tab")
      const { what, outline } = await focused()
      if (what.startsWith("BODY") || walked.length > 200) break
      assert.strictEqual(outline, "solid 3px", what)
      walked.push(what)
    }
    const stops = await page.locator("main a, main summary, footer a").count()
    assert.isAtLeast(walked.length, stops)
    const first = page.locator("#fleet summary").first()
    await first.focus()
    await page.keyboard.press("Enter")
    assert.isTrue(await page.locator("#fleet table").first().isVisible())
    await page.keyboard.press("Space")
    assert.isFalse(await page.locator("#fleet table").first().isVisible())
  })

  it("is complete without scripts, and reloads unless told not to", async () => {
    const served = await started(everything())
    const page = await newPage({ javaScriptEnabled: false })
    await page.goto(served.url)
    assert.match(await textOf(page.locator("#live")), /^As of .* UTC$/)
    assert.match(await textOf(page.locator("#down")), /BGP down/)
    assert.match(await textOf(page.locator("#targets")), /overdue for 10 min/)
    assert.strictEqual(await page.locator("meta[http-equiv=refresh]").count(), 1)
    await page.locator("#fleet summary").first().click()
    assert.isTrue(await page.locator("#fleet table").first().isVisible())
    await page.getByRole("link", { name: "Stop that" }).click()
    assert.strictEqual(await page.locator("meta[http-equiv=refresh]").count(), 0)
  })

  it("shows a change as it comes, and leaves what the reader does alone", async () => {
    const fleet = mostlyUp(200, 4, 1000)
    const { target, peers = [] } = fleet[3] ?? assert.fail()
    const peer = peers[7] ?? assert.fail()
    const served = await started(fleet)
    const page = await newPage()
    await open(page, served.url)
    assert.strictEqual(await textOf(page.locator("#down .nothing")), "Nothing is down.")
    const group = page.locator("#fleet > details", { hasText: peer.RouteServerPeerId })
    await group.locator("summary").click()
    const other = page.locator("#fleet > details").first()
    await other.locator("summary").focus()
    await group.scrollIntoViewIfNeeded()
    // The very elements, not others like them.
    await page.evaluate(
      ([id]) => {
        const row = [...document.querySelectorAll("#fleet tr")].find((each) =>
          each.textContent?.includes(id ?? ""),
        )
        Object.assign(window, { row, focused: document.activeElement })
      },
      [peer.RouteServerPeerId],
    )
    const where = () => group.evaluate((details) => Math.round(details.getBoundingClientRect().top))
    const before = await where()
    await change(served, ({ put }) => put(target.name, withBgp(peer, "down"), Date.now()))
    await page.locator("#trouble", { hasText: peer.RouteServerPeerId }).waitFor()
    assert.match(await page.title(), /^1 down ·/)
    assert.isTrue(
      await page.evaluate(
        "row.isConnected && row.textContent.includes('BGP down') && document.activeElement === focused",
      ),
    )
    assert.isTrue(await group.evaluate((details) => details.hasAttribute("open")))
    assert.closeTo(await where(), before, 2)
    assert.match(await textOf(page.locator("#changes li").first()), /BGP up → down/)
    await page
      .locator("#news", { hasText: `in ${target.name} is down; it was up.` })
      .waitFor({ state: "attached" })
    await change(served, ({ put }) => put(target.name, withBgp(peer, "up"), Date.now()))
    await page.locator("#down .nothing").waitFor()
    assert.isTrue(await page.evaluate("document.activeElement === focused"))
  })

  it("says so when it is cut off, while its data grows older, and goes on when the server is back", async () => {
    const fleet = mostlyUp(20, 2, 1000)
    const { target, peers = [] } = fleet[1] ?? assert.fail()
    const served = await started(fleet)
    const page = await newPage()
    await open(page, served.url)
    await served.close()
    await page.locator("#cut").waitFor()
    assert.match(
      await textOf(page.locator("#cut")),
      /^Cut off from the monitor since \d\d:\d\d:\d\d UTC/,
    )
    assert.match(await textOf(page.locator("#live")), /^Cut off since/)
    const seconds = async () =>
      Number.parseInt(await textOf(page.locator("#targets time:not(.due)").first()), 10)
    const then = await seconds()
    await page.waitForFunction(
      (least) =>
        Number.parseInt(document.querySelector("#targets time")?.textContent ?? "", 10) > least,
      then + 1,
    )
    const again = await started(fleet, { port: Number(new URL(served.url).port) })
    await change(again, ({ put }) =>
      put(target.name, withBgp(peers[0] ?? assert.fail(), "down"), Date.now()),
    )
    await page.locator("#live[data-state=live]").waitFor()
    await page.locator("#trouble", { hasText: "1 of 10 down" }).waitFor()
    assert.isTrue(await page.locator("#cut").isHidden())
  })

  it("is read with the token as a browser's password, its stream too", async () => {
    const served = await started(mostlyUp(10, 1, 5), { token: Redacted.make("0123456789abcdef") })
    const page = await newPage({
      httpCredentials: { username: "any", password: "0123456789abcdef" },
    })
    await open(page, served.url)
    assert.match(await textOf(page.locator("#down")), /BGP down/)
  })

  it("counts ages as the server does", async () => {
    const served = await started([])
    const page = await newPage()
    await open(page, served.url)
    const millis = [
      -5, 0, 999, 59_999, 60_000, 3_599_999, 3_600_000, 172_799_999, 172_800_000, 1e10,
    ]
    assert.deepStrictEqual(
      await page.evaluate(`${JSON.stringify(millis)}.map((each) => words(each))`),
      millis.map(words),
    )
  })

  it("is quick with 2,000 peers", async () => {
    const fleet = mostlyUp(2000, 12, 200)
    const { target, peers = [] } = fleet[5] ?? assert.fail()
    const peer = peers[3] ?? assert.fail()
    const served = await started(fleet)
    const page = await newPage({ viewport: { width: 360, height: 800 } })
    await open(page, served.url)
    assert.isFalse(await isWide(page))
    assert.strictEqual(await page.locator("#fleet tbody tr").count(), 2000)
    assert.strictEqual(await page.locator("#fleet table >> visible=true").count(), 0)
    const figures = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType("navigation")
      return navigation instanceof PerformanceNavigationTiming
        ? [navigation.domInteractive, navigation.transferSize, navigation.decodedBodySize]
        : []
    })
    const began = performance.now()
    await change(served, ({ put }) => put(target.name, withBgp(peer, "down"), Date.now()))
    await page.locator("#trouble", { hasText: peer.RouteServerPeerId }).waitFor()
    const ticking = await page.evaluate(
      "(() => { const began = performance.now(); tick(document.body); return performance.now() - began })()",
    )
    process.stdout.write(
      `2,000 peers: interactive after ${figures[0]} ms, ${figures[1]} bytes sent of ${figures[2]}; a change shown after ${Math.round(performance.now() - began)} ms; ages counted in ${ticking} ms\n`,
    )
    // Much of this is text twice over, so it is far smaller on the wire.
    assert.isBelow(figures[1] ?? Number.POSITIVE_INFINITY, 150_000)
  })
})
