import * as Duration from "effect/Duration";
import * as Option from "effect/Option";
export declare const is: (input: unknown) => input is Duration.Input;
export declare const make: (option: string, input: Duration.Input) => Duration.Duration;
export declare const parse: (text: string) => Option.Option<Duration.Duration>;
