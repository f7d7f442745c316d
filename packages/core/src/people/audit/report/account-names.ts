import { type Database, prepared } from "@caretype/db";
import { account, apiKey, auditEntry, membership } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";
import type { AccountId } from "../../../kernel/field/ids.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";

/** Looks each account up by key. Former members and others are known by their audit entries in the practice. */
const names = prepared(["ids", "practiceId"], (db) => {
  const wanted = sql`unnest(${sql.placeholder("ids")}::uuid[]) as wanted (id)`;
  const practiceId = sql.placeholder("practiceId");
  const person = db
    .select({ id: account.id, name: account.name, kind: account.kind })
    .from(account)
    .where(eq(account.id, sql`wanted.id`))
    .limit(1)
    .as("person");
  const isKnownHere = sql`coalesce(
    (select true from ${membership} as member
      where member.practice_id = ${practiceId} and member.account_id = ${person.id} limit 1),
    (select true from ${apiKey} as key
      where key.practice_id = ${practiceId} and key.account_id = ${person.id} limit 1),
    (select true from ${auditEntry} as entry
      where entry.practice_id = ${practiceId} and entry.account_id = ${person.id} limit 1))`;
  return db
    .select({ accountId: person.id, name: person.name, kind: person.kind })
    .from(wanted)
    .innerJoinLateral(person, sql`true`)
    .where(isKnownHere);
});

/**
 * Returns the names of accounts that are members or API keys of the practice, or acted in it. Omits others.
 */
export async function listNames(db: Database, { practiceId }: Scope, ids: readonly AccountId[]) {
  const distinct = [...new Set(ids)];
  const items = await names(db).execute({ practiceId, ids: `{${distinct.join(",")}}` });
  return { items, nextCursor: null };
}
