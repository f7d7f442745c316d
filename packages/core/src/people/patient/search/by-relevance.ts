import { type Database, prepared } from "@caretype/db";
import { patient } from "@caretype/db/schema";
import { type AnyColumn, and, type SQL, sql } from "drizzle-orm";
import { encodeCursor, maxId, minId, type Position } from "../../../kernel/field/paging.ts";
import { maxCharacter } from "../../../kernel/field/search-patterns.ts";
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
  ranked,
  rankParameters,
  rankPlaceholders,
  rankValues,
  tierOf,
  tiers,
} from "./tiers.ts";

/** A page begins after this row. Tier 0 is before the first. */
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
 * The best matches first. Each tier is read in the order of its own index, and only as far as the page needs. The
 * rest are found by a search, the newest first.
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
  const id = after.tier === tiers.rest ? after.id : maxId;
  // The tiers above include patients born on the date.
  const others = { ...asked, dates: null };
  const rest = await searchPatients(db, scope, { asked: others, gender, sort: "rest", after: id, limit });
  return [...found, ...rest.map((row) => ({ ...row, place: { tier: tiers.rest, key: "", id: row.id } }))];
}

const byName = ["alike", "identified", "last", "lastAlike", "first"] as const;
const byDetail = ["lastOfWords", "firstOfWords", "born", "phone", "email"] as const;
type Selected = (typeof byName | typeof byDetail)[number];

async function selectTiers(
  db: Database,
  { practiceId }: Scope,
  { names, asked, gender, after, limit }: Search & { names: readonly Selected[] },
): Promise<RankedRow[]> {
  const wanted = names.filter((name) => tiers[name] >= after.tier && isAskedFor[name](asked));
  if (wanted.length === 0) return [];
  const { key, longest } = asked.ranking;
  const rows = await statementOf(wanted)(db).execute({
    ...asked.ranking,
    dated: asked.dated,
    ids: asked.ids,
    practiceId,
    gender: gender ?? null,
    limit,
    afterKey: key && key + maxCharacter,
    afterLongest: longest && longest + maxCharacter,
    tier: after.tier,
    placeKey: after.key,
    placeId: after.id,
  });
  return rows.map(({ tier, key: own, patient: each }) => ({
    ...each,
    place: { tier, key: own, id: each.id },
  }));
}

/** Whether a search has any tier. */
const isAskedFor: Record<Selected, (asked: Asked) => boolean> = {
  alike: ({ ranking }) => ranking.key !== null,
  identified: ({ ids }) => ids.length > 0,
  last: ({ ranking }) => ranking.key !== null,
  lastAlike: ({ ranking }) => ranking.key !== null,
  first: ({ ranking }) => ranking.key !== null,
  lastOfWords: ({ ranking }) => ranking.longest !== null,
  firstOfWords: ({ ranking }) => ranking.longest !== null,
  born: ({ ranking }) => ranking.born !== null,
  phone: ({ ranking }) => ranking.phone !== null,
  email: ({ ranking }) => ranking.email !== null,
};

const statements = new Map<string, ReturnType<typeof tiersStatement>>();

/** Built once: building takes longer than the rest of a search in this process. */
function statementOf(wanted: readonly Selected[]) {
  const known = statements.get(wanted.join());
  if (known) return known;
  const statement = tiersStatement(wanted);
  statements.set(wanted.join(), statement);
  return statement;
}

const columnTypes = {
  practiceId: "uuid",
  gender: "text",
  limit: "int",
  afterKey: "text",
  afterLongest: "text",
  tier: "int",
  placeKey: "text",
  placeId: "uuid",
};
type Own = keyof typeof columnTypes;
// `Object.keys` widens the keys to string.
const own = Object.keys(columnTypes) as Own[];
const given = (name: Own) => sql`${sql.placeholder(name)}::${sql.raw(columnTypes[name])}`;
const values = rankParameters();

function tiersStatement(wanted: readonly Selected[]) {
  const order = (of: SQL) =>
    sql`${of}.tier, ${of}.key collate "C", case when ${of}.tier < ${at(firstNewest)} then ${of}.id end, ${of}.id desc`;
  const selects = wanted.map((name) => selectOf[name]());
  const found = sql`(
    select * from (${sql.join(selects, sql` union all `)}) as each
    order by ${order(sql`each`)} limit ${given("limit")}
  ) as found`;
  return prepared(
    [...rankPlaceholders, ...own],
    (db) => {
      // A look-up for each: an ordinary join may be planned as a scan of the practice's patients.
      const row = db
        .select(patientColumns)
        .from(patient)
        .where(sql`${patient.practiceId} = ${given("practiceId")} and ${patient.id} = found.id`)
        .limit(1)
        .as("patient");
      return db
        .select({ tier: sql<number>`found.tier`, key: sql<string>`found.key`, patient: patientColumns })
        .from(found)
        .innerJoinLateral(row, sql`true`)
        .orderBy(order(sql`found`));
    },
    { isPlannedEachTime: true },
  );
}

/** A select per tier, of tier, key and id of its first patients. */
const selectOf: Record<Selected, () => SQL> = {
  alike: sameName,
  identified,
  last: () => beginning("last", patient.lastKey, beginsLiterally(values, patient)),
  lastAlike: () => beginning("lastAlike", patient.lastKey, sql`not (${beginsLiterally(values, patient)})`),
  first: () => beginning("first", patient.firstKey, sql`not starts_with(${patient.lastKey}, ${values.key})`),
  lastOfWords: () => ofWords("lastOfWords", patient.lastKey),
  firstOfWords: () => ofWords("firstOfWords", patient.firstKey),
  born: () => newest("born", isBornOn(values, patient)),
  phone: () => newest("phone", hasNumber(values, patient)),
  email: () => newest("email", hasEmail(values, patient)),
};

/** Tests whether the patient with the alias `candidate` is in a tier, and matches the filters. */
const isIn = (name: Selected) => sql`(
  select ${tierOf(values)} = ${at(name)} and ${hasGender(ranked)}
  from ${patient} as ranked where ${ranked.practiceId} = ${given("practiceId")} and ${ranked.id} = candidate.id limit 1
)`;

const hasGender = (of: typeof patient | typeof ranked) =>
  sql`(${given("gender")} is null or ${of.gender} = ${given("gender")})`;

/** Both tiers of equal names. */
function sameName(): SQL {
  const candidates = sql`
    select id from ${patient} where practice_id = ${given("practiceId")} and last_key = ${values.key}
    union select id from ${patient} where practice_id = ${given("practiceId")} and first_key = ${values.key}`;
  return sql`(
    select tier, ''::text collate "C" as key, id from (${candidates}) as candidate cross join lateral (
      select case when ${isLiterally(values, ranked)} then ${at("exact")} else ${at("alike")} end as tier
      from ${patient} as ranked
      where ${ranked.practiceId} = ${given("practiceId")} and ${ranked.id} = candidate.id and ${hasGender(ranked)} limit 1
    ) as own
    where (tier, id) > (${given("tier")}, ${given("placeId")})
    order by tier, id limit ${given("limit")}
  )`;
}

function identified(): SQL {
  return sql`(
    select ${at("identified")} as tier, ''::text collate "C" as key, id from unnest(${values.ids}) as candidate (id)
    where (${at("identified")}, id) > (${given("tier")}, ${given("placeId")}) and ${isIn("identified")}
    order by id limit ${given("limit")}
  )`;
}

/**
 * Names that are longer than the search and begin with it. The better tiers are excluded one by one, as planning a
 * look-up of `tierOf` takes longer than the rest.
 */
function beginning(name: Selected, column: AnyColumn, filter: SQL): SQL {
  return sql`(
    select ${at(name)} as tier, ${column} as key, id from ${patient}
    where practice_id = ${given("practiceId")} and ${isInRange(name, column, "key")}
      and ${column} <> ${values.key} and ${filter} and id <> all (${values.ids}) and ${hasGender(patient)}
    order by ${column}, id limit ${given("limit")}
  )`;
}

/** Walks the names that begin with the longest word, in an index that has all the words. */
function ofWords(name: Selected, column: AnyColumn): SQL {
  return sql`(
    select ${at(name)} as tier, key, id from (
      select ${column} as key, id from ${patient}
      where practice_id = ${given("practiceId")} and ${isInRange(name, column, "longest")}
        and ${hasOtherWords(values, column)}
      order by ${column}, id offset 0
    ) as candidate where ${isIn(name)}
    order by key, id limit ${given("limit")}
  )`;
}

/** Texts with a prefix, after the page's start. */
function isInRange(name: Selected, column: AnyColumn, text: "key" | "longest"): SQL {
  const isHere = sql`${given("tier")} = ${at(name)}`;
  const fromKey = sql`case when ${isHere} then ${given("placeKey")} else ${values[text]} end`;
  const fromId = sql`case when ${isHere} then ${given("placeId")} else ${minId}::uuid end`;
  const end = given(text === "key" ? "afterKey" : "afterLongest");
  return sql`(${column}, id) > (${fromKey}, ${fromId}) and ${column} < ${end}`;
}

/** Few patients match such a detail, so they are sorted. */
function newest(name: Selected, isFound: SQL): SQL {
  return sql`(
    select ${at(name)} as tier, ''::text collate "C" as key, id from (
      select id from ${patient} where practice_id = ${given("practiceId")} and ${isFound} offset 0
    ) as candidate
    where (${given("tier")} <> ${at(name)} or id < ${given("placeId")}) and ${isIn(name)}
    order by id desc limit ${given("limit")}
  )`;
}

/**
 * The same order for a query with other filters, which reads and sorts all matches. `of`: the source of its patients.
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
