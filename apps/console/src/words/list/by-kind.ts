/** Titles of a list's records. A list adds its own texts. */
export type ListWords = { one: string; many: string };

/** `…/modules/care-plan/words/texts.en.ts` → `carePlan` */
export const kindOf = (file: string): string =>
  (file.split("/").at(-3) ?? file).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export const byKind = (catalogues: Record<string, ListWords>): ReadonlyMap<string, ListWords> =>
  new Map(Object.entries(catalogues).map(([file, texts]) => [kindOf(file), texts]));
