import * as FilterName from "./FilterName.ts";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import type * as FilterNames from "./FilterNames.ts";
import type { PeerLike } from "./RouteServerPeer.ts";
import { InvalidParameterValue } from "./ServiceError.ts";
export interface Condition {
    readonly attribute: FilterName.FilterAttribute;
    readonly entries: ReadonlySet<string> | undefined;
    readonly matches: PeerPredicate;
}
export declare const Filter: Schema.Struct<{
    readonly Name: Schema.optional<Schema.String>;
    readonly Values: Schema.optional<Schema.$Array<Schema.String>>;
}>;
export interface Filter extends Schema.Schema.Type<typeof Filter> {
}
export interface NamedFilter extends Filter {
    readonly Name: FilterName.FilterName;
    readonly Values: ReadonlyArray<string>;
}
type PeerPredicate = (peer: PeerLike) => boolean;
export interface Pushdown {
    readonly pushed: ReadonlyArray<Filter>;
    readonly residual: ReadonlyArray<Filter>;
}
export declare const compile: (filters: ReadonlyArray<Filter>) => Result.Result<PeerPredicate, InvalidParameterValue>;
export declare const conditions: (filters: ReadonlyArray<Filter>) => Result.Result<ReadonlyArray<Condition>, InvalidParameterValue>;
export declare const judgeNames: (filters: ReadonlyArray<Filter>, names: FilterNames.FilterNames) => Result.Result<void, InvalidParameterValue>;
export declare const make: <const Name extends FilterName.FilterName>(name: Name, ...values: ReadonlyArray<FilterName.FilterValue<Name>>) => NamedFilter;
export declare const matches: (filters: ReadonlyArray<NamedFilter>) => PeerPredicate;
export declare const meets: (conditions: ReadonlyArray<Condition>) => PeerPredicate;
export declare const pushdown: {
    (names: FilterNames.FilterNames): (filters: ReadonlyArray<Filter>) => Pushdown;
    (filters: ReadonlyArray<Filter>, names: FilterNames.FilterNames): Pushdown;
};
