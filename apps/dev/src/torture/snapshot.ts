import type { AccountId } from "@caretype/core/kernel/field/ids";
import { openDatabase } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { NotePart, RecordType } from "./ledger.ts";

/** A row of its own table. `transaction` is the one that wrote it, PostgreSQL's `xmin`. */
export type LiveRow = {
  type: RecordType | NotePart;
  id: string;
  version: number;
  mark: string | null;
  author: string | null;
  since: string;
  /** Null for an appointment that may have been removed and restored with its patient, and for a signed draft. */
  transaction: string | null;
};

export type VersionRow = Omit<LiveRow, "transaction"> & {
  until: string;
  isGone: boolean;
  transaction: string;
};

export type RemovedRow = Pick<VersionRow, "type" | "id" | "version" | "mark" | "author" | "transaction"> & {
  at: string;
};

export type EntryRow = {
  requestId: string;
  action: string;
  outcome: string;
  isReplay: boolean;
  accountId: AccountId | null;
  subjects: string;
  transaction: string;
};

type KeyRow = { action: string; transaction: string };

export type Snapshot = {
  live: LiveRow[];
  versions: VersionRow[];
  removed: RemovedRow[];
  entries: EntryRow[];
  keys: KeyRow[];
  /** Notes without the signature that created them. */
  unsigned: { id: string }[];
};

const live = sql`
  select 'patient' as type, id, version, medical_history as mark, coalesce(updated_by, created_by) as author,
    updated_at::text as since, xmin::text as transaction from patient
  union all
  select 'doctor', id, version, contact_info, coalesce(updated_by, created_by), updated_at::text, xmin::text
  from doctor
  -- The members' own ones are made before the first call.
  where not exists (select from membership where membership.doctor_id = doctor.id)
  union all
  select 'draft', id, 1, text, created_by, created_at::text, xmin::text from note_draft
  union all
  select 'draft', id, 1, text, created_by, created_at::text, null from note
  union all
  select case kind when 'signature' then 'signature' else 'addendum' end, signed.id, 1,
    coalesce(signed.text, (select note.text from note where note.id = signed.note_id)),
    signed_by, signed_at::text, signed.xmin::text
  from note_signature as signed
  union all
  select 'assignment', id, version, reason_for_visit, coalesce(updated_by, assigned_by), updated_at::text, xmin::text
  from assignment
  union all
  select 'appointment', id, version, coalesce(cancellation_reason, reason_for_visit),
    coalesce(updated_by, created_by), updated_at::text, case version when 1 then xmin::text end
  from (
    select id, version, cancellation_reason, reason_for_visit, updated_by, created_by, updated_at, xmin
    from appointment
    union all
    select kept.*, removed.xmin
    from removed_record as removed
      cross join jsonb_to_recordset(removed.relations -> 'appointment') as kept (
        id uuid, version integer, cancellation_reason text, reason_for_visit text, updated_by uuid, created_by uuid,
        updated_at timestamptz)
    where removed.record_type = 'patient'
  ) as visit`;

const mark = sql`coalesce(record ->> 'medical_history', record ->> 'contact_info', record ->> 'cancellation_reason',
  record ->> 'reason_for_visit')`;

const versions = sql`
  select record_type as type, record_id as id, version, ${mark} as mark, changed_by as author,
    valid_from::text as since, valid_to::text as until, record is null as "isGone", xmin::text as transaction
  from (
    select record_type, record_id, version, record, changed_by, valid_from, valid_to, xmin from record_version
    union all select 'doctor', record_id, version, record, changed_by, valid_from, valid_to, xmin from doctor_version
  ) as every`;

const removed = sql`
  select record_type as type, record_id as id, version, ${mark} as mark, removed_by as author,
    removed_at::text as at, xmin::text as transaction
  from (
    select record_type, record_id, version, record, removed_by, removed_at, xmin from removed_record
    union all select 'doctor', record_id, version, record, removed_by, removed_at, xmin from removed_doctor
  ) as every`;

const unsigned = sql`
  select id from note
  where not exists (select from note_signature where note_id = note.id and kind = 'signature')`;

/** The actions of compared records, mainly of the run's callers. */
const isOfCaller = sql`(action similar to '(patient|doctor|assignment|appointment).%'
  or action in ('noteDraft.create', 'noteDraft.sign', 'note.amend'))`;

const entries = sql`
  select coalesce(client_request_id, '') as "requestId", action, outcome, basis like '%, replayed' as "isReplay",
    account_id as "accountId", coalesce(array_to_string(subject_ids, ' '), '') as subjects,
    xmin::text as transaction
  from audit_entry where ${isOfCaller} and client_request_id is not null`;

const keys = sql`
  select action, xmin::text as transaction
  from idempotency_key where outcome = 'ok' and ${isOfCaller}
    and not (action = 'doctor.create' and answer ->> 'name' like 'member-%')`;

export async function takeSnapshot(url: string): Promise<Snapshot> {
  const database = openDatabase({ url, readers: 1, writers: 1, searchers: 1 });
  try {
    return await database.transaction(async (tx) => {
      await tx.execute(sql`set transaction isolation level repeatable read`);
      return {
        live: [...(await tx.execute<LiveRow>(live))],
        versions: [...(await tx.execute<VersionRow>(versions))],
        removed: [...(await tx.execute<RemovedRow>(removed))],
        entries: [...(await tx.execute<EntryRow>(entries))],
        keys: [...(await tx.execute<KeyRow>(keys))],
        unsigned: [...(await tx.execute<{ id: string }>(unsigned))],
      };
    });
  } finally {
    await database.close();
  }
}
