import fc from "fast-check"

/** Text with everything in it that a terminal or a parser could trip over. */
export const hostileText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..."ab *?\\\"'=,[]{}\t\n\u001b\u0000\u202e\u2028\ud800é東🚀"),
    fc.constantFrom("e\u0301", "👩‍👩‍👧", "__proto__"),
  ),
  maxLength: 40,
})
