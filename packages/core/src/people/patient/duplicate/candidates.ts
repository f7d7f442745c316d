import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { formerNamesOf, withFormerName } from "../former-names.ts";
import type { LooseNames } from "./rules.ts";

/** Values or columns of the patient to find candidates for. Nulls match no patient. */
export type Sought = Record<
  "practiceId" | "lastKey" | "firstKey" | "dateOfBirth" | "bornFrom" | "bornUntil" | "phoneNumber" | "email",
  SQL
>;

/** Which number in a field with several: the first, or the other one. */
export const numberPlaces = [sql.raw("1"), sql.raw("2")] as const;

/** The last digits of a number in a field, as in `patient_first_phone_idx` and `patient_other_phone_idx`. */
export const phoneKeyOf = (phoneNumber: SQLWrapper, place: SQL) => sql`phone_key(${phoneNumber}, ${place})`;

/** The patient's former names, to compare with another's. */
export const looseFormerNames = (practiceId: SQL, patientId: SQLWrapper) => {
  const { given, family } = looseNames(sql`had.first_name`, sql`had.last_name`);
  return sql<LooseNames[]>`(
    select coalesce(json_agg(json_build_object('given', ${given}, 'family', ${family})), '[]')
    from ${formerNamesOf(practiceId, patientId)} as had
  )`;
};

/** The names in the loose spelling of searches: `Müller` is `muller`, and `Петров` is `petrov`. */
export const looseNames = (firstName: SQLWrapper, lastName: SQLWrapper) => ({
  given: sql<string>`loose_text(${firstName})`,
  family: sql<string>`loose_text(${lastName})`,
});

/** Maximum rows read from each index, and maximum of them that are compared. */
const maxRead = sql.raw("500");
const maxCompared = sql.raw("50");

/**
 * Selects ids of patients who may be the same person. Each rule uses one index: same date of birth and a similar
 * name, same name and a year of birth that is close or missing, same former name, same phone number, same email. Each
 * reads a fixed number of rows at most, whatever the practice's size. `isOther` excludes patients, by the alias
 * `candidate`.
 */
export function candidateIds(sought: Sought, isOther: SQL): SQL {
  // Other conditions are in an outer query, so that the planner does not choose another index.
  const rows = (column: SQL, isFound: SQL) => sql`(
    select candidate.id, candidate.${column} from patient as candidate
    where candidate.practice_id = ${sought.practiceId} and ${isOther} and ${isFound} limit ${maxRead}
  ) as read_rows`;
  const isNear = sql`(date_of_birth is null or ${sought.bornFrom} is null
    or date_of_birth between ${sought.bornFrom} and ${sought.bornUntil})`;
  const sameName = (key: SQL) => sql`
    (select id from ${rows(sql`date_of_birth`, sql`candidate.last_key = ${key}`)}
    where ${isNear} limit ${maxCompared})`;
  const reachedBy = (isFound: SQL) => sql`
    (select id from ${rows(sql`date_of_birth`, isFound)} limit ${maxCompared})`;
  const sameNumber = numberPlaces.map((place) => {
    const key = phoneKeyOf(sql`candidate.phone_number`, place);
    const keys = numberPlaces.map((each) => phoneKeyOf(sought.phoneNumber, each));
    return reachedBy(sql`candidate.phone_number is not null and ${key} in (${sql.join(keys, sql`, `)})`);
  });
  const likeness = sql`similarity(last_key, ${sought.lastKey})`;
  // In either order: names in Chinese, Japanese and Korean may have no space.
  const glued = (last: SQL, first: SQL) => sql`array[replace(${last}, ' ', ''), replace(${first}, ' ', '')]`;
  const isGlued = sql`${glued(sql`last_key`, sql`first_key`)} && ${glued(sought.lastKey, sought.firstKey)}`;
  // In databases with locale C, trigrams ignore letters of scripts that have no Latin spelling here.
  const words = (key: SQL) => sql`string_to_array(${key}, ' ')`;
  const sharesWord = sql`${words(sql`last_key`)} && ${words(sought.lastKey)}`;
  // Words that sound alike, and short forms, may share only a beginning or an end: Bob Meier, Robert Mayr.
  const ways = [
    sql`(
      select id from ${rows(sql`last_key, candidate.first_key`, sql`candidate.date_of_birth = ${sought.dateOfBirth}`)}
      where ${likeness} > 0 or ${isGlued} or ${sharesWord} order by ${isGlued} desc, ${likeness} desc limit ${maxCompared}
    )`,
    sameName(sought.lastKey),
    sameName(sought.firstKey),
    sql`(
      select candidate.id from ${withFormerName(sought.practiceId, (key) => sql`${key} = ${sought.lastKey} collate "C"`)} as former
      cross join lateral (
        select id from patient as candidate
        where candidate.practice_id = ${sought.practiceId} and candidate.id = former.id and ${isOther} limit 1
      ) as candidate limit ${maxCompared}
    )`,
    ...sameNumber,
    reachedBy(sql`candidate.email is not null and lower(candidate.email) = lower(${sought.email})`),
  ];
  return sql`(${sql.join(ways, sql` union `)})`;
}
