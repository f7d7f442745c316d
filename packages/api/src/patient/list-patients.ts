import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, gt, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import type { DoctorId } from "../field/ids.ts";
import { bySort, decodeCursor, isLongPage, keyset, type Position, toPage } from "../field/paging.ts";
import { matches, soughtPerson } from "../field/search-patterns.ts";
import type { Scope } from "../procedure/scope.ts";
import { patientColumns, seesEveryChange, toPatient } from "./queries.ts";
import { bornBy, today } from "./rules.ts";
import type { ListPatients, PatientPage } from "./schema.ts";
import { searchPatients } from "./search-patients.ts";

const { patient, assignment } = schema;

const columns = { ...patientColumns, sortName: patient.sortName };

const everyChange = { id: patient.id, sortName: patient.sortName, updatedAt: patient.updatedAt };
/** As `patient_shown_idx` has it. */
const shownChanges = {
  ...everyChange,
  updatedAt: sql`coalesce(${patient.shownAt}, ${patient.updatedAt})`,
};

/** Who may not see every field is not told by the order either that another one was changed. */
const sortedFor = (scope: Scope) => (seesEveryChange(scope) ? everyChange : shownChanges);

const pagesBy = (sorted: typeof everyChange | typeof shownChanges, name: string) =>
  bySort((sort) =>
    prepared(["practiceId", "id", "limit", "key"], (db) => {
      const { orderBy, after } = keyset(sorted, sort);
      return db
        .select(columns)
        .from(patient)
        .where(and(eq(patient.practiceId, sql.placeholder("practiceId")), after()))
        .orderBy(...orderBy)
        .limit(sql.placeholder("limit"))
        .prepare(`${name}_${sort}`);
    }),
  );

const pages = {
  every: pagesBy(everyChange, "patient_page"),
  shown: pagesBy(shownChanges, "patient_page_shown"),
};
const pagesFor = (scope: Scope) => (seesEveryChange(scope) ? pages.every : pages.shown);

/**
 * Whether a list takes longer than others may have to wait behind it: when its time depends on what the practice's
 * patients are like, or it is so large that an export asks for it, page after page.
 */
export const isSearch = ({ q, gender, doctorId, limit, ...ages }: ListPatients): boolean =>
  soughtPerson(q).words.length > 0 ||
  gender !== undefined ||
  doctorId !== undefined ||
  hasAges(ages) ||
  isLongPage({ limit });

type Ages = Pick<ListPatients, "minAge" | "maxAge">;
const hasAges = ({ minAge, maxAge }: Ages) => minAge !== undefined || maxAge !== undefined;

export async function listPatients(db: Database, scope: Scope, input: ListPatients): Promise<PatientPage> {
  const { limit, sort } = input;
  const rows = await selectPatients(db, scope, { ...input, limit: limit + 1 });
  const patients = rows.map((row) => toPatient(row, scope));
  return toPage(patients, { limit, sort, item: (item) => item });
}

function selectPatients(db: Database, scope: Scope, input: ListPatients) {
  const { sort, q, gender, doctorId, limit } = input;
  const position = decodeCursor(input.cursor, sort);
  const sought = soughtPerson(q);
  if (doctorId) return selectPatientsOfDoctor(db, scope, { ...input, doctorId, position });
  const isOfAnyAge = !hasAges(input);
  if (sought.words.length === 0 && !gender && isOfAnyAge) {
    return pagesFor(scope)
      [sort](db)
      .execute({ ...position, practiceId: scope.practiceId, limit });
  }
  // Of an age, only a planner that sees it can tell whether to walk the patients or the dates of birth.
  if (isOfAnyAge && (sort === "newest" || sort === "oldest")) {
    return searchPatients(db, scope, { sought, gender, sort, after: position.id, limit });
  }
  const { orderBy, after } = keyset(sortedFor(scope), sort);
  return db
    .select(columns)
    .from(patient)
    .where(and(eq(patient.practiceId, scope.practiceId), after(position), ...filters(input)))
    .orderBy(...orderBy)
    .limit(limit);
}

const filters = ({ q, gender, ...ages }: Pick<ListPatients, "q" | "gender"> & Ages): (SQL | undefined)[] => [
  matches(patient.searchText, soughtPerson(q)),
  gender && eq(patient.gender, gender),
  ...isOfAge(ages),
];

/** Who is born tomorrow, as somewhere on earth is today already, counts as no year old. */
function isOfAge({ minAge, maxAge }: Ages): SQL[] {
  const born = patient.dateOfBirth;
  return [
    ...(minAge === undefined ? [] : [minAge === 0 ? isNotNull(born) : lte(born, bornBy(minAge, today()))]),
    ...(maxAge === undefined ? [] : [gt(born, bornBy(maxAge + 1, today()))]),
  ];
}

/** Walks the doctor's assignments, which are in the order of the patients' ids: others' patients are not read. */
function selectPatientsOfDoctor(
  db: Database,
  scope: Scope,
  input: ListPatients & { doctorId: DoctorId; position: Position },
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
        ...filters(input),
      ),
    )
    .orderBy(...orderBy)
    .limit(input.limit);
}
