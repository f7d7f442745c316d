import type { IconSearch } from "@tabler/icons-react";
import { matches, wordsOf } from "../../words/format/matches.ts";
import type { texts as paletteTexts } from "./texts.en.ts";

export type Command = {
  id: string;
  /** `related`: matches by synonyms instead of the label. */
  group: keyof typeof paletteTexts.groups;
  label: string;
  /** Distinguishes commands with the same label. */
  hint?: string;
  /** Synonyms. */
  words?: string;
  /** The keys that do the same. */
  keys?: string;
  icon: typeof IconSearch;
  run: () => unknown;
  /** Requires a whole word to match, as it would be hard to reverse. */
  isFinal?: boolean;
  /** Opens no page, so that the focus returns. */
  isStaying?: boolean;
};

/** Whether the label matches, not only a synonym. */
export const isCalled = ({ label, isFinal }: Command, typed: string): boolean =>
  isFinal && typed ? wordsOf(label).includes(wordsOf(typed.trim())[0] ?? "") : matches(typed, label);
