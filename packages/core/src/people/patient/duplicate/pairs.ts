import { schema } from "@caretype/db";
import { type Column, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PatientId } from "../../../kernel/field/ids.ts";
import { candidateIds, looseFormerNames, looseNames } from "./candidates.ts";
import {
  type Comparable,
  compareForDuplicates,
  type DuplicateReason,
  isPossible,
  type LooseNames,
} from "./rules.ts";

/** A patient, and an older one who may be the same person. */
export type DuplicatePair = {
  newId: PatientId;
  thereId: PatientId;
  score: number;
  reasons: DuplicateReason[];
};

type Compared = Comparable & { name: string };
type PairRow = { newId: PatientId; thereId: PatientId; added: Compared; there: Compared };
export type ComparedPair = DuplicatePair & Pick<PairRow, "added" | "there">;

/** What a query selects from `pairsOf`. */
export const pairColumns = {
  newId: sql<PatientId>`"newId"`,
  thereId: sql<PatientId>`"thereId"`,
  added: sql<Compared>`added`,
  there: sql<Compared>`there`,
};

export const comparedPairs = (rows: readonly PairRow[]): ComparedPair[] =>
  rows.flatMap((row) => {
    const compared = compareForDuplicates(row.added, row.there);
    return isPossible(compared) ? [{ ...row, ...compared }] : [];
  });

export const briefOf = (
  id: PatientId,
  { name, dateOfBirth, dateOfBirthApproximate }: ComparedPair["added"],
) => ({ id, name, dateOfBirth, dateOfBirthApproximate });

const { name, dateOfBirth, dateOfBirthApproximate, gender, phoneNumber, email } = getTableColumns(
  schema.patient,
);

/** The compared fields. A missing field does not compile. */
const compared: Record<keyof Omit<Compared, keyof LooseNames | "former">, Column> = {
  name,
  dateOfBirth,
  dateOfBirthApproximate,
  gender,
  phoneNumber,
  email,
};

/** The former names of a pair's older patient are compared. */
const comparable = (alias: "added" | "there", former: (readonly [string, SQL])[] = []) => {
  const valueIn = (column: string) => sql`${sql.identifier(alias)}.${sql.identifier(column)}`;
  const values = [
    ...Object.entries(compared).map(([key, { name }]) => [key, valueIn(name)] as const),
    ...Object.entries(looseNames(valueIn("first_name"), valueIn("last_name"))),
  ];
  const entries = [...values, ...former].map(([key, value]) => sql`${sql.raw(`'${key}'`)}, ${value}`);
  return sql`json_build_object(${sql.join(entries, sql`, `)})`;
};

type PairsOf = {
  practiceId: SQL;
  /** Selects the `record_id` of each patient to compare. */
  patients: SQL;
  /** Which candidates to compare with, by the aliases `candidate` and `added`. */
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
      lastKey: sql`added.last_key`,
      firstKey: sql`added.first_key`,
      dateOfBirth: sql`(case when not added.date_of_birth_approximate then added.date_of_birth end)`,
      bornFrom: sql`(date_trunc('year', added.date_of_birth) - interval '1 year')::date`,
      bornUntil: sql`(date_trunc('year', added.date_of_birth) + interval '2 years' - interval '1 day')::date`,
      phoneNumber: sql`added.phone_number`,
      email: sql`added.email`,
    },
    isOther,
  );
  const patientOf = (id: SQL) =>
    sql`lateral (select * from patient where practice_id = ${practiceId} and id = ${id} limit 1)`;
  return sql`(
    select added.id as "newId", there.id as "thereId", ${comparable("added")} as added, ${comparable("there", [["former", looseFormerNames(practiceId, sql`there.id`)]])} as there
    from (${patients}) as compared
      cross join ${patientOf(sql`compared.record_id`)} as added
      cross join lateral ${found} as found
      cross join ${patientOf(sql`found.id`)} as there
  ) as pairs`;
}
