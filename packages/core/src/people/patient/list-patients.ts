import { type Database, prepared } from "@caretype/db";
import { assignment, patient } from "@caretype/db/schema";
import {
  and,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  notExists,
  notInArray,
  type SQL,
  sql,
} from "drizzle-orm";
import { today } from "../../kernel/field/day.ts";
import type { DoctorId } from "../../kernel/field/ids.ts";
import {
  bySort,
  decodeCursor,
  isLongPage,
  keyset,
  type Position,
  toPage,
} from "../../kernel/field/paging.ts";
import type { Sort } from "../../kernel/field/schemas.ts";
import { wordsOf } from "../../kernel/field/search-patterns.ts";
import type { ProtectedContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { findByFormerName, findByFormerSound } from "./former-names.ts";
import { patientColumns, seesEveryChange, toPatient } from "./queries.ts";
import { bornBy } from "./rules.ts";
import type { ListPatients, Patient, PatientPage } from "./schema.ts";
import { type Asked, everybody } from "./search/asked.ts";
import {
  cursorAfter,
  type RankedRow,
  relevanceOf,
  searchByRelevance,
  toPlace,
} from "./search/by-relevance.ts";
import { ask, isMatch, withKnownNames } from "./search/matching.ts";
import { isSpelledIn, selectSimilar } from "./search/similar.ts";
import { searchPatients } from "./search-patients.ts";

const columns = { ...patientColumns, sortName: patient.sortName };

const everyChange = { id: patient.id, sortName: patient.sortName, updatedAt: patient.updatedAt };
/** The same expression as in `patient_shown_idx`. */
const shownChanges = {
  ...everyChange,
  updatedAt: sql`coalesce(${patient.shownAt}, ${patient.updatedAt})`,
};

/** The order must not reveal changes of withheld fields. */
const sortedFor = (scope: Scope) => (seesEveryChange(scope) ? everyChange : shownChanges);

const pagesBy = (sorted: typeof everyChange | typeof shownChanges) =>
  bySort((sort) =>
    prepared(["practiceId", "id", "limit", "key"], (db) => {
      const { orderBy, after } = keyset(sorted, sort);
      return db
        .select(columns)
        .from(patient)
        .where(and(eq(patient.practiceId, sql.placeholder("practiceId")), after()))
        .orderBy(...orderBy)
        .limit(sql.placeholder("limit"));
    }),
  );

const pages = { every: pagesBy(everyChange), shown: pagesBy(shownChanges) };
const pagesFor = (scope: Scope) => (seesEveryChange(scope) ? pages.every : pages.shown);

/** Returns true for lists that may be slow: a search or filter, or the long pages of an export. */
const isSearch = ({ q, gender, doctorId, unassigned, limit, ...ages }: ListPatients): boolean =>
  wordsOf(q).length > 0 ||
  gender !== undefined ||
  doctorId !== undefined ||
  unassigned ||
  hasAges(ages) ||
  isLongPage({ limit });

type Ages = Pick<ListPatients, "minAge" | "maxAge">;
const hasAges = ({ minAge, maxAge }: Ages) => minAge !== undefined || maxAge !== undefined;

export type ListContext = Pick<ProtectedContext, "db" | "searcher" | "scope">;

export async function listPatients(
  ctx: ListContext & Pick<ProtectedContext, "pageReader">,
  input: ListPatients,
): Promise<PatientPage> {
  const { scope } = ctx;
  const { limit, q } = input;
  const asked = wordsOf(q).length > 0 ? await ask(ctx, { ...input, q: q ?? "" }) : null;
  const db = isSearch(input) ? ctx.searcher() : ctx.pageReader(input);
  const { sort = asked ? "relevance" : "newest" } = input;
  if (sort === "relevance" && asked)
    return listByRelevance(db, scope, { ...input, asked: await withKnownNames(ctx, asked) });
  const order = sort === "relevance" ? "newest" : sort;
  const rows = await selectPatients(db, scope, { ...input, sort: order, asked, limit: limit + 1 });
  const patients = rows.map((row) => toPatient(row, scope));
  return {
    ...toPage(patients, { limit, sort: order, item: (item) => item }),
    similar: false,
    formerNames: [],
  };
}

type ByRelevance = ListPatients & { asked: Asked };

/** Lists the best matches first. If no name is spelled as typed, the first page is filled up with similar names. */
async function listByRelevance(db: Database, scope: Scope, input: ByRelevance): Promise<PatientPage> {
  const { limit, asked, cursor } = input;
  const rows = await selectByRelevance(db, scope, { ...input, limit: limit + 1 });
  const shown = rows.slice(0, limit).map(({ place: _place, ...row }) => toPatient(row, scope));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const isFull = rows.length >= limit || isLongPage({ limit });
  if ((rows.length > 0 && isFull) || cursor !== undefined)
    return {
      items: shown,
      nextCursor: last ? cursorAfter(last.place) : null,
      similar: false,
      formerNames: [],
    };
  const isIn = and(
    eq(patient.practiceId, scope.practiceId),
    ...filters(db, scope, input),
    isOfDoctor(db, scope, input),
  );
  const former = await selectFormer(db, scope, { asked, by: findByFormerName, shown, isIn, limit });
  const found = [...shown, ...former.items];
  const end = { nextCursor: null, formerNames: former.names };
  if (isSpelledIn(rows, input.q)) return { items: found, ...end, similar: false };
  const ids = found.map(({ id }) => id);
  const where = and(isIn, ids.length > 0 ? notInArray(patient.id, ids) : undefined);
  const { id, practiceId, searchText, lastKey, firstKey } = patient;
  const words = sql`string_to_array(${lastKey}, ' ')`;
  const of = { id, searchText, lastKey, firstKey, words, isIn: eq(practiceId, scope.practiceId) };
  const similar = await selectSimilar(
    db,
    { asked, room: limit - found.length, of },
    ({ isLike, orderBy, limit: most }) =>
      db
        .select(patientColumns)
        .from(patient)
        .where(and(where, isLike))
        .orderBy(...orderBy)
        .limit(most),
  );
  const alike = [...found, ...similar.map((row) => toPatient(row, scope))];
  const heard = await selectFormer(db, scope, { asked, by: findByFormerSound, shown: alike, isIn, limit });
  const items = [...alike, ...heard.items];
  return {
    items,
    nextCursor: null,
    formerNames: [...former.names, ...heard.names],
    similar: rows.length === 0 && items.length > 0,
  };
}

type FormerSearch = {
  asked: Asked;
  by: typeof findByFormerName;
  shown: readonly Pick<Patient, "id">[];
  isIn: SQL | undefined;
  limit: number;
};

/** Patients with such a former name, the newest first, without those already shown. */
async function selectFormer(db: Database, scope: Scope, { asked, by, shown, isIn, limit }: FormerSearch) {
  if (asked.names === null || shown.length >= limit) return { items: [], names: [] };
  const names = await by(db, scope, asked.names);
  for (const { id } of shown) names.delete(id);
  if (names.size === 0) return { items: [], names: [] };
  const found = await db
    .select(patientColumns)
    .from(patient)
    .where(and(isIn, inArray(patient.id, [...names.keys()])))
    .orderBy(desc(patient.id))
    .limit(limit - shown.length);
  // A version from before another change has the present name.
  const former = found.filter(({ id, name }) => names.get(id) !== name);
  return {
    items: former.map((row) => toPatient(row, scope)),
    names: former.map(({ id }) => ({ id, name: names.get(id) ?? "" })),
  };
}

/** With a filter that the name indexes lack, all matches are read and sorted. */
async function selectByRelevance(db: Database, scope: Scope, input: ByRelevance): Promise<RankedRow[]> {
  const { asked, gender, limit, doctorId } = input;
  const after = toPlace(decodeCursor(input.cursor, "relevance"));
  if (doctorId === undefined && !needsFilters(input))
    return searchByRelevance(db, scope, { asked, gender, after, limit });
  const { columns: place, where, orderBy } = relevanceOf(asked, after);
  const selected = db.select({ ...place, patient: patientColumns });
  const found =
    doctorId === undefined
      ? selected.from(patient).$dynamic()
      : selected.from(assignment).innerJoin(patient, isAssigned(scope, doctorId)).$dynamic();
  const rows = await found
    .where(and(eq(patient.practiceId, scope.practiceId), where, ...filters(db, scope, input)))
    .orderBy(...orderBy)
    .limit(limit);
  return rows.map(({ tier, key, patient: row }) => ({ ...row, place: { tier, key, id: row.id } }));
}

/** Joins a doctor's assignments with their patients. */
const isAssigned = ({ practiceId }: Scope, doctorId: DoctorId) =>
  and(
    eq(assignment.practiceId, practiceId),
    eq(assignment.doctorId, doctorId),
    eq(patient.practiceId, assignment.practiceId),
    eq(patient.id, assignment.patientId),
  );

const isOfDoctor = (db: Database, scope: Scope, { doctorId }: Pick<ListPatients, "doctorId">) =>
  doctorId && exists(db.select({ id: assignment.id }).from(assignment).where(isAssigned(scope, doctorId)));

type Selection = Omit<ListPatients, "sort"> & { sort: Sort; asked: Asked | null };

function selectPatients(db: Database, scope: Scope, input: Selection) {
  const { sort, asked, gender, doctorId, limit } = input;
  const position = decodeCursor(input.cursor, sort);
  if (doctorId) return selectPatientsOfDoctor(db, scope, { ...input, doctorId, position });
  const isPlain = !needsFilters(input);
  if (!asked && !gender && isPlain) {
    return pagesFor(scope)
      [sort](db)
      .execute({ ...position, practiceId: scope.practiceId, limit });
  }
  // For ages, the planner must see the values to choose between walking patients and walking dates of birth.
  if (isPlain && (sort === "newest" || sort === "oldest")) {
    return searchPatients(db, scope, {
      asked: asked ?? everybody,
      gender,
      sort,
      after: position.id,
      limit,
    });
  }
  const { orderBy, after } = keyset(sortedFor(scope), sort);
  return db
    .select(columns)
    .from(patient)
    .where(
      and(
        eq(patient.practiceId, scope.practiceId),
        after(position),
        asked ? isMatch(asked) : undefined,
        ...filters(db, scope, input),
      ),
    )
    .orderBy(...orderBy)
    .limit(limit);
}

/** Whether there are filters that the prepared statements lack. */
export const needsFilters = (input: Ages & Pick<ListPatients, "unassigned">) =>
  input.unassigned || hasAges(input);

type Filters = Pick<ListPatients, "gender" | "unassigned"> & Ages;

export const filters = (
  db: Database,
  scope: Scope,
  { gender, unassigned, ...ages }: Filters,
): (SQL | undefined)[] => [
  gender && eq(patient.gender, gender),
  ...isOfAge(ages, today(scope.timeZone)),
  unassigned ? hasNoDoctor(db, scope) : undefined,
];

const hasNoDoctor = (db: Database, { practiceId }: Scope) =>
  notExists(
    db
      .select({ id: assignment.id })
      .from(assignment)
      .where(and(eq(assignment.practiceId, practiceId), eq(assignment.patientId, patient.id))),
  );

/** Without a time zone, a birth may be in the future: the age is zero. Deceased patients have the age at death. */
function isOfAge({ minAge, maxAge }: Ages, day: string): SQL[] {
  const born = patient.dateOfBirth;
  return [
    ...(hasAges({ minAge, maxAge }) ? [isNull(patient.deceasedOn)] : []),
    ...(minAge === undefined ? [] : [minAge === 0 ? isNotNull(born) : lte(born, bornBy(minAge, day))]),
    ...(maxAge === undefined ? [] : [gt(born, bornBy(maxAge + 1, day))]),
  ];
}

/** Walks the doctor's assignments, which are ordered by patient id, so that no other patients are read. */
function selectPatientsOfDoctor(
  db: Database,
  scope: Scope,
  input: Selection & { doctorId: DoctorId; position: Position },
) {
  const { orderBy, after } = keyset({ ...sortedFor(scope), id: assignment.patientId }, input.sort);
  return db
    .select(columns)
    .from(assignment)
    .innerJoin(
      patient,
      and(eq(patient.practiceId, assignment.practiceId), eq(patient.id, assignment.patientId)),
    )
    .where(
      and(
        eq(assignment.practiceId, scope.practiceId),
        eq(assignment.doctorId, input.doctorId),
        after(input.position),
        input.asked ? isMatch(input.asked) : undefined,
        ...filters(db, scope, input),
      ),
    )
    .orderBy(...orderBy)
    .limit(input.limit);
}
