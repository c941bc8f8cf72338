/**
 * What stands in the rows of the tables, as JSON.
 */
import { Effect, Schema, Struct } from "effect"
import { ChangeRecord } from "../ChangeRecord.ts"
import { TargetState } from "../TargetState.ts"

const { peers, history, unreadable } = TargetState.fields

/** What changes rarely, and is large where there are many peers. */
const Snapshot = Schema.fromJsonString(
  Schema.Struct({
    peers,
    history,
    // Older versions had it elsewhere; the next poll tells it anew.
    unreadable: unreadable.pipe(Schema.withDecodingDefaultKey(Effect.succeed([]))),
  }),
)
const Rest = Schema.fromJsonString(
  Schema.Struct(Struct.omit(TargetState.fields, ["version", "peers", "history", "unreadable"])),
)
const Logged = Schema.fromJsonString(Schema.Struct(Struct.omit(ChangeRecord.fields, ["sequence"])))

export const encodeSnapshot = Schema.encodeEffect(Snapshot)
export const encodeRest = Schema.encodeEffect(Rest)
export const encodeLogged = Schema.encodeEffect(Logged)
export const decodeSnapshot = Schema.decodeEffect(Snapshot)
export const decodeRest = Schema.decodeEffect(Rest)
export const decodeLogged = Schema.decodeEffect(Logged)
