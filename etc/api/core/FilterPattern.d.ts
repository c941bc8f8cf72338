export type Matcher = (text: string) => boolean;
export declare const compile: (pattern: string) => Matcher;
export declare const escape: (text: string) => string;
export declare const isDisputed: (pattern: string) => boolean;
export declare const literal: (pattern: string) => string | undefined;
