import { schema } from "@caretype/db";
import { type Column, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PatientId } from "../../../kernel/field/ids.ts";
import { candidateIds, numberDigits } from "./candidates.ts";
import { type Comparable, compareForDuplicates, type DuplicateReason, minimumScore } from "./rules.ts";

/** A patient, and one who was there before and may be the same person. */
export type DuplicatePair = {
  newId: PatientId;
  thereId: PatientId;
  score: number;
  reasons: DuplicateReason[];
};

type Compared = Comparable & { name: string };
export type PairRow = { newId: PatientId; thereId: PatientId; added: Compared; there: Compared };
export type ComparedPair = DuplicatePair & Pick<PairRow, "added" | "there">;

/** Keeps the pairs that reach the minimum score. */
export const comparedPairs = (rows: readonly PairRow[]): ComparedPair[] =>
  rows.flatMap((row) => {
    const compared = compareForDuplicates(row.added, row.there);
    return compared.score < minimumScore ? [] : [{ ...row, ...compared }];
  });

/** What a list of pairs shows of each patient. */
export const briefOf = (
  id: PatientId,
  { name, dateOfBirth, dateOfBirthApproximate }: ComparedPair["added"],
) => ({ id, name, dateOfBirth, dateOfBirthApproximate });

const { name, firstName, lastName, dateOfBirth, dateOfBirthApproximate, gender, phoneNumber, email } =
  getTableColumns(schema.patient);

/** The compared fields. A missing field does not compile. */
const compared: Record<keyof Compared, Column> = {
  name,
  firstName,
  lastName,
  dateOfBirth,
  dateOfBirthApproximate,
  gender,
  phoneNumber,
  email,
};

const comparable = (alias: "added" | "there") => {
  const entries = Object.entries(compared).map(
    ([key, column]) => sql`${sql.raw(`'${key}'`)}, ${sql.identifier(alias)}.${sql.identifier(column.name)}`,
  );
  return sql`json_build_object(${sql.join(entries, sql`, `)})`;
};

const digits = numberDigits(sql`added.phone_number`);

type PairsOf = {
  practiceId: SQL;
  /** Selects the `record_id` of each patient to compare. */
  patients: SQL;
  /** Which candidates to compare them with, by the aliases `candidate` and `added`. */
  isOther: SQL;
};

/**
 * Selects pairs of patients. Looks candidates up in the same indexes as a single patient's, so that the time is
 * linear in the compared patients.
 */
export function pairsOf({ practiceId, patients, isOther }: PairsOf): SQL {
  const found = candidateIds(
    {
      practiceId,
      sortName: sql`added.sort_name`,
      swappedName: sql`fold_text(trim(added.first_name || ' ' || added.last_name))`,
      dateOfBirth: sql`(case when not added.date_of_birth_approximate then added.date_of_birth end)`,
      bornFrom: sql`(date_trunc('year', added.date_of_birth) - interval '1 year')::date`,
      bornUntil: sql`(date_trunc('year', added.date_of_birth) + interval '2 years' - interval '1 day')::date`,
      phoneKey: sql`(case when length(${digits}) >= 6 then right(${digits}, 6) end)`,
      email: sql`added.email`,
    },
    isOther,
  );
  const patientOf = (id: SQL) =>
    sql`lateral (select * from patient where practice_id = ${practiceId} and id = ${id} limit 1)`;
  return sql`(
    select added.id as "newId", there.id as "thereId", ${comparable("added")} as added, ${comparable("there")} as there
    from (${patients}) as made
      cross join ${patientOf(sql`made.record_id`)} as added
      cross join lateral ${found} as found
      cross join ${patientOf(sql`found.id`)} as there
  ) as pairs`;
}
