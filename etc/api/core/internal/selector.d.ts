import * as Question from "./question.ts";
import type * as Shape from "../Shape.ts";
import type { PeerLike } from "../RouteServerPeer.ts";
type Predicate = (peer: PeerLike) => boolean;
type Reader = (peer: PeerLike) => ReadonlyArray<string>;
export type Selector = (question: Question.Question) => Predicate;
export type TagLike = NonNullable<PeerLike["Tags"]>[number];
export declare const ofMember: (path: ReadonlyArray<string>, { kind, awsDefault }: Shape.Scalar, read: Reader) => Selector;
export declare const ofTags: (part: (tag: TagLike) => string) => ((read: Reader, key?: string) => Selector);
