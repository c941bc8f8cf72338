/**
 * Times on the page. An element says when, and how long ago that is, is written into it
 * last: by `fill`, and in a browser by the page's script, second by second. So what is
 * between two polls the same is the same HTML.
 */
import { type Html, html } from "../html.ts"

const iso = (time: number): string => new Date(time).toISOString()

/** How long ago something was. */
export const ago = (time: number): Html => html`<time datetime="${iso(time)}"></time>`

/** How long it is until something is due. */
export const due = (time: number): Html => html`<time class="due" datetime="${iso(time)}"></time>`

/** How long a time is, in milliseconds, in one unit. */
export const words = (millis: number): string => {
  const seconds = Math.max(0, Math.floor(millis / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86_400)} d`
}

/** How late something may be before that is worth a word, in milliseconds. */
const LATE = 60_000

const dueWords = (millis: number): string => {
  if (millis >= 0) return `in ${words(millis)}`
  return millis > -LATE ? "now" : `overdue for ${words(-millis)}`
}

const TIME = /<time( class="due")? datetime="([^"]*)"><\/time>/g

/** Writes into each element how long that is from now. */
export const fill = (text: string, now: number): string =>
  text.replace(TIME, (_, isDue: string | undefined, datetime: string) => {
    const millis = Date.parse(datetime) - now
    const said = isDue === undefined ? words(-millis) : dueWords(millis)
    return `<time${isDue ?? ""} datetime="${datetime}">${said}</time>`
  })
