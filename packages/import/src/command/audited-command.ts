import { commandEntry } from "@caretype/core/kernel/audit-log/entry";
import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { newId } from "@caretype/core/kernel/field/new-id";
import { type Permission, type Role, rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import { disclosedBy } from "@caretype/core/kernel/procedure/audited-call";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import type { Database, DatabaseHandle } from "@caretype/db";
import { account, membership, practice } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";
import type { EntryOf } from "../pipeline/import-batch.ts";
import { codeOf, ImportRefused, quoted } from "../source/problems.ts";

type Command<Result> = {
  /** Such as `import.synthea`. */
  action: string;
  /** The email address of the command's account. */
  email: string;
  needed: readonly Permission[];
  /** The subjects known before the run. */
  subjects?: readonly string[];
  /** A command that makes changes must write its own entries, in the same transaction. */
  run: (importer: Importer, entryOf: EntryOf) => Promise<Result>;
  /** Set for a read-only command, whose entry is written here. Returns the subjects of the result. */
  reads?: { isDryRun: boolean; subjectsOf: (result: Result) => Iterable<string> };
};

/**
 * Runs a command for an account and audits it. Refusals and failures are recorded outside the transaction they rolled
 * back.
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
    const outcome = codeOf(error);
    // If the database is down, the entry fails too: report the original error.
    const named = new Set([...subjects, ...(error instanceof DomainError ? disclosedBy(error) : [])]);
    await appendEntries(database.appender, [{ ...entryOf(named), outcome }]).catch(() => undefined);
    throw error;
  }
}

/** A command's account, in the practice that it signs in to. */
export type Importer = Author & { role: Role };

/** Finds the account with its oldest membership, which is the practice that it signs in to. */
async function findImporter(db: Database, email: string) {
  const [found] = await db
    .select({
      accountId: account.id,
      isActive: account.isActive,
      practiceId: membership.practiceId,
      timeZone: practice.timeZone,
      role: membership.role,
    })
    .from(account)
    .innerJoin(membership, eq(membership.accountId, account.id))
    .innerJoin(practice, eq(practice.id, membership.practiceId))
    .where(sql`lower(${account.email}) = lower(${email.trim()})`)
    .orderBy(membership.createdAt, membership.practiceId)
    .limit(1);
  return found;
}

export type FoundImporter = {
  /** Undefined if no account has the address. */
  importer: Importer | undefined;
  /** The reason for refusing the command, if any. */
  refusal: ImportRefused | undefined;
};

/** Finds the account with an email address and checks its permissions. */
export async function checkImporter(
  db: Database,
  email: string,
  needed: readonly Permission[],
): Promise<FoundImporter> {
  const found = await findImporter(db, email);
  if (!found)
    return {
      importer: undefined,
      refusal: notAllowed(`No account has the email address ${quoted(email)}.`),
    };
  const { isActive, ...importer } = found;
  if (!isActive) return { importer, refusal: notAllowed(`The account ${quoted(email)} is deactivated.`) };
  const missing = needed.filter((permission) => !rolePermissions[importer.role].has(permission));
  if (missing.length === 0) return { importer, refusal: undefined };
  const message = `The account ${quoted(email)} has the role ${importer.role}, which lacks ${missing.join(", ")}.`;
  return { importer, refusal: new ImportRefused(message, { code: "PERMISSION_DENIED" }) };
}

/** The error code does not distinguish an unknown account from a deactivated one. */
const notAllowed = (message: string) => new ImportRefused(message, { code: "INVALID_CREDENTIALS" });
