/** A path into a value as JavaScript writes it: `RouteServerPeers[3].BgpOptions.PeerAsn`. */
export const formatPath = (path: ReadonlyArray<PropertyKey>): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === "number" || /^[0-9]+$/.test(String(key))) return `${text}[${String(key)}]`
    if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(String(key))) {
      return `${text}[${JSON.stringify(String(key))}]`
    }
    return text === "" ? String(key) : `${text}.${String(key)}`
  }, "")
