import type { FieldMessageText } from "@caretype/api";

/** By the API's own text, in which `{name}` stands for a value. */
export type FieldMessageTexts = Readonly<Record<FieldMessageText, string>>;

/** Messages of the API about fields. Null: the server writes English. */
export const texts: FieldMessageTexts | null = null;
