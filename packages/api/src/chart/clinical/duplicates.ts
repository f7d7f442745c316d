import { type Database, prepared } from "@caretype/db";
import { type AnyColumn, desc, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { type ClinicalKind, DomainError } from "../../kernel/error/domain-error.ts";
import type { ClinicalId, PatientId } from "../../kernel/field/ids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { lockPatient } from "../../people/patient/queries.ts";
import type { OnDuplicates } from "../../people/patient/schema.ts";
import { spellingsOf } from "./code-systems.ts";
import type { RecordColumns } from "./record-queries.ts";
import type { Concept } from "./schema.ts";
import { isShownOf } from "./shown.ts";

type Kind<Column extends string> = {
  type: ClinicalKind;
  table: PgTable & Record<RecordColumns | Column, AnyColumn>;
};

/** Which records of a patient are the same: those of one concept, by its code or its words. */
type Sameness<Of extends string, At extends string> = {
  concept: Of;
  /** The field with the time. Only records of the same time are the same. Default: whatever their time. */
  at?: At;
  /** SQL that is true for the records that count. Default: all that were not entered in error. */
  among?: SQL;
};

/** As many as a refusal names. */
const mostShown = 50;

function sameRecords<Of extends string, At extends string>(
  { type, table }: Kind<NoInfer<Of | At>>,
  { concept, at, among = sql`true` }: Sameness<Of, At>,
) {
  const own: AnyColumn = table[concept];
  const text = (name: string) => sql`${sql.placeholder(name)}::text`;
  return prepared(["practiceId", "accountId", "patientId", "words", "system", "codes", "at"], (db) =>
    db
      .select({ id: sql<ClinicalId>`${table.id}`, label: sql<string>`${own} ->> 'text'` })
      .from(table as PgTable)
      .where(
        sql`${table.practiceId} = ${sql.placeholder("practiceId")} and ${table.patientId} = ${sql.placeholder("patientId")}
          and ${table.errorReason} is null and ${among}
          and ${isShownOf(type, table, sql.placeholder("patientId").getSQL())}
          and (${at ? sql`${table[at]} = ${sql.placeholder("at")}` : sql`${text("at")} is null`})
          and (loose_text(${own} ->> 'text') = loose_text(${text("words")})
            or ${own} #>> '{coding,system}' = ${text("system")} and ${own} #>> '{coding,code}' = any(${sql.placeholder("codes")}::text[]))`,
      )
      .orderBy(desc(table.id))
      .limit(mostShown)
      .prepare(`${type}_same`),
  );
}

type New = { patientId: PatientId; onDuplicates: OnDuplicates };

/**
 * For inputs that may refuse what the patient has already. Returns the record without that choice. Throws
 * `DUPLICATE_RECORD`, which names the records that are there. The later of two at once sees the first.
 */
export function newRecords<Of extends string, At extends string = never>(
  kind: Kind<NoInfer<Of | At>>,
  sameness: Sameness<Of, At>,
) {
  const { concept, at } = sameness;
  const same = sameRecords(kind, sameness);
  return async <Input extends New & Record<Of, Concept> & Partial<Record<At, string | null | undefined>>>(
    db: Database,
    scope: Scope,
    input: Input,
  ): Promise<Omit<Input, "onDuplicates">> => {
    const { onDuplicates, ...record } = input;
    const time: string | null | undefined = at && input[at];
    if (onDuplicates === "allow" || (at && !time)) return record;
    const { patientId } = input;
    await lockPatient(db, scope, patientId);
    const { text: words, coding } = input[concept];
    const { practiceId, accountId } = scope;
    const system = coding?.system ?? null;
    const codes = coding ? spellingsOf(coding.system, coding.code) : [];
    const values = { practiceId, accountId, patientId, words, system, codes, at: time ?? null };
    const blockedBy = (await same(db).execute(values)).map((row) => ({ kind: kind.type, ...row }));
    if (blockedBy.length > 0) throw new DomainError("DUPLICATE_RECORD", { blockedBy });
    return record;
  };
}
