import type { ErrorCode } from "@caretype/client";

export type ErrorTexts = Readonly<Record<ErrorCode, string>>;

/** Titles of errors. Null: the server writes English. */
export const texts: ErrorTexts | null = null;
