import type { ErrorCode, NotFoundOf, PagedKind } from "@caretype/api";
import { notFoundOf } from "@caretype/core/kernel/error/record-kinds";
import type { ListWords } from "../../../words/list/by-kind.ts";

export type ErrorTexts = Readonly<Record<ErrorCode, string>>;

type OfLists = Record<NotFoundOf<PagedKind>, string>;

/** Derived from the lists' names. */
export type OwnErrorTexts = Omit<ErrorTexts, keyof OfLists>;

export const errorsOfLists = (
  lists: ReadonlyMap<string, ListWords>,
  say: (words: ListWords) => string,
): OfLists =>
  // `fromEntries` loses the names' types. A test compares them with the API's.
  Object.fromEntries(Array.from(lists, ([kind, words]) => [notFoundOf(kind), say(words)])) as OfLists;
