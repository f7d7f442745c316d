import type { DatabaseHandle } from "@caretype/db";
import { ImportRefused } from "@caretype/import/source/problems";
import type { DjangoDialect } from "../declaration.ts";
import { changesFor, djangoKinds } from "./dialects.ts";
import { type DjangoOutcome, importDjango } from "./import-django.ts";

export type DjangoRequest = {
  from: string;
  dialect: DjangoDialect;
  schema: string;
  usersTable?: string;
  patientsTable?: string;
  doctorsTable?: string;
  mappingsTable?: string;
  system?: string;
  account?: string;
  /** The email addresses of accounts. */
  join: string[];
  verifiedEmails: boolean;
  leaveOutInvalid: boolean;
  dryRun: boolean;
};

type OnDatabase = <T>(run: (database: DatabaseHandle) => Promise<T>) => Promise<T>;
type Output = { out: NodeJS.WritableStream; errors: NodeJS.WritableStream };

/** Prints what was imported, or the refusal. Resolves to the exit code. */
export async function runDjangoImport(
  request: DjangoRequest,
  onDatabase: OnDatabase,
  { out, errors }: Output,
): Promise<0 | 1> {
  const { from, schema, account, dryRun, usersTable, patientsTable, doctorsTable, mappingsTable } = request;
  const startedAt = performance.now();
  try {
    const system = systemOf(request);
    const outcome = await onDatabase((database) =>
      importDjango(database, {
        from,
        schema,
        system,
        account,
        dryRun,
        tables: {
          ...(usersTable !== undefined && { user: usersTable }),
          ...(patientsTable !== undefined && { patient: patientsTable }),
          ...(doctorsTable !== undefined && { doctor: doctorsTable }),
          ...(mappingsTable !== undefined && { mapping: mappingsTable }),
        },
        joined: new Set(request.join.map((email) => email.trim().toLowerCase())),
        areVerified: request.verifiedEmails,
        leavesOutInvalid: request.leaveOutInvalid,
      }),
    );
    const isRefused = outcome.state === "refused";
    (isRefused ? errors : out).write(describe(outcome, request, { system, startedAt }));
    return isRefused ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    errors.write(`${error.message} Nothing was imported.\n`);
    return 1;
  }
}

/** A prefix, so that it differs from other imports' systems. */
function systemOf({ system, dialect }: DjangoRequest): string {
  const name = (system ?? dialect).toLowerCase();
  if (/^[a-z\d][a-z\d._-]{0,49}$/.test(name)) return `django:${name}`;
  throw new ImportRefused("--system must be up to 50 letters, digits or . _ -, such as old-clinic.");
}

type Run = { system: string; startedAt: number };

function describe(outcome: DjangoOutcome, { dialect }: DjangoRequest, { system, startedAt }: Run): string {
  const { state, report } = outcome;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const lines = [
    ...describeTables(outcome),
    ...describeProblems(outcome),
    ...describeUsers(outcome),
    ...(state === "imported" ? changesFor[dialect] : []),
  ];
  const ends = {
    imported: `Imported in ${seconds} s. The identifiers are of the system ${system}.`,
    unchanged: `Nothing is new: nothing was changed, in ${seconds} s.`,
    "dry run": `Dry run: nothing was imported, checked in ${seconds} s.`,
    refused: `${report.refused} rows are invalid: nothing was imported. See --leave-out-invalid.`,
  };
  return `${[...lines, ends[state]].join("\n")}\n`;
}

/** Returns a line for each table. The numbers in brackets sum to its rows. */
function describeTables({ report }: DjangoOutcome): string[] {
  return djangoKinds.flatMap((kind) => {
    const { table, ignored } = report.tables[kind];
    const { rows, imported, present, joined, refused } = report.tallies[kind];
    const counts = `${imported} imported, ${present} already existed, ${joined} joined, ${refused} refused`;
    const unused = ignored.length === 0 ? [] : [`  columns that are not imported: ${ignored.join(", ")}`];
    return [`${kind}s from ${table}: ${rows} rows (${counts})`, ...unused];
  });
}

function describeProblems({ report: { problems, refused } }: DjangoOutcome): string[] {
  const more = refused - new Set(problems.map(({ table, id }) => `${table} ${id}`)).size;
  return [
    ...problems.map(({ table, id, column, message }) => `${table} ${id} ${column}: ${message}`),
    ...(more > 0 ? [`… and ${more} more rows`] : []),
  ];
}

/** Prints what the operator should tell some users. */
function describeUsers({ report: { withoutPassword, renamed, formerStaff } }: DjangoOutcome): string[] {
  return [
    ...withoutPassword.map(({ id, reason }) => `user ${id}: has to reset the password, which ${reason}`),
    ...renamed.map(
      ({ id, username }) => `user ${id}: the username is now ${username}; the email address also signs in`,
    ),
    ...(formerStaff.length === 0
      ? []
      : [
          `Users who were administrators, and are not any more: ${formerStaff.join(", ")}. See \`admin create\`.`,
        ]),
  ];
}
