import type { IconSearch } from "@tabler/icons-react";

/** Something that the palette goes to, or does. */
export type Command = {
  id: string;
  /** `Related`: what is called otherwise, and yet may be meant. */
  group: "Pages" | "Actions" | "Patients" | "Doctors" | "Related";
  label: string;
  /** By which two of one name are told apart. */
  hint?: string;
  /** Other words that somebody may look for it by. */
  words?: string;
  icon: typeof IconSearch;
  run: () => unknown;
  /** Not gone to by the beginning of a word: who types on would have done it. */
  isFinal?: boolean;
  /** Somewhere else, so that the focus does not go back to where it was. */
  isLeaving: boolean;
};

const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

const wordsOf = (text: string) => folded(text).split(/[\s,.()@-]+/);

/** Each word that was typed is the beginning of one of its own. */
export function matches(typed: string, ...texts: readonly (string | undefined)[]): boolean {
  const words = wordsOf(texts.filter(Boolean).join(" "));
  return folded(typed)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** Whether it is called so, and not only meant perhaps. */
export const isCalled = ({ label, isFinal }: Command, typed: string): boolean =>
  isFinal && typed ? wordsOf(label).includes(folded(typed).split(/\s+/)[0] ?? "") : matches(typed, label);
