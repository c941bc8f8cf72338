import * as Laws from "../laws/Laws.ts";
export interface Parameters extends Laws.Parameters {
    readonly timeout?: number | undefined;
}
export declare const suite: <R = never>(name: string, adapter: Laws.Adapter<R>, parameters?: Parameters) => void;
