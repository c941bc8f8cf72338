/**
 * The flags that choose a fleet: several accounts and regions of AWS.
 */
import { Option } from "effect"
import * as Flags from "./Flags.ts"

/** The flags that take a list. */
export const listFlags = ["--profiles", "--regions"]

/** The flags. */
export const flags = {
  targets: Flags.file("targets", "A fleet: accounts and Regions, in YAML"),
  profiles: Flags.textList("profiles", "PATTERN,...", "A fleet: all such profiles"),
  regions: Flags.textList("regions", "PATTERN,...", "A fleet: all such Regions"),
}

/** What the flags ask for. */
export interface Choice {
  readonly targets: Option.Option<string>
  readonly profiles: ReadonlyArray<string>
  readonly regions: ReadonlyArray<string>
}

/** Whether they choose a fleet. */
export const areChosen = ({ targets, profiles, regions }: Choice): boolean =>
  Option.isSome(targets) || profiles.length > 0 || regions.length > 0

/** What help says of them. */
export const help = `With --targets FILE, --profiles or --regions the peers are those of a fleet of
  accounts and Regions of AWS, each with its own credentials. In a PATTERN, * stands
  for any characters. A target that can't be read is told, and hides no other.`
