import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { isBefore, today } from "@caretype/core/kernel/field/day";
import type { ClinicalId, PatientId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { lockPatient } from "@caretype/core/people/patient/queries";
import type { OnDuplicates } from "@caretype/core/people/patient/schema";
import { type Database, prepared } from "@caretype/db";
import type { ClinicalType } from "@caretype/db/kinds";
import { type AnyColumn, desc, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { spellingsOf } from "./code-systems.ts";
import { isNotOver } from "./practice-day.ts";
import type { RecordColumns } from "./record-queries.ts";
import type { Concept } from "./schema.ts";
import { isShownOf } from "./shown.ts";

type Kind<Column extends string> = {
  type: ClinicalType;
  table: PgTable & Record<RecordColumns | Column, AnyColumn>;
};

/** Defines duplicates: records of a patient with the same concept, by code or text. */
type Sameness<Of extends string, At extends string, Until extends string> = {
  concept: Of;
  /** The time field. Duplicates have the same time. Default: time is ignored. */
  at?: At;
  /** The field with the last day of validity. Default: none. */
  until?: Until;
  /** Words to ignore in a normalized text, as a PostgreSQL regular expression. Default: none. */
  fillers?: string;
  /** SQL that is true for records to compare with. Default: all that were not entered in error. */
  among?: SQL;
  /** The same for the new record: allowed values by field. Default: any. */
  only?: Readonly<Record<string, readonly string[]>>;
};

/** Maximum number of duplicates named in a refusal. */
const maxShown = 50;

const names = ["practiceId", "accountId", "patientId", "words", "system", "codes", "at"] as const;

/** The key of a record that duplicates share, and the reader. `words` are normalized. */
type Known = Record<(typeof names)[number], SQLWrapper>;

/** SQL that is true for a duplicate that the reader may see. */
function isSame<Of extends string, At extends string, Until extends string>(
  kind: Kind<NoInfer<Of | At | Until>>,
  { concept, at, until, fillers, among = sql`true` }: Sameness<Of, At, Until>,
  { practiceId, patientId, words, system, codes, ...known }: Known,
): SQL {
  const { table } = kind;
  const own: AnyColumn = table[concept];
  return sql`${table.practiceId} = ${practiceId} and ${table.patientId} = ${patientId}
    and ${table.errorReason} is null and ${among}
    and ${isShownOf(kind, patientId, { practiceId, ...known })}
    and (${at ? sql`${table[at]} = ${known.at}` : sql`true`})
    and ${until ? isNotOver(table[until], practiceId) : sql`true`}
    and (${own} #>> '{coding,system}' = (${system})::text and ${own} #>> '{coding,code}' = any((${codes})::text[])
      or ${looseWords(sql`${own} ->> 'text'`, fillers)} = (${words})::text)`;
}

/** Removes blanks: `Ramipril 5mg` equals `Ramipril 5 mg`. */
const looseWords = (text: SQL, fillers: string | undefined): SQL =>
  fillers === undefined
    ? sql`replace(loose_text(${text}), ' ', '')`
    : sql`replace(regexp_replace(loose_text(${text}), ${sql.raw(`'${fillers}'`)}, '', 'g'), ' ', '')`;

function sameRecords<Of extends string, At extends string, Until extends string>(
  kind: Kind<NoInfer<Of | At | Until>>,
  sameness: Sameness<Of, At, Until>,
) {
  const { table } = kind;
  const asked: Known = {
    practiceId: sql.placeholder("practiceId"),
    accountId: sql.placeholder("accountId"),
    patientId: sql.placeholder("patientId"),
    at: sql.placeholder("at"),
    words: looseWords(sql`${sql.placeholder("words")}::text`, sameness.fillers),
    system: sql.placeholder("system"),
    codes: sql.placeholder("codes"),
  };
  return prepared(names, (db) =>
    db
      .select({
        id: sql<ClinicalId>`${table.id}`,
        label: sql<string>`${table[sameness.concept]} ->> 'text'`,
      })
      .from(table as PgTable)
      .where(isSame(kind, sameness, asked))
      .orderBy(desc(table.id))
      .limit(maxShown),
  );
}

/** SQL that is true if the patient has a duplicate of a row in another table with the same column names. */
function hasSame<Of extends string, At extends string, Until extends string>(
  kind: Kind<NoInfer<Of | At | Until>>,
  sameness: Sameness<Of, At, Until>,
  { row, ...reader }: Pick<Known, "practiceId" | "accountId" | "patientId"> & { row: SQL },
): SQL {
  const { table } = kind;
  const { concept, at, until, fillers } = sameness;
  const rowColumn = (column: AnyColumn) => sql`${row}.${sql.identifier(column.name)}`;
  const own = rowColumn(table[concept]);
  const wordsOfRow = sql`(select ${looseWords(sql`${own} ->> 'text'`, fillers)} as words offset 0) as own_words`;
  const coding = {
    system: sql`${own} #>> '{coding,system}'`,
    codes: sql`array[${own} #>> '{coding,code}']`,
  };
  const known = {
    ...reader,
    words: sql`own_words.words`,
    ...coding,
    at: at ? rowColumn(table[at]) : sql`null`,
  };
  return sql`exists (select from ${wordsOfRow} cross join ${table as PgTable} where ${isSame(kind, sameness, known)}
    and ${until ? isNotOver(rowColumn(table[until]), known.practiceId) : sql`true`} offset 0)`;
}

type New = { patientId: PatientId; onDuplicates: OnDuplicates };

/**
 * Returns the record without `onDuplicates`. If asked to refuse duplicates, throws `DUPLICATE_RECORD`, which names
 * the existing records. The later of two concurrent calls sees the record of the first.
 */
export function newRecords<Of extends string, At extends string = never, Until extends string = never>(
  kind: Kind<NoInfer<Of | At | Until>>,
  sameness: Sameness<Of, At, Until>,
) {
  const { concept, at, until, only = {} } = sameness;
  const same = sameRecords(kind, sameness);
  const requireNew = async <
    Input extends New & Record<Of, Concept> & Partial<Record<At | Until, string | null | undefined>>,
  >(
    db: Database,
    scope: Scope,
    input: Input,
  ): Promise<Omit<Input, "onDuplicates">> => {
    const { onDuplicates, ...record } = input;
    const time: string | null | undefined = at && input[at];
    const fields = new Map<string, unknown>(Object.entries(input));
    const counts = Object.entries(only).every(([field, values]) =>
      values.some((each) => each === fields.get(field)),
    );
    const end: string | null | undefined = until && input[until];
    const isOver = end ? isBefore(end, today(scope.timeZone)) : false;
    if (onDuplicates === "allow" || (at && !time) || isOver || !counts) return record;
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
  return Object.assign(requireNew, {
    hasSame: (row: Parameters<typeof hasSame>[2]) => hasSame(kind, sameness, row),
  });
}
