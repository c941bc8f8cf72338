/**
 * The flags that choose a fleet: several accounts and regions of AWS.
 */
import { Duration, Effect, Option } from "effect"
import { type Command, Flag } from "effect/cli"
import * as DurationFlag from "./DurationFlag.ts"
import { FlagConflict } from "./FlagConflict.ts"
import * as Flags from "./Flags.ts"

/** The flags. */
export const flags = {
  targets: Flags.file("targets", "A fleet: accounts and Regions, in YAML"),
  profiles: Flags.textList("profiles", "PATTERN,...", "A fleet: all such profiles"),
  regions: Flags.textList("regions", "PATTERN,...", "A fleet: all such Regions"),
}

/** The flag of commands that look once. */
export const deadline = {
  deadline: DurationFlag.make("deadline").pipe(
    Flag.withDescription("How long a fleet may take; 2m by default"),
    Flag.optional,
  ),
}

/** How long to wait, where nobody says. */
const PATIENCE = Duration.minutes(2)

/** How long a fleet may take; fails if a deadline is given and there is no fleet. */
export const deadlineOf = Effect.fnUntraced(function* ({
  deadline,
  ...choice
}: Choice & { readonly deadline: Option.Option<Duration.Duration> }) {
  if (!areChosen(choice) && Option.isSome(deadline)) {
    return yield* new FlagConflict({ message: "--deadline goes with a fleet only" })
  }
  return Option.getOrElse(deadline, () => PATIENCE)
})

/** What the flags ask for. */
export type Choice = Command.Command.Config.Infer<typeof flags>

/** Whether they choose a fleet. */
export const areChosen = ({ targets, profiles, regions }: Choice): boolean =>
  Option.isSome(targets) || profiles.length > 0 || regions.length > 0

/** What help says of them. */
export const help = `With --targets FILE, --profiles or --regions the peers are those of a fleet of
  accounts and Regions of AWS, each with its own credentials. In a PATTERN, *
  stands for any characters. A target that can't be read is told, and hides no
  other.`
