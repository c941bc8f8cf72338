/**
 * Where a page begins, as text that means nothing to who carries it: after a target, or
 * after a peer of one. It names what stands before it, so a listing survives whatever
 * comes and goes between its pages.
 */
import { Result, Schema } from "effect"
import { Base64Url } from "effect/encoding"

const Place = Schema.Struct({
  target: Schema.String,
  peer: Schema.optionalKey(Schema.String),
})
interface Place extends Schema.Schema.Type<typeof Place> {}

const Text = Schema.fromJsonString(Place)

export const write = (place: Place): string => Base64Url.encode(Schema.encodeSync(Text)(place))

/** The place, or `undefined` of what was never written. */
export const read = (cursor: string): Place | undefined => {
  const text = Base64Url.decodeString(cursor)
  if (Result.isFailure(text)) return undefined
  const place = Schema.decodeUnknownResult(Text)(text.success)
  return Result.isSuccess(place) ? place.success : undefined
}
