import fc from "fast-check";
import type { Tag } from "@route-server/core";
export declare const tag: (options?: {
    readonly absentMembers?: boolean | undefined;
}) => fc.Arbitrary<Tag.Tag>;
export declare const tagKey: () => fc.Arbitrary<string>;
export declare const tagValue: () => fc.Arbitrary<string>;
export declare const tags: (options?: {
    readonly maxLength?: number | undefined;
    readonly absentMembers?: boolean | undefined;
}) => fc.Arbitrary<ReadonlyArray<Tag.Tag>>;
