import * as Schema from "effect/Schema";
export declare const Ipv4Address: Schema.brand<Schema.String, "Ipv4Address">;
export type Ipv4Address = typeof Ipv4Address.Type;
