import type { PagedKind, Permission } from "@caretype/api";
import type { ListWords } from "../list/by-kind.ts";

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : "";

type Does = "read" | "manage";

/** Permissions of paged lists, such as `care-plan:read`. */
type OfLists = Extract<Permission, `${Kebab<PagedKind>}:${Does}`>;

/** All others: those of lists are derived. */
export type OwnPermissionTexts = Readonly<Record<Exclude<Permission, OfLists>, string>>;

export const permissionsOfLists = (
  lists: ReadonlyMap<string, ListWords>,
  say: (words: ListWords) => Record<Does, string>,
): Record<OfLists, string> =>
  // `fromEntries` loses the names' types. A test compares them with the API's.
  Object.fromEntries(
    Array.from(lists).flatMap(([kind, words]) => {
      const name = kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return Object.entries(say(words)).map(([does, text]) => [`${name}:${does}`, text]);
    }),
  ) as Record<OfLists, string>;
