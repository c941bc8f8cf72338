/**
 * Keeps the page up to date: puts in what the server sends, and counts ages on. What a
 * reader has opened, focussed or scrolled to stays as it is.
 */

/** How long nothing may be heard of the server, in milliseconds, before it counts as cut off. */
const SILENCE = 30_000
/** How long to wait before another try, where the browser gives up by itself. */
const RETRY = 3000
/** The least time between two things that are said aloud. */
const SAYING = 5000
/** How late something may be before that is worth a word. */
const LATE = 60_000

const page = document.documentElement

/** @param {string} id */
const byId = (id) => {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`no element ${id}`)
  return element
}

const live = byId("live")
const cut = byId("cut")
const news = byId("news")

/** How far the server's clock is ahead of this one, in milliseconds. */
let ahead = Number(page.dataset.now) - Date.now()
const now = () => Date.now() + ahead

/** @param {number} millis */
const words = (millis) => {
  const seconds = Math.max(0, Math.floor(millis / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86_400)} d`
}

/** @param {number} millis */
const dueWords = (millis) => {
  if (millis >= 0) return `in ${words(millis)}`
  return millis > -LATE ? "now" : `overdue for ${words(-millis)}`
}

/** @param {Element} root */
const tick = (root) => {
  const at = now()
  for (const time of root.querySelectorAll("time:not(.clock)")) {
    const millis = Date.parse(time.getAttribute("datetime") ?? "") - at
    const isDue = time.classList.contains("due")
    const said = isDue ? dueWords(millis) : words(-millis)
    if (time.textContent !== said) time.textContent = said
    if (isDue) time.classList.toggle("late", millis <= -LATE)
  }
}

/** @param {number} time */
const clock = (time) => `${new Date(time).toISOString().slice(11, 19)} UTC`

/**
 * Makes an element like another of its kind, and keeps whatever of it can stay.
 *
 * @param {Element} old
 * @param {Element} next
 */
const become = (old, next) => {
  for (const { name } of [...old.attributes]) {
    // What is open is the reader's to say.
    if (name !== "open" && !next.hasAttribute(name)) old.removeAttribute(name)
  }
  for (const { name, value } of next.attributes) {
    if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value)
  }
  const children = [...next.childNodes]
  for (const [index, child] of children.entries()) {
    const mine = old.childNodes[index]
    if (mine === undefined) old.append(child)
    else if (
      mine instanceof Element &&
      child instanceof Element &&
      mine.tagName === child.tagName
    ) {
      become(mine, child)
    } else if (mine instanceof Text && child instanceof Text) {
      // The age in a time is counted here.
      if (old.tagName !== "TIME" && mine.data !== child.data) mine.data = child.data
    } else mine.replaceWith(child)
  }
  while (old.childNodes.length > children.length && old.tagName !== "TIME") old.lastChild?.remove()
}

/** @param {string} html */
const elementOf = (html) => {
  const template = document.createElement("template")
  template.innerHTML = html
  return template.content.firstElementChild
}

/**
 * @param {Element} region
 * @param {{ order?: Array<string>, set: Array<[key: string, html: string]> }} patch
 */
const put = (region, { order, set }) => {
  /** @type {Map<string | undefined, Element>} */
  const items = new Map()
  for (const child of region.children) {
    if (child instanceof HTMLElement) items.set(child.dataset.key, child)
  }
  for (const [key, html] of set) {
    const next = elementOf(html)
    if (next === null) continue
    const old = items.get(key)
    if (old === undefined || old.tagName !== next.tagName) {
      old?.remove()
      next.classList.add("new")
      items.set(key, next)
    } else become(old, next)
  }
  if (order !== undefined) {
    const wanted = new Set(order)
    for (const [key, item] of items) if (!wanted.has(key ?? "")) item.remove()
    let place = region.firstElementChild
    for (const key of order) {
      const item = items.get(key)
      if (item === undefined) continue
      if (item === place) place = place.nextElementSibling
      else region.insertBefore(item, place)
    }
  }
  tick(region)
}

/** @type {Array<string>} */
let unsaid = []
let saidAt = 0

/** Says aloud what is new, not more often than somebody can listen. */
const say = () => {
  if (unsaid.length === 0 || Date.now() - saidAt < SAYING) return
  news.textContent =
    unsaid.length > 3 ? `${unsaid.length} changes. ${unsaid.slice(-3).join(" ")}` : unsaid.join(" ")
  unsaid = []
  saidAt = Date.now()
}

let heardAt = Date.now()

const isLive = () => {
  live.dataset.state = "live"
  live.textContent = "Live"
  cut.hidden = true
}

const isCut = () => {
  if (live.dataset.state === "cut") return
  const since = clock(heardAt + ahead)
  live.dataset.state = "cut"
  live.textContent = `Cut off since ${since}`
  cut.textContent = `Cut off from the monitor since ${since}. What is shown is as of then, and its age grows. Trying again.`
  cut.hidden = false
}

/** @type {string | undefined} */
let build
/** @type {string | undefined} */
let version

/** @param {MessageEvent<string>} event */
const take = (event) => {
  const { now: at, build: made, title, regions, news: said } = JSON.parse(event.data)
  // The server was replaced by one with another page.
  if (build !== undefined && build !== made) location.reload()
  build = made
  version = event.lastEventId
  heardAt = Date.now()
  ahead = at - heardAt
  isLive()
  if (document.title !== title) document.title = title
  for (const [id, patch] of Object.entries(regions)) put(byId(id), patch)
  unsaid.push(...said)
  say()
}

/** @type {EventSource} */
let source

const listen = () => {
  const url = new URL(page.dataset.events ?? "", location.href)
  if (version !== undefined) url.searchParams.set("version", version)
  source = new EventSource(url)
  source.addEventListener("page", take)
  source.addEventListener("error", () => {
    isCut()
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, RETRY)
  })
}

setInterval(() => {
  tick(document.body)
  say()
  if (Date.now() - heardAt > SILENCE && source.readyState !== EventSource.CLOSED) {
    isCut()
    source.close()
    listen()
    heardAt = Date.now()
  }
}, 1000)

// The time itself, for who wants to know it.
document.addEventListener("pointerover", ({ target }) => {
  if (target instanceof HTMLTimeElement) target.title = target.dateTime.replace("T", " ")
})

listen()
