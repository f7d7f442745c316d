/** Limits on an input's JSON text, checked before parsing. */
export type InputBounds = {
  bytes: number;
  /** Object members, list items and their containers, at all levels. */
  members: number;
  /** Members of objects. JavaScript is slow for objects with many members, unlike lists. */
  names: number;
};

const kibibyte = 1024;

/** For inputs with short texts. */
export const ordinaryInput: InputBounds = { bytes: 64 * kibibyte, members: 1_000, names: 1_000 };

/** For inputs without a token and with few short fields. */
export const anonymousInput: InputBounds = { ...ordinaryInput, members: 200, names: 100 };

/** The limits of a procedure, from its `meta`. */
export const boundsOf = ({ inputBounds, guard }: Bounded): InputBounds =>
  inputBounds ?? (guard?.kind === "public" ? anonymousInput : ordinaryInput);

type Bounded = {
  inputBounds?: InputBounds | undefined;
  guard?: { kind: "protected" | "public" } | undefined;
};

/** Maximum size of any input, in bytes. */
export const maxInputBytes = 1024 * kibibyte;

/** Maximum nesting of lists and objects in any input. */
export const maxInputDepth = 64;

/** For the `meta` of a procedure with larger inputs. */
export const withInputBounds = (bounds: Partial<InputBounds>): { inputBounds: InputBounds } => ({
  inputBounds: { ...ordinaryInput, ...bounds },
});

/** For a record with a long text: each of its 20,000 characters may be an escape of six bytes. */
export const recordWithHistory = withInputBounds({ bytes: 192 * kibibyte });
