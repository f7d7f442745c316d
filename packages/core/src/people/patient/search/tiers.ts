import { patient } from "@caretype/db/schema";
import { type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { numberPlaces, phoneKeyOf } from "../duplicate/candidates.ts";
import type { Asked } from "./asked.ts";

/** Quality of a match, the best first. */
export const tiers = {
  /** The name is as typed, in either order. */
  exact: 1,
  /** The name in the loose spelling, in either order. */
  alike: 2,
  identified: 3,
  /** The last name begins as typed. */
  last: 4,
  /** The last name begins so in the loose spelling. */
  lastAlike: 5,
  /** The first name begins so. */
  first: 6,
  /** The longest of several words begins the last name, and the others begin words of the name. */
  lastOfWords: 7,
  /** The longest of several words begins the first name. */
  firstOfWords: 8,
  born: 9,
  phone: 10,
  email: 11,
  rest: 12,
} as const;
export type Tier = keyof typeof tiers;

/** A SQL constant, so that it takes no parameter. */
export const at = (name: Tier) => sql.raw(String(tiers[name]));

/** From this tier on, the newest patient is first. Before it, the order is that of names and ids. */
export const firstNewest: Tier = "born";

/** Values that the ranking compares with, and their types. */
const rankTypes = {
  literal: "text",
  key: "text",
  longest: "text",
  otherWords: "text[]",
  born: "date[]",
  phone: "text",
  email: "text",
  dated: "text[]",
  ids: "uuid[]",
} as const satisfies Record<keyof Asked["ranking"] | "dated" | "ids", string>;
type Ranking = keyof typeof rankTypes;

/** The same, as parameters or as placeholders. */
export type RankValues = Record<Ranking, SQL>;

export function rankValues({ ranking, dated, ids }: Asked): RankValues {
  const values = { ...ranking, dated, ids };
  return castValues((name) => sql.param(values[name]));
}

// `Object.keys` and `fromEntries` lose the names.
export const rankPlaceholders = Object.keys(rankTypes) as Ranking[];

/** For prepared statements. */
export const rankParameters = (): RankValues => castValues(sql.placeholder);

const castValues = (parameterOf: (name: Ranking) => unknown) =>
  Object.fromEntries(
    rankPlaceholders.map((name) => [name, sql`${parameterOf(name)}::${sql.raw(rankTypes[name])}`]),
  ) as RankValues;

/** A patient looked up by id, so that the query around it can use an index-only scan. */
export const ranked = alias(patient, "ranked");
type Ranked = typeof ranked | typeof patient;

// The same expressions as in the indexes `patient_born_idx`, `patient_first_phone_idx` and `patient_email_idx`.

export const isBornOn = ({ born, dated }: RankValues, of: Ranked) =>
  sql`(${of.dateOfBirth} = any (${born}) and not ${of.dateOfBirthApproximate} and ${of.searchText} like all (${dated}))`;

export const hasNumber = ({ phone }: RankValues, of: Ranked) => {
  const keys = numberPlaces.map((place) => sql`${phoneKeyOf(of.phoneNumber, place)} = right(${phone}, 6)`);
  return sql`(${of.phoneNumber} is not null and (${sql.join(keys, sql` or `)})
    and strpos(regexp_replace(${of.phoneNumber}, '[^0-9]', '', 'g'), ${phone}) > 0)`;
};

export const hasEmail = ({ email }: RankValues, of: Ranked) =>
  sql`(${of.email} is not null and lower(${of.email}) = lower(${email}))`;

export const hasOtherWords = ({ otherWords }: RankValues, nameKey: unknown) =>
  sql`' ' || ${nameKey} like all (${otherWords})`;

/** Whether the name is as typed, in either order of last and first name. */
export const isLiterally = ({ literal }: RankValues, of: Ranked) =>
  sql`(${of.sortName} = ${literal} or fold_text(trim(${of.firstName} || ' ' || ${of.lastName})) = ${literal})`;

/** Not `starts_with`: the planner would also look it up in the index of the loose spelling. */
export const beginsLiterally = ({ literal }: RankValues, of: Ranked) =>
  sql`left(${of.sortName}, length(${literal})) = ${literal}`;

/** The tier of a matching patient. Null values match no patient. */
export function tierOf(values: RankValues, of: Ranked = ranked): SQL<number> {
  const { key, longest, ids } = values;
  const isAlike = sql`(${of.lastKey} = ${key} or ${of.firstKey} = ${key})`;
  const others = hasOtherWords(values, of.lastKey);
  return sql<number>`case
    when ${isAlike} and ${isLiterally(values, of)} then ${at("exact")}
    when ${isAlike} then ${at("alike")}
    when ${of.id} = any (${ids}) then ${at("identified")}
    when starts_with(${of.lastKey}, ${key}) and ${beginsLiterally(values, of)} then ${at("last")}
    when starts_with(${of.lastKey}, ${key}) then ${at("lastAlike")}
    when starts_with(${of.firstKey}, ${key}) then ${at("first")}
    when starts_with(${of.lastKey}, ${longest}) and ${others} then ${at("lastOfWords")}
    when starts_with(${of.firstKey}, ${longest}) and ${others} then ${at("firstOfWords")}
    when ${isBornOn(values, of)} then ${at("born")}
    when ${hasNumber(values, of)} then ${at("phone")}
    when ${hasEmail(values, of)} then ${at("email")}
    else ${at("rest")} end`;
}

/** The order within a tier, before the id. */
export const keyIn = (place: SQL, of: Ranked): SQL<string> => sql<string>`case
  when ${place} in (${at("last")}, ${at("lastAlike")}, ${at("lastOfWords")}) then ${of.lastKey}
  when ${place} in (${at("first")}, ${at("firstOfWords")}) then ${of.firstKey}
  else '' end`;
