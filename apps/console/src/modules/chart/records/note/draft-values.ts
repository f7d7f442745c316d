import { type EncounterId, encounterId, type NoteDraft } from "@caretype/client";
import { z } from "zod";

const DraftValues = z.object({
  kind: z.string(),
  text: z.string(),
  recordedAt: z.string(),
  encounterId: z.custom<EncounterId>(encounterId.is).nullable(),
});
export type DraftValues = z.output<typeof DraftValues>;

export const valuesOf = (draft: Pick<NoteDraft, keyof DraftValues>): DraftValues =>
  DraftValues.parse({ ...draft, text: draft.text ?? "" });

/** The server trims texts, so surrounding spaces are no difference. */
export const isSameDraft = (one: DraftValues, other: DraftValues): boolean =>
  one.kind.trim() === other.kind.trim() &&
  one.text.trim() === other.text.trim() &&
  one.encounterId === other.encounterId &&
  Date.parse(one.recordedAt) === Date.parse(other.recordedAt);

export const changesOf = (before: DraftValues, after: DraftValues): Partial<DraftValues> =>
  Object.fromEntries(
    DraftValues.keyof()
      .options.filter((name) => after[name] !== before[name])
      .map((name) => [name, after[name]]),
  );

/** Earlier versions of the console stored no encounter. */
const OlderValues = DraftValues.omit({ encounterId: true });
/** A draft on this device that the server may lack, and its base version. */
const DraftCopy = z.object({ version: z.number(), values: DraftValues.or(OlderValues) });
export type DraftCopy = {
  version: number;
  values: z.output<typeof OlderValues> & Partial<Pick<DraftValues, "encounterId">>;
};

/** Null if another version of the console stored it. */
export const parseCopy = (stored: unknown): DraftCopy | null => DraftCopy.safeParse(stored).data ?? null;
