/**
 * URLs of the settings, as they are shown.
 */

/** A URL, or what was to be one, without the password before its @ and without its query. */
export const withoutSecrets = (url: string): string =>
  url.replace(/[?#][\s\S]*/, "").replace(/^([a-z][a-z\d+.-]*:\/\/)?[\s\S]*@/i, "$1")
