/** Collecting garbage when it is time to, and not while somebody is measured. */
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

setFlagsFromString("--expose-gc")

/** Frees what nobody holds any more. */
export const collectGarbage: () => void = runInNewContext("gc")
