import { type DoctorId, doctorId, type PatientId, patientId } from "@caretype/client";
import { orNull, parseStored } from "../../words/settings/display-settings.ts";

export type RecentRecord = { kind: "patient"; id: PatientId } | { kind: "doctor"; id: DoctorId };

/** Per account and practice. */
type Owner = { accountId: string; practiceId: string };

const most = 8;

const keyOf = ({ accountId, practiceId }: Owner) => `caretype.recent.${accountId}.${practiceId}`;

/** The account's recent records on this device, newest first. Stores only ids. */
export const readRecent = (owner: Owner): RecentRecord[] =>
  parseRecent(orNull(() => localStorage.getItem(keyOf(owner))));

export function noteRecent(owner: Owner, opened: RecentRecord): void {
  const others = readRecent(owner).filter(({ id }) => id !== opened.id);
  orNull(() => localStorage.setItem(keyOf(owner), JSON.stringify([opened, ...others].slice(0, most))));
}

/** Ignores what another version has stored. */
export function parseRecent(text: string | null): RecentRecord[] {
  const stored = parseStored(text);
  return Array.isArray(stored) ? stored.flatMap(recordIn).slice(0, most) : [];
}

function recordIn(stored: unknown): RecentRecord[] {
  const { kind, id }: { kind?: unknown; id?: unknown } = Object(stored);
  if (kind === "patient" && patientId.is(id)) return [{ kind, id }];
  if (kind === "doctor" && doctorId.is(id)) return [{ kind, id }];
  return [];
}
