import type { DatabaseHandle } from "@caretype/db";
import { type AuditEntry, commandEntry } from "../audit/log/entry.ts";
import { appendEntries } from "../audit/log/queries.ts";
import { DomainError } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import { newId } from "../field/new-id.ts";
import type { Permission } from "../permissions.ts";
import { disclosedBy } from "../procedure/audited-call.ts";
import { type Importer, judgeImporter } from "./importer.ts";
import { ImportRefused } from "./problems.ts";

/** Makes an entry of the command; all of one run have the same request id. */
export type EntryOf = (ids: Iterable<string>) => AuditEntry;

type Command<Result> = {
  /** Such as `import.synthea`. */
  action: string;
  /** Of the account that the command is for. */
  email: string;
  needed: readonly Permission[];
  /** What it is about from the start. */
  subjects?: readonly string[];
  /** Has to write its entries itself where it changes something, in the transaction that does. */
  run: (importer: Importer, entryOf: EntryOf) => Promise<Result>;
  /** Changes nothing, so that its entry is written here, with what the answer is about. */
  reads?: { isDryRun: boolean; subjectsOf: (result: Result) => Iterable<string> };
};

/**
 * A command for an account, in the audit however it ends: a refusal and a failure are recorded apart from the
 * transaction that they have ended.
 * @throws {ImportRefused} when the account may not.
 */
export async function auditedCommand<Result>(
  database: DatabaseHandle,
  command: Command<Result>,
): Promise<Result> {
  const { action, email, needed, subjects = [], reads } = command;
  const { importer, refusal } = await judgeImporter(database.reader, email, needed);
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
    // What could not be done for want of the database cannot be recorded there either: the failure itself is told.
    const named = new Set([...subjects, ...(error instanceof DomainError ? disclosedBy(error) : [])]);
    await appendEntries(database.appender, [{ ...entryOf(named), outcome }]).catch(() => undefined);
    throw error;
  }
}
