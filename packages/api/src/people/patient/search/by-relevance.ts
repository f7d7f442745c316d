import { type Database, schema } from "@caretype/db";
import { type AnyColumn, and, eq, type SQL, sql } from "drizzle-orm";
import { encodeCursor, greatestId, leastId, type Position } from "../../../kernel/field/paging.ts";
import { greatestCharacter } from "../../../kernel/field/search-patterns.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { type PatientRow, patientColumns } from "../queries.ts";
import type { Patient } from "../schema.ts";
import { searchPatients } from "../search-patients.ts";
import type { Asked } from "./asked.ts";
import { isMatch } from "./matching.ts";
import {
  at,
  beginsLiterally,
  firstNewest,
  hasEmail,
  hasNumber,
  hasOtherWords,
  isBornOn,
  isLiterally,
  keyIn,
  type RankValues,
  ranked,
  rankValues,
  type Tier,
  tierOf,
  tiers,
} from "./tiers.ts";

const { patient } = schema;

/** Where a page begins: after this row. Tier 0 is before the first. */
type Place = { tier: number; key: string; id: string };

type Search = { asked: Asked; gender?: Patient["gender"] | undefined; after: Place; limit: number };

export type RankedRow = PatientRow & { place: Place };

export function toPlace({ key, id }: Position): Place {
  const [, tier = "0", text = ""] = /^(\d+) (.*)$/s.exec(key ?? "") ?? [];
  return { tier: Number(tier), key: text, id };
}

export const cursorAfter = ({ tier, key, id }: Place) =>
  encodeCursor("relevance", { key: `${tier} ${key}`, id });

/**
 * The best matches first. Each tier is read in the order of its own index, and only as far as the page needs. The rest
 * are found by a search, the newest first.
 */
export async function searchByRelevance(db: Database, scope: Scope, search: Search): Promise<RankedRow[]> {
  const found: RankedRow[] = [];
  for (const names of [byName, byDetail]) {
    const limit = search.limit - found.length;
    if (limit > 0) found.push(...(await selectTiers(db, scope, { ...search, limit, names })));
  }
  const limit = search.limit - found.length;
  if (limit === 0) return found;
  const { asked, gender, after } = search;
  const id = after.tier === tiers.rest ? after.id : greatestId;
  // The tiers above have those who were born on the date.
  const others = { ...asked, dates: null };
  const rest = await searchPatients(db, scope, { asked: others, gender, sort: "rest", after: id, limit });
  return [...found, ...rest.map((row) => ({ ...row, place: { tier: tiers.rest, key: "", id: row.id } }))];
}

const byName: readonly Tier[] = ["exact", "alike", "identified", "last", "lastAlike", "first"];
const byDetail: readonly Tier[] = ["lastOfWords", "firstOfWords", "born", "phone", "email"];

async function selectTiers(
  db: Database,
  { practiceId }: Scope,
  { names, ...search }: Search & { names: readonly Tier[] },
): Promise<RankedRow[]> {
  const selects = selectsOf({ ...search, practiceId, values: rankValues(search.asked) });
  const wanted = names.flatMap((name) => (tiers[name] < search.after.tier ? [] : (selects[name]?.() ?? [])));
  if (wanted.length === 0) return [];
  const order = (of: SQL) =>
    sql`${of}.tier, ${of}.key collate "C", case when ${of}.tier < ${at(firstNewest)} then ${of}.id end, ${of}.id desc`;
  const found = sql`(
    select * from (${sql.join(wanted, sql` union all `)}) as each
    order by ${order(sql`each`)} limit ${search.limit}
  ) as found`;
  // A look-up for each: an ordinary join may be planned as a scan of the practice's patients.
  const row = db
    .select(patientColumns)
    .from(patient)
    .where(and(eq(patient.practiceId, practiceId), sql`${patient.id} = found.id`))
    .limit(1)
    .as("patient");
  const rows = await db
    .select({ tier: sql<number>`found.tier`, key: sql<string>`found.key`, patient: patientColumns })
    .from(found)
    .innerJoinLateral(row, sql`true`)
    .orderBy(order(sql`found`));
  return rows.map(({ tier, key, patient: each }) => ({ ...each, place: { tier, key, id: each.id } }));
}

type Selecting = Search & { practiceId: string; values: RankValues };

/** One select for each tier that this search has, which returns tier, key and id of the first patients in it. */
function selectsOf(selecting: Selecting): Partial<Record<Tier, () => SQL>> {
  const { asked, values } = selecting;
  const { key, longest, born, phone, email } = asked.ranking;
  const { lastKey, firstKey } = patient;
  const isLiteral = beginsLiterally(values, patient);
  return {
    ...(key !== null && {
      alike: () => sameName(selecting),
      last: () => beginning(selecting, { name: "last", column: lastKey, filter: isLiteral }),
      lastAlike: () =>
        beginning(selecting, { name: "lastAlike", column: lastKey, filter: sql`not (${isLiteral})` }),
      first: () =>
        beginning(selecting, {
          name: "first",
          column: firstKey,
          filter: sql`not starts_with(${lastKey}, ${values.key})`,
        }),
    }),
    ...(longest !== null && {
      lastOfWords: () => ofWords(selecting, "lastOfWords", lastKey),
      firstOfWords: () => ofWords(selecting, "firstOfWords", firstKey),
    }),
    ...(asked.ids.length > 0 && { identified: () => identified(selecting) }),
    ...(born && { born: () => newest(selecting, "born", isBornOn(values, patient)) }),
    ...(phone !== null && { phone: () => newest(selecting, "phone", hasNumber(values, patient)) }),
    ...(email !== null && { email: () => newest(selecting, "email", hasEmail(values, patient)) }),
  };
}

/** Tests whether the patient with the alias `candidate` is in a tier, and matches the filters. */
const isIn = ({ values, practiceId, gender }: Selecting, name: Tier) => sql`(
  select ${tierOf(values)} = ${at(name)} ${hasGender(gender, ranked)}
  from ${patient} as ranked where ${ranked.practiceId} = ${practiceId} and ${ranked.id} = candidate.id limit 1
)`;

const hasGender = (gender: Selecting["gender"], of: typeof patient | typeof ranked) =>
  gender === undefined ? sql`` : sql`and ${of.gender} = ${gender}`;

/** Both tiers of equal names. */
function sameName(selecting: Selecting): SQL {
  const { values, practiceId, after, limit, gender } = selecting;
  const candidates = sql`
    select id from ${patient} where practice_id = ${practiceId} and last_key = ${values.key}
    union select id from ${patient} where practice_id = ${practiceId} and first_key = ${values.key}`;
  return sql`(
    select tier, ''::text collate "C" as key, id from (${candidates}) as candidate cross join lateral (
      select case when ${isLiterally(values, ranked)} then ${at("exact")} else ${at("alike")} end as tier
      from ${patient} as ranked
      where ${ranked.practiceId} = ${practiceId} and ${ranked.id} = candidate.id ${hasGender(gender, ranked)} limit 1
    ) as own
    where (tier, id) > (${after.tier}::int, ${after.id}::uuid)
    order by tier, id limit ${limit}
  )`;
}

function identified(selecting: Selecting): SQL {
  const { values, after, limit } = selecting;
  const past = after.tier === tiers.identified ? after.id : leastId;
  return sql`(
    select ${at("identified")} as tier, ''::text collate "C" as key, id from unnest(${values.ids}) as candidate (id)
    where id > ${past}::uuid and ${isIn(selecting, "identified")}
    order by id limit ${limit}
  )`;
}

type Beginning = { name: Tier; column: AnyColumn; filter: SQL };

/**
 * The names that begin with the whole search, and are longer. The better tiers are excluded one by one, as planning a
 * look-up of `tierOf` takes longer than all else.
 */
function beginning(selecting: Selecting, { name, column, filter }: Beginning): SQL {
  const { practiceId, asked, values, limit, gender } = selecting;
  const text = asked.ranking.key ?? "";
  const isIdentified = asked.ids.length > 0 ? sql`and not ${patient.id} = any (${values.ids})` : sql``;
  return sql`(
    select ${at(name)} as tier, ${column} as key, id from ${patient}
    where practice_id = ${practiceId} and ${isInRange(selecting, { name, column, text })}
      and ${column} <> ${text} and ${filter} ${isIdentified} ${hasGender(gender, patient)}
    order by ${column}, id limit ${limit}
  )`;
}

/** Walks the names that begin with the longest word, in an index that has all the words. */
function ofWords(selecting: Selecting, name: Tier, column: AnyColumn): SQL {
  const { practiceId, asked, values, limit } = selecting;
  const text = asked.ranking.longest ?? "";
  return sql`(
    select ${at(name)} as tier, key, id from (
      select ${column} as key, id from ${patient}
      where practice_id = ${practiceId} and ${isInRange(selecting, { name, column, text })}
        and ${hasOtherWords(values, column)}
      order by ${column}, id offset 0
    ) as candidate where ${isIn(selecting, name)}
    order by key, id limit ${limit}
  )`;
}

type Range = { name: Tier; column: AnyColumn; text: string };

/** What begins with a text, after where the page begins. */
function isInRange({ after }: Selecting, { name, column, text }: Range): SQL {
  const from = after.tier === tiers[name] ? after : { key: text, id: leastId };
  return sql`(${column}, id) > (${from.key}, ${from.id}::uuid) and ${column} < ${text + greatestCharacter}`;
}

/** Few patients are found by such a detail, so they are sorted. */
function newest(selecting: Selecting, name: Tier, isFound: SQL): SQL {
  const { practiceId, after, limit } = selecting;
  const before = after.tier === tiers[name] ? after.id : greatestId;
  return sql`(
    select ${at(name)} as tier, ''::text collate "C" as key, id from (
      select id from ${patient} where practice_id = ${practiceId} and ${isFound} offset 0
    ) as candidate
    where id < ${before}::uuid and ${isIn(selecting, name)}
    order by id desc limit ${limit}
  )`;
}

/**
 * The same order for a query with other filters, which reads all that match and sorts them. `of` is where its patients
 * are.
 */
export function relevanceOf(asked: Asked, after: Place) {
  const tier = tierOf(rankValues(asked), patient);
  const key = keyIn(tier, patient);
  const isNewestFirst = sql`${tier} >= ${at(firstNewest)}`;
  const isAfter =
    after.tier >= tiers[firstNewest]
      ? sql`(${tier} > ${after.tier} or (${tier} = ${after.tier} and ${patient.id} < ${after.id}))`
      : sql`(${tier}, ${key}, ${patient.id}) > (${after.tier}::int, ${after.key} collate "C", ${after.id}::uuid)`;
  return {
    columns: { tier, key },
    where: and(isMatch(asked), isAfter),
    orderBy: [tier, key, sql`case when not ${isNewestFirst} then ${patient.id} end`, sql`${patient.id} desc`],
  };
}
