import { type Database, prepared } from "@caretype/db";
import { doctor } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { bySort, decodeCursor, isLongPage, keyset, toPage } from "../../kernel/field/paging.ts";
import { withSingleBlanks } from "../../kernel/field/schemas.ts";
import { wordsOf } from "../../kernel/field/search-patterns.ts";
import { askForDoctors, isMatch } from "../patient/search/matching.ts";
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

/** One that was stored before has the blanks with which it was typed. */
const spellingsOf = (text: string) =>
  sql.join(
    [...new Set([text, withSingleBlanks(text)])].map((each) => sql`lower(${each})`),
    sql`, `,
  );

const isFiltered = ({ q, gender, specialization }: ListDoctors): boolean =>
  wordsOf(q).length > 0 || Boolean(gender || specialization);

export async function listDoctors(db: Database, input: ListDoctors): Promise<DoctorPage> {
  const { limit, sort } = input;
  const rows = isFiltered(input)
    ? await selectDoctors(db, input)
    : await pages[sort](db).execute({ ...decodeCursor(input.cursor, sort), limit: limit + 1 });
  return toPage(rows, { limit, sort, item: toDoctor });
}

/** Selects ids first, to allow an index-only scan in id order. */
async function selectDoctors(db: Database, { q, limit, sort, ...input }: ListDoctors) {
  const { orderBy, after } = keyset(doctor, sort);
  const { gender, specialization } = input;
  const asked = wordsOf(q).length > 0 ? await askForDoctors(db, q ?? "") : null;
  const matching = db
    .select({ id: doctor.id })
    .from(doctor)
    .where(
      and(
        after(decodeCursor(input.cursor, sort)),
        asked ? isMatch(asked, doctor) : undefined,
        gender && eq(doctor.gender, gender),
        specialization ? sql`lower(${doctor.specialization}) in (${spellingsOf(specialization)})` : undefined,
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
