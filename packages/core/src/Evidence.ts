/**
 * How a statement about Amazon EC2 is known.
 *
 * Nothing in this library states a guess about AWS as a fact: the filter
 * catalogue and `docs/semantics.md` carry one of these labels with every rule.
 */

/**
 * The kind of evidence behind a statement about the real service.
 *
 * - `model`: the service model and the schemas of the AWS SDKs
 * - `docs`: a page of the AWS documentation
 * - `run`: seen by running the real SDKs against a local server
 * - `seen`: somebody's report or capture of the real service
 * - `guess`: inferred from sibling operations; it could be wrong
 *
 * @category models
 */
export type Evidence = "model" | "docs" | "run" | "seen" | "guess"
