const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

export const wordsOf = (text: string) => folded(text).split(/[\s,.()@-]+/);

/** Whether each typed word is a prefix of a word in the texts, without accents. */
export function matches(typed: string, ...texts: readonly (string | null | undefined)[]): boolean {
  const words = wordsOf(texts.filter(Boolean).join(" "));
  return folded(typed)
    .trim()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}
