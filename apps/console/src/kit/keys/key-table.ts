/** Keys that a page assigns with `keyProps`. */
export const pageKeys = {
  search: "/",
  edit: "e",
  book: "b",
  walkIn: "w",
  assign: "a",
  next: "j",
  previous: "k",
  undo: "u",
} as const;
export type PageKey = keyof typeof pageKeys;

/** Keys that open a dialog. */
export const dialogKeys: readonly string[] = [pageKeys.book, pageKeys.walkIn, pageKeys.assign];

export const addKey = "n";
export const helpKey = "?";
