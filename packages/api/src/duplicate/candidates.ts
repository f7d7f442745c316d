import { type SQL, sql } from "drizzle-orm";

/** Values or columns: what is known of the patient that candidates are looked for. Nulls find nobody. */
export type Sought = Record<
  "practiceId" | "sortName" | "swappedName" | "dateOfBirth" | "bornFrom" | "bornUntil" | "phoneKey" | "email",
  SQL
>;

/** As the index `patient_phone_idx` has it, and `phoneKey`. */
const phoneKeyOf = (phoneNumber: SQL) => sql`right(${numberDigits(phoneNumber)}, 6)`;

/** The digits of a number without its extension or note. */
export const numberDigits = (phoneNumber: SQL) =>
  sql`regexp_replace(substring(${phoneNumber}, '^[^0-9]*[0-9][^A-Za-z#]*'), '[^0-9]', '', 'g')`;

/** How many rows of one index are looked at, and how many of them are compared. */
const looked = sql.raw("500");
const most = sql.raw("50");

/**
 * The ids of patients who may be the same person, by one index each: those born on the same day with a name that is
 * not quite another one, those of the same name born in about the same year, and those with the same number or e-mail
 * address. Whatever the practice's size, each looks at so many rows at most. `isOther`: whom to leave out, of the alias
 * `candidate`.
 */
export function candidateIds(sought: Sought, isOther: SQL): SQL {
  // What else is asked of a row stands outside, so that no planner prefers another index for it.
  const rows = (column: SQL, isFound: SQL) => sql`(
    select candidate.id, candidate.${column} from patient as candidate
    where candidate.practice_id = ${sought.practiceId} and ${isOther} and ${isFound} limit ${looked}
  ) as looked`;
  const sameName = (name: SQL) => sql`
    (select id from ${rows(sql`date_of_birth`, sql`candidate.sort_name = ${name}`)}
    where date_of_birth between ${sought.bornFrom} and ${sought.bornUntil} limit ${most})`;
  const reachedBy = (isFound: SQL) => sql`
    (select id from ${rows(sql`date_of_birth`, isFound)} limit ${most})`;
  return sql`(
    (
      select id from ${rows(sql`sort_name`, sql`candidate.date_of_birth = ${sought.dateOfBirth}`)}
      where similarity(sort_name, ${sought.sortName}) > 0.2
      order by similarity(sort_name, ${sought.sortName}) desc limit ${most}
    )
    union ${sameName(sought.sortName)}
    union ${sameName(sought.swappedName)}
    union ${reachedBy(sql`candidate.phone_number is not null
      and ${phoneKeyOf(sql`candidate.phone_number`)} = ${sought.phoneKey}`)}
    union ${reachedBy(sql`candidate.email is not null and lower(candidate.email) = lower(${sought.email})`)}
  )`;
}
