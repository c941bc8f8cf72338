import type { ChangeRecord } from "./ChangeRecord.ts";
import { Schema } from "effect";
export declare const Choice: Schema.Union<readonly [Schema.Literals<readonly ["all", "health"]>, Schema.NonEmptyArray<Schema.Literals<("Appeared" | "BfdChanged" | "BgpChanged" | "Disappeared" | "MembersChanged" | "StateChanged" | "TagsChanged")[]>>]>;
export type Choice = typeof Choice.Type;
export declare const Webhook: Schema.Struct<{
    readonly name: Schema.NonEmptyString;
    readonly url: Schema.RedactedFromValue<Schema.String>;
    readonly secrets: Schema.NonEmptyArray<Schema.RedactedFromValue<Schema.String>>;
    readonly changes: Schema.optionalKey<Schema.Union<readonly [Schema.Literals<readonly ["all", "health"]>, Schema.NonEmptyArray<Schema.Literals<("Appeared" | "BfdChanged" | "BgpChanged" | "Disappeared" | "MembersChanged" | "StateChanged" | "TagsChanged")[]>>]>>;
}>;
export interface Webhook extends Schema.Schema.Type<typeof Webhook> {
}
export declare const Webhooks: Schema.$Array<Schema.Struct<{
    readonly name: Schema.NonEmptyString;
    readonly url: Schema.RedactedFromValue<Schema.String>;
    readonly secrets: Schema.NonEmptyArray<Schema.RedactedFromValue<Schema.String>>;
    readonly changes: Schema.optionalKey<Schema.Union<readonly [Schema.Literals<readonly ["all", "health"]>, Schema.NonEmptyArray<Schema.Literals<("Appeared" | "BfdChanged" | "BgpChanged" | "Disappeared" | "MembersChanged" | "StateChanged" | "TagsChanged")[]>>]>>;
}>>;
export type Webhooks = typeof Webhooks.Type;
export declare const keyOf: (secret: string) => Uint8Array | undefined;
export declare const wants: ({ changes }: Webhook, record: ChangeRecord) => boolean;
