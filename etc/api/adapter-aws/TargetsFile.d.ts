import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { AwsAccount } from "./AwsAccount.ts";
export declare class TargetsFileError extends TargetsFileError_base {
}
declare const TargetsFileError_base: Schema.Class<TargetsFileError, Schema.TaggedStruct<"TargetsFileError", {
    readonly message: Schema.String;
    readonly faults: Schema.NonEmptyArray<Schema.Struct<{
        readonly line: Schema.Int;
        readonly column: Schema.Int;
        readonly path: Schema.String;
        readonly fault: Schema.String;
    }>>;
}>, import("effect/Cause").YieldableError>;
export declare const decode: (text: string) => Result.Result<ReadonlyArray<AwsAccount>, TargetsFileError>;
