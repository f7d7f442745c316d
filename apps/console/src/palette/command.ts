import type { IconSearch } from "@tabler/icons-react";

/** Something that the palette goes to, or does. */
export type Command = {
  id: string;
  group: "Pages" | "Actions" | "Patients" | "Doctors";
  label: string;
  /** By which two of one name are told apart. */
  hint?: string;
  /** Other words that somebody may look for it by. */
  words?: string;
  icon: typeof IconSearch;
  run: () => unknown;
  /** Somewhere else, so that the focus does not go back to where it was. */
  isLeaving: boolean;
};

const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** Each word that was typed is the beginning of one of its own. */
export function matches(typed: string, ...texts: readonly (string | undefined)[]): boolean {
  const words = folded(texts.filter(Boolean).join(" ")).split(/[\s,.()@-]+/);
  return folded(typed)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}
