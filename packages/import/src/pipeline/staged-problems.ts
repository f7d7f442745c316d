import type { Database } from "@caretype/db";
import { type Name, sql } from "drizzle-orm";
import { type ProblemText, withCode } from "../source/problems.ts";
import {
  externalIds,
  type Importing,
  isWithin,
  lockPeople,
  type Slice,
  type StagedKind,
  type StagedRecord,
  slicesOf,
  stagings,
} from "./staging.ts";

// Adds problems across rows: duplicate identifiers and unknown references.

const people = ["patient", "doctor"] as const;

const references = { patient: sql`staged.patient`, doctor: sql`staged.provider` };

const lookedUpAtOnce = 500;

export const notFoundIn = (file: string, value: string): ProblemText =>
  withCode(`Not found in ${file} or in an earlier import`, value);

export async function addStagedProblems(db: Database, importing: Importing) {
  const { problems, places } = importing;
  for (const record of people)
    await addRepeated(db, importing, {
      kind: record,
      key: sql.identifier("value"),
      messageOf: (line, value) => withCode(`Repeats the identifier of line ${line}`, value),
    });
  const { pair } = places;
  if (!pair) return;
  for await (const slice of slicesOf(db, importing, { kind: "pair", rows: lookedUpAtOnce })) {
    for (const record of people) {
      // Lock first, so that found records cannot disappear before the check.
      const named = externalIds(importing)[record](references[record]);
      const ids = sql`array(select ${named} from import_pair as staged where ${isWithin(slice)})`;
      await lockPeople(db, importing, { record, ids });
      const file = places[record]?.file ?? "";
      if (!problems.isReadable(file)) continue;
      const place = { file: pair.file, column: pair.columnOf(record) };
      for (const { value, lines, rowCount } of await findUnknown(db, importing, { record, slice })) {
        for (const line of lines) problems.add({ ...place, line, message: notFoundIn(file, value) });
        problems.addUnlisted(rowCount - lines.length);
      }
    }
  }
}

type Found<Row> = {
  kind: StagedKind;
  atOnce?: number;
  /** Whether the rows are imported despite the problem. */
  isWarning?: boolean;
  find: (slice: Slice) => Promise<Row[]>;
  /** Returns a row's problem, and its field. */
  problemsOf: (row: Row) => { field: string; message: ProblemText }[];
};

/** Looks for conflicts with other rows or stored records, slice by slice. */
export async function addFound<Row extends { line: number }>(
  db: Database,
  importing: Importing,
  { kind, atOnce = lookedUpAtOnce, isWarning = false, find, problemsOf }: Found<Row>,
) {
  const { problems, places } = importing;
  const place = places[kind];
  if (!place) return;
  const { file, columnOf } = place;
  for await (const slice of slicesOf(db, importing, { kind, rows: atOnce }))
    for (const row of await find(slice))
      for (const { field, message } of problemsOf(row)) {
        const problem = { file, line: row.line, column: columnOf(field, row.line), message };
        if (isWarning) problems.addWarning(problem);
        else problems.add({ ...problem, isAcrossRows: true });
      }
}

type Repeated = {
  kind: StagedKind;
  /** The column of the staging table. */
  key: Name;
  messageOf: (line: number, value: string) => ProblemText;
};

/** Adds rows that repeat the identifier of an earlier row. */
export const addRepeated = (db: Database, importing: Importing, { kind, key, messageOf }: Repeated) =>
  addFound<{ line: number; value: string; first: number }>(db, importing, {
    kind,
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
      { field: "Id", message: messageOf(importing.problems.lineOf(first), value) },
    ],
  });

type Sliced = { record: StagedRecord; slice: Slice };

type Unknown = { value: string; lines: number[]; rowCount: number };

/** Finds encounters of patients or providers that are in neither the files nor an earlier import. */
async function findUnknown(
  db: Database,
  importing: Importing,
  { record, slice }: Sliced,
): Promise<Unknown[]> {
  const name = references[record];
  return db.execute<Unknown>(sql`
    select ${name} as value, to_json(lines) as lines, row_count as "rowCount" from import_pair as staged
    where ${isWithin(slice)}
      and (select true from ${stagings[record].from} as here where here.value = ${name} limit 1) is null
      and ${externalIds(importing)[record](name)} is null
  `);
}

const uniques = [
  { field: "licenseNumber", name: sql.identifier("license_number"), called: "licence number" },
  { field: "email", name: sql.identifier("email"), called: "email address" },
] as const;

/** Adds new doctors whose unique values another row or the directory already has. */
export async function addUniqueProblems(db: Database, importing: Importing) {
  const { from } = stagings.doctor;
  for (const { field, name, called } of uniques) {
    if (importing.places.doctor?.columnOf(field) === undefined) continue;
    const value = sql`staged.${name}`;
    await addFound<{ line: number; first: number | null }>(db, importing, {
      kind: "doctor",
      find: (slice) =>
        db.execute(sql`
          select staged.line, earlier.first from ${from} as staged
            left join lateral (
              select before.line as first from ${from} as before
              where lower(before.${name}) = lower(${value}) and before.${name} is not null
              order by before.line limit 1
            ) as earlier on earlier.first < staged.line
          where ${isWithin(slice)} and ${value} is not null
            and ${externalIds(importing).doctor(sql`staged.value`)} is null
            and (
              earlier.first is not null
              or (select true from doctor where lower(doctor.${name}) = lower(${value}) limit 1) is not null
            )
          order by staged.line`),
      problemsOf: ({ first }) => [
        {
          field,
          message:
            first === null
              ? `Another doctor in the directory has this ${called}`
              : `The doctor of line ${first} has this ${called}`,
        },
      ],
    });
  }
}
