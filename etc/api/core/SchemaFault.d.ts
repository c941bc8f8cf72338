import * as SchemaIssue from "effect/SchemaIssue";
export declare const first: (issue: SchemaIssue.Issue) => {
    readonly path: ReadonlyArray<string | number>;
    readonly message: string;
};
