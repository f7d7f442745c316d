import { type Database, prepared, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { DomainError } from "../error/domain-error.ts";
import type { AccountId, DoctorId } from "../field/ids.ts";
import type { Scope } from "../procedure/scope.ts";
import type { Services } from "../services.ts";

// All practices share the directory: so not everybody who may add and change doctors may change each of them.

const { account, apiKey, assignment, membership } = schema;

/** What is asked with. */
export type DirectoryContext = {
  db: Database;
  scope: Scope;
  services: Pick<Services, "directoryWrites">;
};

/** An entry, as far as it says whose it is. */
type Entry = {
  id: DoctorId;
  createdBy: AccountId;
  /** Of one that is removed: whoever may remove it may bring it back. */
  removedBy?: AccountId | null;
};

export type DirectoryRefusal = "VERIFIED_EMAIL_REQUIRED" | "DOCTOR_OF_OTHERS";

const [accountId, practiceId] = [sql.placeholder("accountId"), sql.placeholder("practiceId")];

/** A key is as good as the address of who has made it. */
const verified = prepared(["accountId", "practiceId"], (db) =>
  db
    .select({
      isVerified: sql<boolean>`coalesce(
        (select maker.email_verified from ${apiKey} as key join ${account} as maker on maker.id = key.created_by
          where key.account_id = ${accountId} and key.practice_id = ${practiceId} limit 1),
        (select self.email_verified from ${account} as self where self.id = ${accountId}),
        false)`,
    })
    .from(sql`(select) as asked`)
    .prepare("directory_verified"),
);

/**
 * Everything is of the caller's own practice: what others have to do with a doctor is not looked at. Each is looked up
 * by key: for several authors, all of the practice's members would be read.
 */
const relation = prepared(["accountId", "practiceId", "doctorId", "authors"], (db) => {
  const authors = sql`unnest(${sql.placeholder("authors")}::uuid[]) as author (id)`;
  const doctorId = sql.placeholder("doctorId");
  const isOfPractice = sql`coalesce(
    author.id = ${accountId}::uuid or null,
    (select true from ${membership} as theirs
      where theirs.practice_id = ${practiceId} and theirs.account_id = author.id limit 1),
    (select true from ${apiKey} as key
      where key.practice_id = ${practiceId} and key.account_id = author.id limit 1),
    false)`;
  return db
    .select({
      isOwn: sql<boolean>`coalesce(bool_or(${isOfPractice}), false)`,
      isUsed: sql<boolean>`coalesce(
        (select true from ${assignment} as own
          where own.practice_id = ${practiceId} and own.doctor_id = ${doctorId} limit 1),
        (select true from ${membership} as own
          where own.practice_id = ${practiceId} and own.doctor_id = ${doctorId} limit 1),
        false)`,
    })
    .from(authors)
    .prepare("directory_relation");
});

/** Why the caller may not write to the directory, or not to this entry; null where they may. */
export async function directoryRefusal(
  context: DirectoryContext,
  entry?: Entry,
): Promise<DirectoryRefusal | null> {
  if (!(await isVouchedFor(context))) return "VERIFIED_EMAIL_REQUIRED";
  return entry === undefined || (await mayChange(context, entry)) ? null : "DOCTOR_OF_OTHERS";
}

/** Rejects with `VERIFIED_EMAIL_REQUIRED`, and for an entry that others have made with `DOCTOR_OF_OTHERS`. */
export async function requireDirectoryAccess(context: DirectoryContext, entry?: Entry): Promise<void> {
  const refusal = await directoryRefusal(context, entry);
  if (refusal) throw new DomainError(refusal);
}

async function isVouchedFor({ db, scope, services }: DirectoryContext): Promise<boolean> {
  if (services.directoryWrites === "anybody" || scope.permissions.has("directory:manage")) return true;
  const ids = { accountId: scope.accountId, practiceId: scope.practiceId };
  const [found] = await verified(db).execute(ids);
  return found?.isVerified === true;
}

async function mayChange({ db, scope }: DirectoryContext, entry: Entry): Promise<boolean> {
  const { accountId, practiceId, role, permissions } = scope;
  if (entry.createdBy === accountId || permissions.has("directory:manage")) return true;
  const authors = [entry.createdBy, entry.removedBy].filter((id) => typeof id === "string");
  const values = { accountId, practiceId, doctorId: entry.id, authors: `{${authors.join(",")}}` };
  const [found] = await relation(db).execute(values);
  return found !== undefined && (found.isOwn || (role === "owner" && found.isUsed));
}
