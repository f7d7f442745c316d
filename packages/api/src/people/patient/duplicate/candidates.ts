import { type SQL, sql } from "drizzle-orm";

/** Values or columns of the patient to find candidates for. Nulls match nobody. */
export type Sought = Record<
  "practiceId" | "sortName" | "swappedName" | "dateOfBirth" | "bornFrom" | "bornUntil" | "phoneKey" | "email",
  SQL
>;

/** The same expression as in `patient_phone_idx` and `phoneKey`. */
export const phoneKeyOf = (phoneNumber: SQL) => sql`right(${numberDigits(phoneNumber)}, 6)`;

/** The digits of a phone number, without an extension or note. */
export const numberDigits = (phoneNumber: SQL) =>
  sql`regexp_replace(substring(${phoneNumber}, '^[^0-9]*[0-9][^A-Za-z#]*'), '[^0-9]', '', 'g')`;

/** The most rows read from each index, and the most of them that are compared. */
const maxRead = sql.raw("500");
const maxCompared = sql.raw("50");

/**
 * Selects ids of patients who may be the same person. Each rule uses one index: same date of birth and a
 * similar name, same name and about the same year of birth, same phone number, same email. Each reads a fixed
 * number of rows at most, whatever the practice's size.
 * `isOther` excludes patients, by the alias `candidate`.
 */
export function candidateIds(sought: Sought, isOther: SQL): SQL {
  // Other conditions are in an outer query, so that the planner does not choose another index.
  const rows = (column: SQL, isFound: SQL) => sql`(
    select candidate.id, candidate.${column} from patient as candidate
    where candidate.practice_id = ${sought.practiceId} and ${isOther} and ${isFound} limit ${maxRead}
  ) as read_rows`;
  const sameName = (name: SQL) => sql`
    (select id from ${rows(sql`date_of_birth`, sql`candidate.sort_name = ${name}`)}
    where date_of_birth between ${sought.bornFrom} and ${sought.bornUntil} limit ${maxCompared})`;
  const reachedBy = (isFound: SQL) => sql`
    (select id from ${rows(sql`date_of_birth`, isFound)} limit ${maxCompared})`;
  return sql`(
    (
      select id from ${rows(sql`sort_name`, sql`candidate.date_of_birth = ${sought.dateOfBirth}`)}
      where similarity(sort_name, ${sought.sortName}) > 0.2
      order by similarity(sort_name, ${sought.sortName}) desc limit ${maxCompared}
    )
    union ${sameName(sought.sortName)}
    union ${sameName(sought.swappedName)}
    union ${reachedBy(sql`candidate.phone_number is not null
      and ${phoneKeyOf(sql`candidate.phone_number`)} = ${sought.phoneKey}`)}
    union ${reachedBy(sql`candidate.email is not null and lower(candidate.email) = lower(${sought.email})`)}
  )`;
}
