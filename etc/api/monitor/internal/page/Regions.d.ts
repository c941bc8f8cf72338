export type Patch = Readonly<Record<string, RegionPatch>>;
export interface RegionPatch {
    readonly order?: ReadonlyArray<string>;
    readonly set: ReadonlyArray<readonly [key: string, html: string]>;
}
export type Regions = ReadonlyMap<string, ReadonlyMap<string, string>>;
export declare const diff: (before: Regions | undefined, after: Regions) => Patch;
