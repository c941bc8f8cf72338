export type { Matcher } from "./internal/question.ts";
import * as Question from "./internal/question.ts";
export declare const compile: (pattern: string) => Question.Matcher;
export declare const escape: (text: string) => string;
export declare const isDisputed: (pattern: string) => boolean;
export declare const literal: (pattern: string) => string | undefined;
