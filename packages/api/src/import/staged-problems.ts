import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import { withCode } from "./cell-problems.ts";
import type { Pace } from "./pace.ts";
import type { ImportProblems } from "./problems.ts";
import {
  externalIds,
  isWithin,
  type Slice,
  type StagedRecord,
  slicesOf,
  staged,
  type Target,
} from "./staging.ts";

// What only all rows together show.

/** Where the rows of a kind are from, and which column has their identifiers. */
export type RecordPlaces = Record<StagedRecord, { file: string; idColumn: string }>;

type Checking = Target & { pace: Pace; problems: ImportProblems; places: RecordPlaces };

const references = {
  patient: { name: sql`staged.patient`, column: "PATIENT" },
  doctor: { name: sql`staged.provider`, column: "PROVIDER" },
};

const mostListed = 100;
/** So many are looked up by one statement. */
const lookedUpAtOnce = 500;

export async function addStagedProblems(db: Database, checking: Checking) {
  for (const record of ["patient", "doctor"] as const) await addDuplicates(db, checking, record);
  const { problems, places } = checking;
  const unknown = { patient: new FirstLines(), doctor: new FirstLines() };
  for await (const slice of slicesOf(db, "pair", lookedUpAtOnce)) {
    for (const record of ["patient", "doctor"] as const) {
      // Before it is asked for what is unknown: what is held then stays known.
      await holdKnown(db, checking, { record, slice });
      if (!problems.isReadable(places[record].file)) continue;
      unknown[record].add(await findUnknown(db, checking, { record, slice }));
    }
    await checking.pace.rest();
  }
  for (const record of ["patient", "doctor"] as const) {
    for (const { line, value } of unknown[record].first) {
      const message = withCode(`In no row of ${places[record].file} and in no earlier import`, value);
      problems.add({ file: "encounters.csv", line, column: references[record].column, message });
    }
    problems.addUnlisted(unknown[record].total - unknown[record].first.length);
  }
}

/** Rows whose identifier a row before them has. */
async function addDuplicates(db: Database, { problems, pace, places }: Checking, record: StagedRecord) {
  const { file, idColumn } = places[record];
  let listed = 0;
  for await (const slice of slicesOf(db, record, lookedUpAtOnce)) {
    const rows = await db.execute<{ line: number; value: string; first: number }>(sql`
      select line, value, first
      from ${staged[record]} as staged, lateral (
        select before.line as first from ${staged[record]} as before
        where before.value = staged.value order by before.line limit 1
      ) as earliest
      where ${isWithin(slice)} and line > first
      order by line
    `);
    const shown = rows.slice(0, mostListed - listed);
    for (const { line, value, first } of shown) {
      const message = withCode(`The identifier of line ${first} again`, value);
      problems.add({ file, line, column: idColumn, message });
    }
    listed += shown.length;
    problems.addUnlisted(rows.length - shown.length);
    await pace.rest();
  }
}

type Sliced = { record: StagedRecord; slice: Slice };

/** Nobody can remove, until the import ends, what an earlier one has brought and this one refers to. */
async function holdKnown(db: Database, target: Target, { record, slice }: Sliced) {
  const ids = sql`array(
    select ${externalIds(target)[record](references[record].name)} from import_pair as staged
    where ${isWithin(slice)}
  )`;
  const own = record === "patient" ? sql`practice_id = ${target.importer.practiceId} and` : sql``;
  await db.execute(
    sql`select from ${tables[record]} where ${own} id = any(${ids}) order by id for key share`,
  );
}

const tables = { patient: sql`patient`, doctor: sql`doctor` };

type Unknown = { value: string; lines: number[]; rowCount: number };

/** Encounters of a patient or provider that neither the files nor an earlier import knows. */
async function findUnknown(db: Database, target: Target, { record, slice }: Sliced): Promise<Unknown[]> {
  const { name } = references[record];
  return db.execute<Unknown>(sql`
    select ${name} as value, to_json(lines) as lines, row_count as "rowCount" from import_pair as staged
    where ${isWithin(slice)}
      and (select true from ${staged[record]} as here where here.value = ${name} limit 1) is null
      and ${externalIds(target)[record](name)} is null
  `);
}

/** The first lines of all that is added to it, and how many there are. */
class FirstLines {
  first: { line: number; value: string }[] = [];
  total = 0;

  add(unknown: Unknown[]) {
    if (unknown.length === 0) return;
    for (const { value, lines, rowCount } of unknown) {
      this.total += rowCount;
      for (const line of lines) this.first.push({ line, value });
    }
    this.first = this.first.toSorted((one, other) => one.line - other.line).slice(0, mostListed);
  }
}
