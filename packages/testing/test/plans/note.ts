import type { AccountId, NoteId, PatientId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

/** Creates notes of the patients with encounters, some of the owner, and several pages of the owner's drafts. */
export async function makeNotes(
  { reader }: DatabaseHandle,
  { owner, accountId }: { owner: Caller; accountId: AccountId },
) {
  const { id: doctorId } = await owner.doctor.create({ name: "Ada Ray" });
  await owner.member.linkDoctor({ accountId, doctorId });
  await reader.execute(sql`
    insert into ${schema.note} (practice_id, id, patient_id, encounter_id, kind, text, is_late, recorded_at, created_by)
    select practice_id, uuidv7(), patient_id, case when locked_at is null and error_reason is null then id end, 'Note',
      'Some words.', false, happened_at, created_by from ${schema.encounter}`);
  await reader.execute(sql`
    insert into ${schema.noteSignature} (practice_id, id, note_id, kind, signed_by, doctor_id, signed_at, seen, hash)
    select practice_id, uuidv7(), id, 'signature', created_by, ${doctorId}, created_at,
      jsonb_build_object('patientId', patient_id, 'encounter', jsonb_build_object('id', encounter_id, 'version', 1),
        'records', '[]'::jsonb, 'amendments', '[]'::jsonb), '\\x00' from ${schema.note}`);
  // A few of the owner's notes among many others.
  await reader.execute(sql`
    insert into ${schema.noteDraft} (practice_id, id, patient_id, kind, text, recorded_at, created_by)
    select practice_id, uuidv7(), patient_id, 'Note', 'Some words.', now(),
      case when number <= 300 then ${accountId}::uuid else (select id from account where id <> ${accountId} order by id limit 1) end
    from (
      select practice_id, patient_id, row_number() over (order by practice_id = own.id desc, encounter.id) as number
      from ${schema.encounter} as encounter, (select practice_id as id from membership where account_id = ${accountId} limit 1) as own
    ) as visit`);
  await reader.execute(sql`analyze ${schema.note}, ${schema.noteSignature}, ${schema.noteDraft}`);
  const [largest] = await reader.execute<{ patientId: PatientId }>(sql`
    select patient_id as "patientId" from ${schema.encounter}
    where practice_id in (select practice_id from membership where account_id = ${accountId})
    group by patient_id order by count(*) desc limit 1`);
  const patientId = required(largest?.patientId);
  const notes = await owner.note.list({ patientId, limit: 100 });
  const drafts = await owner.noteDraft.list({ limit: 100 });
  const draft = await owner.noteDraft.create({ patientId, text: "Some words." });
  const colleagues = await insertAlone(reader, required(notes.items[50]?.id));
  return {
    draft: draft.id,
    draftCursor: required(drafts.nextCursor),
    draftHash: (await owner.noteDraft.review({ id: draft.id })).hash,
    note: required(notes.items[50]?.id),
    noteCursor: required(notes.nextCursor),
    colleagues,
    colleaguesHash: (await owner.note.review({ id: colleagues })).hash,
  };
}

/** An unsigned note of the same patient, without an encounter. */
async function insertAlone(reader: DatabaseHandle["reader"], like: NoteId): Promise<NoteId> {
  const [note] = await reader.execute<{ id: NoteId }>(sql`
    insert into ${schema.note} (practice_id, id, patient_id, kind, text, is_late, recorded_at, created_by)
    select practice_id, uuidv7(), patient_id, 'Note', 'Some words.', false, recorded_at, created_by
    from ${schema.note} where id = ${like} returning id`);
  return required(note?.id);
}
