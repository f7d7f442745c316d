import type { FieldMessageText } from "@caretype/api";
import type { ErrorCode } from "@caretype/client";

// The server writes English. Its texts are replaced in other languages only, so the English catalogues are null.

export type ErrorTexts = Readonly<Record<ErrorCode, string>>;

/** By the API's own text, in which `{name}` stands for a value. */
export type FieldMessageTexts = Readonly<Record<FieldMessageText, string>>;
