import { schema } from "@caretype/db";
import { type Placeholder, type SQL, sql } from "drizzle-orm";
import { type Idleness, idleBasis } from "../../kernel/audit-log/entry.ts";
import type { PracticeId } from "../../kernel/field/ids.ts";

const { auditEntry, noteSignature } = schema;

/** Calls that sign, by their path. The first id of their entries is the note's, as it is in their input. */
const signing = ["noteDraft.sign", "note.sign", "note.amend", "note.enterInError"];

const idle: Idleness[] = ["replayed", "unchanged"];
const listOf = (values: string[]) =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;

/** SQL that is true for an `entry` of the audit whose signature is gone, though nobody erased the patient. */
export const namesRemovedSignature = (practice: PracticeId | Placeholder): SQL => sql`
  entry.practice_id = ${practice} and entry.action = any(${listOf(signing)})
    and entry.outcome = 'ok' and entry.basis not like all (${listOf(idle.map((why) => `%${idleBasis("", why)}`))})
    and not exists (
      select from ${noteSignature} as kept where kept.practice_id = ${practice} and kept.id = any(entry.subject_ids))
    and not exists (
      select from ${auditEntry} as erased where erased.practice_id = ${practice}
        and erased.action = 'erase.patient' and erased.outcome = 'ok' and erased.subject_ids && entry.subject_ids)`;
