/**
 * What the package has beside its code. The sources and the command that is built of
 * them both lie one folder below the package, so this finds it from either.
 */

/** Where a file of the package lies, such as `package.json`. */
export const inPackage = (path: string): URL => new URL(`../${path}`, import.meta.url)
