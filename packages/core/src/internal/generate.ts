/**
 * Code that is made at run time.
 *
 * One closure that reads a member whose name it was given serves all members. V8 then
 * sees many names at one place in the code, stops remembering where in an object each
 * of them lies, and looks them up: that takes two to three times as long. Code that was
 * made for one member is as fast as what one would write for it by hand.
 *
 * Nothing goes into such code but names and values of schemas, as JSON. Where a platform
 * forbids it, as a Content-Security-Policy may, there is none, and the callers, who can
 * do without, are slower.
 */

/**
 * Makes a value by code that returns it, in which the names given stand for their
 * values; `undefined` where that is forbidden. What type it has is for the caller to
 * know: nobody can tell it from the code.
 */
export const generate = <A>(
  code: string,
  names: Readonly<Record<string, unknown>> = {},
): A | undefined => {
  try {
    return globalThis.Function(...Object.keys(names), code)(...Object.values(names))
  } catch {
    return undefined
  }
}
