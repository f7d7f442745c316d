import { verifyAudit } from "@caretype/api/audit/verify";
import { printToStderr } from "@caretype/cli/output";
import type { DatabaseHandle } from "@caretype/db";
import { shellCommand } from "./shell-command.ts";

type KnownHead = NonNullable<Parameters<typeof verifyAudit>[1]>["known"];

/** Says so, and ends with the exit code 1, if the audit is not as it was sealed. */
export async function verifyRestored(database: DatabaseHandle, known?: KnownHead): Promise<void> {
  const { problems, faults } = await verifyAudit(database, { known });
  if (problems === 0 && faults.length === 0) return;
  process.exitCode = 1;
  printToStderr(`The audit is not as it was sealed. Run ${shellCommand("audit verify")} for details.`);
}
