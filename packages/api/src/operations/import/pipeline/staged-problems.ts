import type { Database } from "@caretype/db";
import { type Name, sql } from "drizzle-orm";
import { type ImportProblem, type ImportProblems, type ProblemText, withCode } from "./problems.ts";
import {
  externalIds,
  isWithin,
  lockPeople,
  type Slice,
  type StagedKind,
  type StagedRecord,
  slicesOf,
  stagings,
  type Target,
} from "./staging.ts";
import type { Throttle } from "./throttle.ts";

// Problems that only show across rows: duplicate identifiers and unknown references.

/** The file of each kind of record, and the column with the identifiers. */
export type RecordPlaces = Record<StagedRecord, { file: string; idColumn: string }>;

type Reporting = { throttle: Throttle; problems: ImportProblems };
type Checking = Target & Reporting & { places: RecordPlaces };

const people = ["patient", "doctor"] as const;

const references = {
  patient: { name: sql`staged.patient`, column: "PATIENT" },
  doctor: { name: sql`staged.provider`, column: "PROVIDER" },
};

export const lookedUpAtOnce = 500;

export const notFoundIn = (file: string, value: string): ProblemText =>
  withCode(`Not found in ${file} or in an earlier import`, value);

export async function addStagedProblems(db: Database, checking: Checking) {
  const { problems, places } = checking;
  for (const record of people)
    await addRepeated(db, checking, {
      kind: record,
      file: places[record].file,
      column: places[record].idColumn,
      key: sql.identifier("value"),
      messageOf: (line, value) => withCode(`Repeats the identifier of line ${line}`, value),
    });
  for await (const slice of slicesOf(db, "pair", lookedUpAtOnce)) {
    for (const record of people) {
      // Lock first, so that records found here cannot disappear before the check.
      const named = externalIds(checking)[record](references[record].name);
      const ids = sql`array(select ${named} from import_pair as staged where ${isWithin(slice)})`;
      await lockPeople(db, checking, { record, ids });
      const { file } = places[record];
      if (!problems.isReadable(file)) continue;
      for (const { value, lines, rowCount } of await findUnknown(db, checking, { record, slice })) {
        const place = { file: "encounters.csv", column: references[record].column };
        for (const line of lines) problems.add({ ...place, line, message: notFoundIn(file, value) });
        problems.addUnlisted(rowCount - lines.length);
      }
    }
    await checking.throttle.pause();
  }
}

type Found<Row> = {
  kind: StagedKind;
  file: string;
  /** The rows looked up by one statement. */
  atOnce?: number;
  find: (slice: Slice) => Promise<Row[]>;
  problemsOf: (row: Row) => Pick<ImportProblem, "column" | "message">[];
};

/** Looks for problems with other rows, or with stored records, slice by slice. */
export async function addFound<Row extends { line: number }>(
  db: Database,
  { problems, throttle }: Reporting,
  { kind, file, atOnce = lookedUpAtOnce, find, problemsOf }: Found<Row>,
) {
  for await (const slice of slicesOf(db, kind, atOnce)) {
    for (const row of await find(slice))
      for (const problem of problemsOf(row))
        problems.add({ file, line: row.line, ...problem, isAcrossRows: true });
    await throttle.pause();
  }
}

type Repeated = Pick<Found<never>, "kind" | "file"> & {
  column: string;
  /** The column of the staging table. */
  key: Name;
  messageOf: (line: number, value: string) => ProblemText;
};

/** Adds rows that repeat the identifier of an earlier row. */
export const addRepeated = (
  db: Database,
  reporting: Reporting,
  { kind, file, column, key, messageOf }: Repeated,
) =>
  addFound<{ line: number; value: string; first: number }>(db, reporting, {
    kind,
    file,
    find: (slice) =>
      db.execute(sql`
        select line, staged.${key} as value, first
        from ${stagings[kind].from} as staged, lateral (
          select before.line as first from ${stagings[kind].from} as before
          where before.${key} = staged.${key} order by before.line limit 1
        ) as earliest
        where ${isWithin(slice)} and line > first
        order by line`),
    problemsOf: ({ value, first }) => [
      { column, message: messageOf(reporting.problems.lineOf(first), value) },
    ],
  });

type Sliced = { record: StagedRecord; slice: Slice };

type Unknown = { value: string; lines: number[]; rowCount: number };

/** Finds encounters of patients or providers that are in neither the files nor an earlier import. */
async function findUnknown(db: Database, target: Target, { record, slice }: Sliced): Promise<Unknown[]> {
  const { name } = references[record];
  return db.execute<Unknown>(sql`
    select ${name} as value, to_json(lines) as lines, row_count as "rowCount" from import_pair as staged
    where ${isWithin(slice)}
      and (select true from ${stagings[record].from} as here where here.value = ${name} limit 1) is null
      and ${externalIds(target)[record](name)} is null
  `);
}

/** The file's columns for values that must be unique in the directory of doctors. */
export type UniqueColumns = Partial<Record<"licenseNumber" | "email", string | undefined>>;

const uniques = [
  { key: "licenseNumber", name: sql.identifier("license_number"), called: "licence number" },
  { key: "email", name: sql.identifier("email"), called: "email address" },
] as const;

/** Adds new doctors whose unique values another row or the directory already has. */
export async function addUniqueProblems(db: Database, checking: Checking, columns: UniqueColumns) {
  const { from } = stagings.doctor;
  for (const { key, name, called } of uniques) {
    const column = columns[key];
    if (column === undefined) continue;
    const value = sql`staged.${name}`;
    await addFound<{ line: number; first: number | null }>(db, checking, {
      kind: "doctor",
      file: checking.places.doctor.file,
      find: (slice) =>
        db.execute(sql`
          select staged.line, earlier.first from ${from} as staged
            left join lateral (
              select before.line as first from ${from} as before
              where lower(before.${name}) = lower(${value}) and before.${name} is not null
              order by before.line limit 1
            ) as earlier on earlier.first < staged.line
          where ${isWithin(slice)} and ${value} is not null
            and ${externalIds(checking).doctor(sql`staged.value`)} is null
            and (
              earlier.first is not null
              or (select true from doctor where lower(doctor.${name}) = lower(${value}) limit 1) is not null
            )
          order by staged.line`),
      problemsOf: ({ first }) => [
        {
          column,
          message:
            first === null
              ? `Another doctor in the directory has this ${called}`
              : `The doctor of line ${first} has this ${called}`,
        },
      ],
    });
  }
}
