import { byKind, type ListWords } from "./by-kind.ts";

/** Texts of lists with their own page. Empty in unit tests: only Vite has `glob`. */
export const texts = byKind(
  import.meta.env === undefined
    ? {}
    : import.meta.glob<ListWords>("../../modules/*/words/texts.en.ts", { eager: true, import: "texts" }),
);
