import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import { type ImportProblems, withCode } from "./problems.ts";
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

type Checking = Target & { throttle: Throttle; problems: ImportProblems; places: RecordPlaces };

const references = {
  patient: { name: sql`staged.patient`, column: "PATIENT" },
  doctor: { name: sql`staged.provider`, column: "PROVIDER" },
};

/** The rows looked up by one statement. */
export const lookedUpAtOnce = 500;

export async function addStagedProblems(db: Database, checking: Checking) {
  for (const record of ["patient", "doctor"] as const) await addDuplicates(db, checking, record);
  const { problems, places } = checking;
  const most = problems.mostListed;
  const unknown = { patient: new FirstLines(most), doctor: new FirstLines(most) };
  for await (const slice of slicesOf(db, "pair", lookedUpAtOnce)) {
    for (const record of ["patient", "doctor"] as const) {
      // Lock first, so that records found here cannot disappear before the check.
      const named = externalIds(checking)[record](references[record].name);
      const ids = sql`array(select ${named} from import_pair as staged where ${isWithin(slice)})`;
      await lockPeople(db, checking, { record, ids });
      if (!problems.isReadable(places[record].file)) continue;
      unknown[record].add(await findUnknown(db, checking, { record, slice }));
    }
    await checking.throttle.pause();
  }
  for (const record of ["patient", "doctor"] as const) {
    for (const { line, value } of unknown[record].first) {
      const message = withCode(`Not found in ${places[record].file} or in an earlier import`, value);
      problems.add({ file: "encounters.csv", line, column: references[record].column, message });
    }
    problems.addUnlisted(unknown[record].total - unknown[record].first.length);
  }
}

type Found<Row> = {
  kind: StagedKind;
  problems: ImportProblems;
  throttle: Throttle;
  find: (slice: Slice) => Promise<Row[]>;
  add: (rows: readonly Row[]) => void;
};

/** Looks for problems slice by slice. Adds as many as are listed, and counts the others. */
export async function addFound<Row>(db: Database, { kind, problems, throttle, find, add }: Found<Row>) {
  let listed = 0;
  for await (const slice of slicesOf(db, kind, lookedUpAtOnce)) {
    const found = await find(slice);
    const shown = found.slice(0, problems.mostListed - listed);
    add(shown);
    listed += shown.length;
    problems.addUnlisted(found.length - shown.length);
    await throttle.pause();
  }
}

/** Adds rows that repeat the identifier of an earlier row. */
async function addDuplicates(db: Database, { problems, throttle, places }: Checking, record: StagedRecord) {
  const { file, idColumn } = places[record];
  const { from } = stagings[record];
  await addFound<{ line: number; value: string; first: number }>(db, {
    kind: record,
    problems,
    throttle,
    find: (slice) =>
      db.execute(sql`
        select line, value, first
        from ${from} as staged, lateral (
          select before.line as first from ${from} as before
          where before.value = staged.value order by before.line limit 1
        ) as earliest
        where ${isWithin(slice)} and line > first
        order by line`),
    add(rows) {
      for (const { line, value, first } of rows) {
        const message = withCode(`Repeats the identifier of line ${first}`, value);
        problems.add({ file, line, column: idColumn, message, isAcrossRows: true });
      }
    },
  });
}

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

/** Keeps the first lines of all that were added, and counts them. */
class FirstLines {
  readonly #most: number;
  first: { line: number; value: string }[] = [];
  total = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(unknown: Unknown[]) {
    if (unknown.length === 0) return;
    for (const { value, lines, rowCount } of unknown) {
      this.total += rowCount;
      for (const line of lines) this.first.push({ line, value });
    }
    this.first = this.first.toSorted((one, other) => one.line - other.line).slice(0, this.#most);
  }
}

/** The file's columns for values that must be unique in the directory of doctors. */
export type UniqueColumns = Partial<Record<"licenseNumber" | "email", string>>;

const uniques = {
  licenseNumber: { name: sql`license_number`, called: "licence number" },
  email: { name: sql`email`, called: "email address" },
} as const;

/** Adds new doctors whose unique values another row or the directory already has. */
export async function addUniqueProblems(db: Database, checking: Checking, columns: UniqueColumns) {
  for (const kind of ["licenseNumber", "email"] as const) {
    const column = columns[kind];
    if (column !== undefined) await addTaken(db, checking, { kind, column });
  }
}

async function addTaken(
  db: Database,
  checking: Checking,
  { kind, column }: { kind: keyof typeof uniques; column: string },
) {
  const { problems, throttle, places } = checking;
  const { name, called } = uniques[kind];
  const { from } = stagings.doctor;
  const value = sql`staged.${name}`;
  await addFound<{ line: number; first: number | null }>(db, {
    kind: "doctor",
    problems,
    throttle,
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
    add(rows) {
      for (const { line, first } of rows) {
        const message =
          first === null
            ? (`Another doctor in the directory has this ${called}` as const)
            : (`The doctor of line ${first} has this ${called}` as const);
        problems.add({ file: places.doctor.file, line, column, message, isAcrossRows: true });
      }
    },
  });
}
