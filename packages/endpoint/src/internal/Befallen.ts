/**
 * What an injector of faults has for a request, sorted by where it strikes: before anything,
 * at the page, or at the wire.
 */
import { Refusal, ServiceError } from "@route-server/core"
import type * as Fault from "@route-server/core/Fault"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Faults from "../Faults.ts"

/** The faults of HTTP, of which a source of peers knows nothing. */
type Wire = Extract<Faults.Rule, { readonly fault: "Timeout" | "HtmlPage" | "CutBody" | "Reset" }>

export interface Befallen {
  /** How much later the request is answered. */
  readonly delay: Duration.Duration
  /** The error that it is refused with. */
  readonly error?: ServiceError.ServiceError
  readonly wire?: Wire
  /** What befalls its page, if it comes to one. */
  readonly page: Fault.Fault
  /** Those of these that make a difference whatever the answer is, by their names. */
  readonly names: ReadonlyArray<string>
}

/** What comes where permission is judged, if it comes to that. */
const DENIED = "UnauthorizedOperation"

/** What befalls a request where there is no injector. */
export const nothing: Befallen = { delay: Duration.zero, page: { _tag: "None" }, names: [] }

const texts = new Map<string, string>(Object.entries(Refusal.texts))

const byCode = new Map<string, (typeof ServiceError.known)[number]>(
  ServiceError.known.map((Known) => [Known.identifier, Known]),
)

type Sorted = Pick<Befallen, "error" | "wire" | "names"> & Partial<Pick<Befallen, "page">>

const sort = (rule: NonNullable<Faults.Befalls["rule"]>): Sorted => {
  switch (rule.fault) {
    case "Timeout":
    case "HtmlPage":
    case "CutBody":
    case "Reset":
      return { wire: rule, names: [rule.fault] }
    case "ShortPage":
      return { page: { _tag: "ShortPage", size: rule.size }, names: [] }
    case "EmptyPage":
    case "SuperfluousToken":
    case "Stale":
    case "RepeatToken":
      return { page: { _tag: rule.fault }, names: [] }
    case "Error":
      return { error: ServiceError.fromCode(rule.code, rule), names: [rule.code] }
    default: {
      const { fault } = rule
      const { message = texts.get(fault) ?? `${fault}, as a fault on purpose` } = rule
      const Known = byCode.get(fault)
      return Known === undefined
        ? { names: [] }
        : { error: new Known({ message }), names: fault === DENIED ? [] : [fault] }
    }
  }
}

/** What befalls the next request, which asks for this action. */
export const draw = (
  injector: Faults.Injector,
  action: string | undefined,
): Effect.Effect<Befallen> =>
  Effect.map(injector.draw(action), ({ delay, rule }) => {
    const { names, ...sorted } = rule === undefined ? nothing : sort(rule)
    const delayed = Duration.isZero(delay) ? [] : ["Delay"]
    return { ...nothing, ...sorted, delay, names: [...delayed, ...names] }
  })
