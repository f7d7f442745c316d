import type { DatabaseHandle } from "@caretype/db";
import { type AuditEntry, commandEntry } from "../../../kernel/audit-log/entry.ts";
import { appendEntries } from "../../../kernel/audit-log/queries.ts";
import { DomainError } from "../../../kernel/error/domain-error.ts";
import { toDomainError } from "../../../kernel/error/map.ts";
import { newId } from "../../../kernel/field/new-id.ts";
import type { Permission } from "../../../kernel/permissions/permissions.ts";
import { disclosedBy } from "../../../kernel/procedure/audited-call.ts";
import { ImportRefused } from "../pipeline/problems.ts";
import { checkImporter, type Importer } from "./importer.ts";

/** Builds an audit entry of the command. All entries of a run share a request id. */
export type EntryOf = (ids: Iterable<string>) => AuditEntry;

type Command<Result> = {
  /** Such as `import.synthea`. */
  action: string;
  /** The email address of the account that the command acts for. */
  email: string;
  needed: readonly Permission[];
  /** The subjects known before the run. */
  subjects?: readonly string[];
  /** A command that makes changes must write its own entries, in the same transaction. */
  run: (importer: Importer, entryOf: EntryOf) => Promise<Result>;
  /** Set for a read-only command, whose entry is written here. It names the subjects of the result. */
  reads?: { isDryRun: boolean; subjectsOf: (result: Result) => Iterable<string> };
};

/**
 * Runs a command for an account and audits it. Refusals and failures are recorded outside the transaction
 * they rolled back.
 * @throws {ImportRefused} if the account lacks a permission.
 */
export async function auditedCommand<Result>(
  database: DatabaseHandle,
  command: Command<Result>,
): Promise<Result> {
  const { action, email, needed, subjects = [], reads } = command;
  const { importer, refusal } = await checkImporter(database.reader, email, needed);
  const requestId = newId();
  const basis = ["command line", importer?.role, reads?.isDryRun ? "dry run" : undefined];
  const entryOf: EntryOf = (ids) =>
    commandEntry(action, {
      practiceId: importer?.practiceId ?? null,
      accountId: importer?.accountId ?? null,
      basis: basis.filter(Boolean).join(", "),
      subjects: new Set(ids),
      requestId,
    });
  try {
    if (!importer || refusal) throw refusal;
    const result = await command.run(importer, entryOf);
    if (reads) await appendEntries(database.appender, [entryOf(reads.subjectsOf(result))]);
    return result;
  } catch (error) {
    const outcome = error instanceof ImportRefused ? error.code : toDomainError(error).code;
    // If the database is down, the entry fails too: report the original error.
    const named = new Set([...subjects, ...(error instanceof DomainError ? disclosedBy(error) : [])]);
    await appendEntries(database.appender, [{ ...entryOf(named), outcome }]).catch(() => undefined);
    throw error;
  }
}
