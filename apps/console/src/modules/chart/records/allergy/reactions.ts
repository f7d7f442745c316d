import type { Allergy } from "@caretype/client";
import { z } from "zod";
import { chosenIn } from "../clinical/options.ts";
import { severities } from "../clinical/texts.en.ts";
import { texts } from "./texts.en.ts";

type Coding = Allergy["substance"]["coding"];

/** A row of the form. The form holds all rows as one JSON string, as it compares strings. */
const Reaction = z.object({
  text: z.string(),
  severity: z.string(),
  coding: z.custom<Coding>((coding) => typeof coding === "object"),
});
export type Reaction = z.output<typeof Reaction>;

export const noReaction: Reaction = { text: "", severity: "", coding: null };

export const writeReactions = (reactions: readonly Reaction[]): string => JSON.stringify(reactions);

export const readReactions = (text: string | undefined): Reaction[] =>
  z.array(Reaction).parse(JSON.parse(text || "[]"));

export const reactionsOf = ({ reactions }: Pick<Allergy, "reactions">): Reaction[] =>
  reactions.map(({ manifestation: { text, coding }, severity }) => ({
    text,
    severity: severity ?? "",
    coding,
  }));

/** Empty rows are not sent. */
export const enteredReactions = (text: string | undefined) =>
  readReactions(text)
    .filter((reaction) => reaction.text.trim() !== "")
    .map((reaction) => ({
      manifestation: { text: reaction.text, coding: reaction.coding },
      severity: chosenIn(severities, reaction.severity),
    }));

/** `Rash (mild)`. */
export function reactionText({ text, severity }: Reaction): string {
  const known = chosenIn(severities, severity);
  return known === null ? text : texts.withSeverity(text, severities[known]);
}

/** `Rash (mild), Swelling`. */
export const reactionsText = (reactions: readonly Reaction[]): string =>
  reactions.map(reactionText).join(", ");
