import type { ChangeKind } from "./schema.ts";

const records = ["patient", "doctor", "assignment"] as const;
export type RecordName = (typeof records)[number];

/** Procedure names by the kind of change. Imports are counted by their own totals. */
const procedures: Record<ChangeKind, readonly string[]> = {
  added: ["create"],
  changed: ["update", "revert", "merge", "unmerge"],
  removed: ["remove", "removePair"],
  restored: ["restore"],
};

/** The counted procedures by path. */
export const countedActions: ReadonlyMap<string, { record: RecordName; kind: ChangeKind }> = new Map(
  records.flatMap((record) =>
    Object.entries(procedures).flatMap(([kind, names]) =>
      // `Object.entries` widens the keys to string.
      names.map((name) => [`${record}.${name}`, { record, kind: kind as ChangeKind }] as const),
    ),
  ),
);
