export type Evidence = "model" | "docs" | "run" | "seen" | "guess";
