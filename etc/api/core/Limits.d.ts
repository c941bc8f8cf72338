export interface Limits {
    readonly filters: number;
    readonly valuesPerFilter: number;
    readonly valuesInAll: number;
    readonly characters: number;
    readonly ids: number;
    readonly minMaxResults: number;
    readonly maxMaxResults: number;
}
export declare const ec2: Limits;
