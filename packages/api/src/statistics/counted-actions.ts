import type { ChangeKind } from "./schema.ts";

const records = ["patient", "doctor", "assignment"] as const;
export type RecordName = (typeof records)[number];

/** Which procedures do what to a record, by their last names. An import is counted by what it says it has made. */
const procedures: Record<ChangeKind, readonly string[]> = {
  added: ["create"],
  changed: ["update", "revert", "merge", "unmerge"],
  removed: ["remove", "removePair"],
  restored: ["restore"],
};

/** By the path of the procedure. */
export const countedActions: ReadonlyMap<string, { record: RecordName; kind: ChangeKind }> = new Map(
  records.flatMap((record) =>
    Object.entries(procedures).flatMap(([kind, names]) =>
      // The literal's own keys, which TypeScript gives as plain texts.
      names.map((name) => [`${record}.${name}`, { record, kind: kind as ChangeKind }] as const),
    ),
  ),
);
