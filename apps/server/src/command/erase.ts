import { createInterface } from "node:readline/promises";
import { type Erasure, erasePerson, planErasure } from "@caretype/core/people/erasure/erase-person";
import { ErasureRefused, type ErasureRequest } from "@caretype/core/people/erasure/request";
import { type CommandOutput, type OnDatabase, runAndPrint } from "./run-command.ts";

export type EraseOptions = ErasureRequest & { yes: boolean };

/** Asks a question on the terminal. Undefined without a terminal. */
type Ask = ((question: string) => Promise<string>) | undefined;

export function runErase(
  { yes, ...request }: EraseOptions,
  onDatabase: OnDatabase,
  { ask = process.stdin.isTTY ? askOnTerminal : undefined, ...output }: CommandOutput & { ask?: Ask },
): Promise<0 | 1> {
  const run = async () => {
    if (!yes && !ask)
      throw new ErasureRefused(
        "INVALID_INPUT",
        "This needs confirmation: run it in a terminal, or pass --yes.",
      );
    return onDatabase(async (database) => {
      if (!yes && ask && !(await isConfirmed(await planErasure(database, request), ask)))
        throw new NotConfirmed("Not confirmed: nothing was erased.");
      const erasure = await erasePerson(database, request);
      return `Erased: ${describe(erasure)}. The audit keeps a record of it, with the reason.\n`;
    });
  };
  return runAndPrint(output, run, refusalOf);
}

class NotConfirmed extends Error {}

function refusalOf(error: unknown): string | undefined {
  if (error instanceof NotConfirmed) return `${error.message}\n`;
  return error instanceof ErasureRefused ? `${error.message} Nothing was erased.\n` : undefined;
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
