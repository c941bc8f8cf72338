export interface Family {
    readonly name: string;
    readonly type: Type;
    readonly help: string;
    readonly unit?: string | undefined;
}
export type Format = "prometheus" | "openmetrics";
export interface Series {
    readonly add: (labels: string, value: number) => void;
}
export type Type = "gauge" | "counter" | "info";
export interface Writer {
    readonly family: (family: Family) => Series;
    readonly text: () => string;
}
export declare const and: (first: string, second: string) => string;
export declare const labelNames: (prefix: string, keys: Iterable<string>) => ReadonlyMap<string, string>;
export declare const labels: (pairs: ReadonlyArray<readonly [name: string, value: string | undefined]>) => string;
export declare const writer: (format: Format) => Writer;
