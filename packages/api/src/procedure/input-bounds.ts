/** How large the text of an input may be, as JSON, before anybody parses it. */
export type InputBounds = {
  bytes: number;
  /** Members of objects, items of lists, and what holds them, on all levels together. */
  members: number;
  /** Members that have a name: JavaScript's objects get slow with many, its lists do not. */
  names: number;
};

const kibibyte = 1024;

/** Enough for any input whose texts are short. */
export const ordinaryInput: InputBounds = { bytes: 64 * kibibyte, members: 1_000, names: 1_000 };

/** Anybody may send one without a token, and what it may hold is a few short fields. */
export const strangersInput: InputBounds = { ...ordinaryInput, members: 200, names: 100 };

/** For a procedure by its `meta`. */
export const boundsOf = ({ inputBounds, guard }: Bounded): InputBounds =>
  inputBounds ?? (guard?.kind === "public" ? strangersInput : ordinaryInput);

type Bounded = {
  inputBounds?: InputBounds | undefined;
  guard?: { kind: "protected" | "public" } | undefined;
};

/** No surface takes more at once, whatever it is for. */
export const largestInput = 1024 * kibibyte;

/** So deep may lists and objects be in one another, in every input. */
export const deepestInput = 64;

/** For the `meta` of a procedure whose inputs can be larger than ordinary ones. */
export const takesUpTo = (bounds: Partial<InputBounds>): { inputBounds: InputBounds } => ({
  inputBounds: { ...ordinaryInput, ...bounds },
});

/** A record with a long text: clients may write each of its 20,000 characters as an escape of six bytes. */
export const recordWithHistory = takesUpTo({ bytes: 192 * kibibyte });
