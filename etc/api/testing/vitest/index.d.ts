import * as Laws from "../laws/Laws.ts";
export declare const suite: <R = never>(name: string, adapter: Laws.Adapter<R>, parameters?: Laws.Parameters, more?: ReadonlyArray<Laws.Law>) => void;
