import { type Database, prepared } from "@caretype/db";
import { doctor } from "@caretype/db/schema";
import { and, eq, notInArray, type SQL, sql } from "drizzle-orm";
import { bySort, decodeCursor, isLongPage, keyset, toPage } from "../../kernel/field/paging.ts";
import { withSingleBlanks } from "../../kernel/field/schemas.ts";
import { wordsOf } from "../../kernel/field/search-patterns.ts";
import type { Asked } from "../patient/search/asked.ts";
import { askForDoctors, isMatch } from "../patient/search/matching.ts";
import { isSpelledIn, selectSimilar } from "../patient/search/similar.ts";
import { doctorColumns, toDoctor } from "./queries.ts";
import type { DoctorPage, ListDoctors } from "./schema.ts";

const columns = { ...doctorColumns, sortName: doctor.sortName };

const pages = bySort((sort) =>
  prepared(["id", "limit", "key"], (db) => {
    const { orderBy, after } = keyset(doctor, sort);
    return db
      .select(columns)
      .from(doctor)
      .where(after())
      .orderBy(...orderBy)
      .limit(sql.placeholder("limit"));
  }),
);

/** Returns true for lists that may be slow: filtered ones, and the long pages of an export. */
export const isSearch = (input: ListDoctors): boolean => isFiltered(input) || isLongPage(input);

/** Older versions stored spaces as typed. */
const spellingsOf = (text: string) =>
  sql.join(
    [...new Set([text, withSingleBlanks(text)])].map((each) => sql`lower(${each})`),
    sql`, `,
  );

const isFiltered = ({ q, gender, specialization }: ListDoctors): boolean =>
  wordsOf(q).length > 0 || Boolean(gender || specialization);

export async function listDoctors(db: Database, input: ListDoctors): Promise<DoctorPage> {
  const { limit, sort, cursor, q } = input;
  const asked = wordsOf(q).length > 0 ? await askForDoctors(db, q ?? "") : null;
  const rows = isFiltered(input)
    ? await selectDoctors(db, { ...input, asked })
    : await pages[sort](db).execute({ ...decodeCursor(cursor, sort), limit: limit + 1 });
  const page = { ...toPage(rows, { limit, sort, item: toDoctor }), similar: false };
  const isFull = rows.length >= limit || isSpelledIn(rows, q);
  if (asked === null || cursor !== undefined || isFull) return page;
  const ids = rows.map(({ id }) => id);
  const isOther = ids.length > 0 ? notInArray(doctor.id, ids) : undefined;
  const similar = await selectSimilar(
    db,
    { asked, room: limit - rows.length, of: names },
    ({ isLike, orderBy, limit: most }) =>
      db
        .select(doctorColumns)
        .from(doctor)
        .where(and(isLike, isOther, ...filters(input)))
        .orderBy(...orderBy)
        .limit(most),
  );
  const items = [...page.items, ...similar.map(toDoctor)];
  return { items, nextCursor: null, similar: rows.length === 0 && items.length > 0 };
}

const names = {
  id: doctor.id,
  searchText: doctor.searchText,
  lastKey: sql`loose_text(${doctor.lastName} || ' ' || ${doctor.firstName})`,
  // Computing the loose spelling of many doctors would take longer.
  words: sql`string_to_array(split_part(${doctor.searchText}, ${"\u001f"}, 1), ' ')`,
};

const filters = ({ gender, specialization }: ListDoctors): (SQL | undefined)[] => [
  gender && eq(doctor.gender, gender),
  specialization ? sql`lower(${doctor.specialization}) in (${spellingsOf(specialization)})` : undefined,
];

/** Selects ids first, to allow an index-only scan in id order. */
async function selectDoctors(db: Database, input: ListDoctors & { asked: Asked | null }) {
  const { limit, sort, asked } = input;
  const { orderBy, after } = keyset(doctor, sort);
  const matching = db
    .select({ id: doctor.id })
    .from(doctor)
    .where(
      and(
        after(decodeCursor(input.cursor, sort)),
        asked ? isMatch(asked, doctor) : undefined,
        ...filters(input),
      ),
    )
    .orderBy(...orderBy)
    .limit(limit + 1)
    .as("matching");
  return db
    .select(columns)
    .from(matching)
    .innerJoin(doctor, eq(doctor.id, matching.id))
    .orderBy(...orderBy);
}
