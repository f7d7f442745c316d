import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { ImportProblems } from "./problems.ts";
import { externalIds, isWithin, slicesOf, staged, type Target } from "./staging.ts";
import type { Throttle } from "./throttle.ts";

/** The file's columns for values that must be unique in the directory of doctors. */
export type UniqueColumns = Partial<Record<"licenseNumber" | "email", string>>;

type Checking = Target & { throttle: Throttle; problems: ImportProblems; file: string };

const kinds = {
  licenseNumber: { column: sql`license_number`, called: "licence number" },
  email: { column: sql`email`, called: "email address" },
} as const;

const lookedUpAtOnce = 500;

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
  { kind, column }: { kind: keyof typeof kinds; column: string },
) {
  const { problems, throttle, file } = checking;
  let listed = 0;
  for await (const slice of slicesOf(db, "doctor", lookedUpAtOnce)) {
    const value = sql`staged.${kinds[kind].column}`;
    const rows = await db.execute<{ line: number; first: number | null }>(sql`
      select staged.line, earlier.first from ${staged.doctor} as staged
        left join lateral (
          select before.line as first from ${staged.doctor} as before
          where lower(before.${kinds[kind].column}) = lower(${value}) and before.${kinds[kind].column} is not null
          order by before.line limit 1
        ) as earlier on earlier.first < staged.line
      where ${isWithin(slice)} and ${value} is not null
        and ${externalIds(checking).doctor(sql`staged.value`)} is null
        and (
          earlier.first is not null
          or (select true from doctor where lower(doctor.${kinds[kind].column}) = lower(${value}) limit 1) is not null
        )
      order by staged.line`);
    const shown = rows.slice(0, problems.mostListed - listed);
    for (const { line, first } of shown) {
      problems.add({
        file,
        line,
        column,
        message:
          first === null
            ? `Another doctor in the directory has this ${kinds[kind].called}`
            : `The doctor of line ${first} has this ${kinds[kind].called}`,
        isAcrossRows: true,
      });
    }
    listed += shown.length;
    problems.addUnlisted(rows.length - shown.length);
    await throttle.pause();
  }
}
