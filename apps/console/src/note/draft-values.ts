import type { NoteDraft } from "@caretype/client";

/** What the editor of a draft changes. */
export type DraftValues = { kind: string; text: string; recordedAt: string };

export const valuesOf = ({
  kind,
  text,
  recordedAt,
}: Pick<NoteDraft, "kind" | "text" | "recordedAt">): DraftValues => ({
  kind,
  text: text ?? "",
  recordedAt,
});

/** The server trims texts, so spaces at the ends are no difference. */
export const isSameDraft = (one: DraftValues, other: DraftValues): boolean =>
  one.kind.trim() === other.kind.trim() &&
  one.text.trim() === other.text.trim() &&
  Date.parse(one.recordedAt) === Date.parse(other.recordedAt);

/** Only what differs. */
export function changesOf(before: DraftValues, after: DraftValues): Partial<DraftValues> {
  return {
    ...(after.kind === before.kind ? {} : { kind: after.kind }),
    ...(after.text === before.text ? {} : { text: after.text }),
    ...(after.recordedAt === before.recordedAt ? {} : { recordedAt: after.recordedAt }),
  };
}

/** A draft on this device that the server may not have, and the version that it began with. */
export type DraftCopy = { version: number; values: DraftValues };

/** Null for what another version of the console has stored. */
export function parseCopy(stored: unknown): DraftCopy | null {
  const { version, values }: { version?: unknown; values?: unknown } = Object(stored);
  const { kind, text, recordedAt }: Partial<Record<keyof DraftValues, unknown>> = Object(values);
  if (typeof version !== "number" || typeof kind !== "string") return null;
  if (typeof text !== "string" || typeof recordedAt !== "string") return null;
  return { version, values: { kind, text, recordedAt } };
}
