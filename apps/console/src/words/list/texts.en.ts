import { byKind, type ListWords } from "./by-kind.ts";

/** The words of the lists that have a page of their own. Node, which runs unit tests, sees none: only Vite has `glob`. */
export const texts = byKind(
  import.meta.env === undefined
    ? {}
    : import.meta.glob<ListWords>("../../modules/*/words/texts.en.ts", { eager: true, import: "texts" }),
);
