import { type Database, prepared } from "@caretype/db";
import { account, apiKey, assignment, membership } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { AccountId, DoctorId } from "../../kernel/field/ids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import type { Services } from "../../kernel/procedure/services.ts";
import type { directoryRefusals } from "./schema.ts";

// All practices share the directory, so the permission to change doctors does not cover every entry.

export type DirectoryContext = {
  db: Database;
  scope: Scope;
  services: Pick<Services, "directoryWrites">;
};

/** A directory entry, reduced to what decides who may change it. */
type Entry = {
  id: DoctorId;
  createdBy: AccountId;
  /** Set for a removed entry. An account that could remove it may restore it. */
  removedBy?: AccountId | null;
};

export type DirectoryRefusal = (typeof directoryRefusals)[number];

const [accountId, practiceId] = [sql.placeholder("accountId"), sql.placeholder("practiceId")];

/** For an API key, its creator's address counts. */
const verified = prepared(["accountId", "practiceId"], (db) =>
  db
    .select({
      isVerified: sql<boolean>`coalesce(
        (select maker.email_verified from ${apiKey} as key join ${account} as maker on maker.id = key.created_by
          where key.account_id = ${accountId} and key.practice_id = ${practiceId} limit 1),
        (select self.email_verified from ${account} as self where self.id = ${accountId}),
        false)`,
    })
    .from(sql`(select) as asked`),
);

/**
 * Finds relations within the caller's practice. Those of other practices do not matter. Looks each author up by key:
 * a join would read all members of the practice.
 */
const relation = prepared(["accountId", "practiceId", "doctorId", "authors"], (db) => {
  const authors = sql`unnest(${sql.placeholder("authors")}::uuid[]) as author (id)`;
  const doctorId = sql.placeholder("doctorId");
  const isOfPractice = sql`coalesce(
    author.id = ${accountId}::uuid or null,
    (select true from ${membership} as member
      where member.practice_id = ${practiceId} and member.account_id = author.id limit 1),
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
    .from(authors);
});

/** Returns why the caller may not write to the directory or to this entry, or null if they may. */
export async function directoryRefusal(
  context: DirectoryContext,
  entry?: Entry,
): Promise<DirectoryRefusal | null> {
  if (!(await isTrusted(context))) return "VERIFIED_EMAIL_REQUIRED";
  return entry === undefined || (await mayChange(context, entry)) ? null : "DOCTOR_OF_OTHERS";
}

/** Throws `VERIFIED_EMAIL_REQUIRED`, and `DOCTOR_OF_OTHERS` for another practice's entry. */
export async function requireDirectoryAccess(context: DirectoryContext, entry?: Entry): Promise<void> {
  const refusal = await directoryRefusal(context, entry);
  if (refusal) throw new DomainError(refusal);
}

async function isTrusted({ db, scope, services }: DirectoryContext): Promise<boolean> {
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
