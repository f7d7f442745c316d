import { type EncounterId, encounterId, type NoteDraft } from "@caretype/client";

export type DraftValues = {
  kind: string;
  text: string;
  recordedAt: string;
  encounterId: EncounterId | null;
};

export const valuesOf = ({
  kind,
  text,
  recordedAt,
  encounterId,
}: Pick<NoteDraft, "kind" | "text" | "recordedAt" | "encounterId">): DraftValues => ({
  kind,
  text: text ?? "",
  recordedAt,
  encounterId,
});

/** The server trims texts, so spaces at the ends are no difference. */
export const isSameDraft = (one: DraftValues, other: DraftValues): boolean =>
  one.kind.trim() === other.kind.trim() &&
  one.text.trim() === other.text.trim() &&
  one.encounterId === other.encounterId &&
  Date.parse(one.recordedAt) === Date.parse(other.recordedAt);

/** Only what differs. */
export const changesOf = (before: DraftValues, after: DraftValues): Partial<DraftValues> => ({
  ...(after.kind === before.kind ? {} : { kind: after.kind }),
  ...(after.text === before.text ? {} : { text: after.text }),
  ...(after.recordedAt === before.recordedAt ? {} : { recordedAt: after.recordedAt }),
  ...(after.encounterId === before.encounterId ? {} : { encounterId: after.encounterId }),
});

/** A draft on this device that the server may not have, and the version that it began with. */
export type DraftCopy = { version: number; values: KeptValues };
/** An earlier version of the console kept no encounter. */
type KeptValues = Omit<DraftValues, "encounterId"> & Partial<Pick<DraftValues, "encounterId">>;

/** Null for what another version of the console has stored. */
export function parseCopy(stored: unknown): DraftCopy | null {
  const { version, values }: { version?: unknown; values?: unknown } = Object(stored);
  const {
    kind,
    text,
    recordedAt,
    encounterId: id,
  }: Partial<Record<keyof DraftValues, unknown>> = Object(values);
  if (typeof version !== "number" || typeof kind !== "string") return null;
  if (typeof text !== "string" || typeof recordedAt !== "string") return null;
  const isKnown = id === null || encounterId.is(id);
  return { version, values: { kind, text, recordedAt, ...(isKnown && { encounterId: id }) } };
}
