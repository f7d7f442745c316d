import type { ErrorCode, NotFoundOf, PagedKind } from "@caretype/api";
import { notFoundOf } from "@caretype/core/kernel/error/record-kinds";
import type { ListWords } from "../../../words/list/by-kind.ts";

export type ErrorTexts = Readonly<Record<ErrorCode, string>>;

type OfLists = Record<NotFoundOf<PagedKind>, string>;

/** Those of lists with a page follow from their words. */
export type OwnErrorTexts = Omit<ErrorTexts, keyof OfLists>;

export const errorsOfLists = (
  lists: ReadonlyMap<string, ListWords>,
  say: (words: ListWords) => string,
): OfLists =>
  // `fromEntries` loses the names. A test compares the lists with those of the API.
  Object.fromEntries(Array.from(lists, ([kind, words]) => [notFoundOf(kind), say(words)])) as OfLists;
