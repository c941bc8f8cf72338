export type Matcher = (text: string) => boolean;
export type Question = {
    readonly ask: "is" | "begins" | "ends" | "has";
    readonly asked: string;
} | {
    readonly ask: "isAmong";
    readonly asked: ReadonlySet<string>;
} | {
    readonly ask: "fits";
    readonly asked: Matcher;
};
export declare const code: Readonly<Record<Question["ask"], string>>;
export declare const matcherOf: ({ ask, asked }: Question) => Matcher;
