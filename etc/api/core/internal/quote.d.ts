export declare const quote: (value: unknown) => string;
