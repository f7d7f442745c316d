import { createInterface } from "node:readline/promises";
import { type Erasure, erasePerson, planErasure } from "@caretype/api/erasure/erase-person";
import { ErasureRefused, type ErasureRequest } from "@caretype/api/erasure/request";
import type { DatabaseHandle } from "@caretype/db";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";

export type EraseOptions = ErasureRequest & { yes: boolean };

/** Runs a function on the migrated database. */
type OnDatabase = <T>(run: (database: DatabaseHandle) => Promise<T>) => Promise<T>;

export type EraseOutput = {
  out: NodeJS.WritableStream;
  errors: NodeJS.WritableStream;
  /** Undefined if there is no terminal. */
  ask: ((question: string) => Promise<string>) | undefined;
};

/**
 * Erases permanently, beside a running server or without one.
 * Resolves to the exit code.
 */
export const eraseCommand = (settings: Settings, options: EraseOptions): Promise<0 | 1> =>
  runErase(options, (run) => withDatabase(settings, run), {
    out: process.stdout,
    errors: process.stderr,
    ask: process.stdin.isTTY ? askOnTerminal : undefined,
  });

export async function runErase(
  { yes, ...request }: EraseOptions,
  onDatabase: OnDatabase,
  { out, errors, ask }: EraseOutput,
): Promise<0 | 1> {
  try {
    if (!yes && !ask) {
      throw new ErasureRefused(
        "INVALID_INPUT",
        "This needs confirmation: run it in a terminal, or pass --yes.",
      );
    }
    return await onDatabase(async (database) => {
      if (!yes && ask && !(await isConfirmed(await planErasure(database, request), ask))) {
        errors.write("Not confirmed: nothing was erased.\n");
        return 1;
      }
      const erasure = await erasePerson(database, request);
      out.write(`Erased: ${describe(erasure)}. The audit keeps a record of it, with the reason.\n`);
      return 0;
    });
  } catch (error) {
    if (!(error instanceof ErasureRefused)) throw error;
    errors.write(`${error.message} Nothing was erased.\n`);
    return 1;
  }
}

async function isConfirmed(plan: Erasure, ask: (question: string) => Promise<string>): Promise<boolean> {
  const answer = await ask(
    `This permanently erases: ${describe(plan)}. It cannot be undone.\nType yes to continue: `,
  );
  return answer.trim().toLowerCase() === "yes";
}

function describe(erasure: Erasure): string {
  const { type, id, practiceId, mergedIds, versions, assignments, appointments, clinicalRecords } = erasure;
  const { externalIds, storedAnswers, clearedVersions } = erasure;
  const merged = mergedIds.length === 0 ? "" : ` and the merged ${mergedIds.join(", ")}`;
  const place = practiceId === null ? "" : ` of practice ${practiceId}`;
  return [
    `${type} ${id}${merged}${place}`,
    `${versions} versions`,
    `${assignments} assignments`,
    `${appointments} appointments`,
    `${clinicalRecords} clinical records`,
    `${externalIds} identifiers in other systems`,
    `${storedAnswers} stored answers`,
    ...(clearedVersions > 0
      ? [`values that ${clearedVersions} versions of other patients took from this one in a merge`]
      : []),
  ].join(", ");
}

async function askOnTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
