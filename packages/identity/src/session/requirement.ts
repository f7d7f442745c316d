import type { AccountId, PracticeId } from "@caretype/core/kernel/field/ids";
import { type Database, prepared } from "@caretype/db";
import { account, membership, passkey, practice, totpFactor } from "@caretype/db/schema";
import { and, eq, exists, isNull, not, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { SecondFactorRequirement } from "./schema.ts";

/** Whether accounts need a second factor, and the grace period to set one up. */
export type SecondFactorPolicy = { isRequired: boolean; graceDays: number };

/** SQL for whether an account has a second factor. Recovery codes alone do not count. */
export const hasSecondFactor = (id: SQLWrapper): SQL<boolean> => sql<boolean>`(
  exists (select from ${totpFactor} as app where app.account_id = ${id} and app.confirmed_at is not null)
  or exists (select from ${passkey} as key where key.account_id = ${id}))`;

/** What an account without a required second factor must do: set one up `soon`, or before anything else (`due`). */
export type FactorNeed = "none" | "soon" | "due";

const dayMilliseconds = 86_400_000;

/**
 * When the member `member` of the practice `place` must have set one up. Null before their next sign-in, which starts
 * the grace period. Joining counts as a sign-in, and later sign-ins do not extend the period.
 */
const dueInPractice = sql`least(
    case when member.second_factor_asked_at >= place.second_factor_required_at then member.second_factor_asked_at end,
    case when member.created_at >= place.second_factor_required_at then member.created_at end
  ) + make_interval(days => place.second_factor_grace_days)`;

/** SQL for the `FactorNeed` of the membership `member`. */
export const needInPractice = sql`(
  select case when place.second_factor_required_at is null then 'none'
    when ${dueInPractice} <= now() then 'due'
    else 'soon' end
  from ${practice} as place where place.id = member.practice_id)`;

/** According to the server's policy. `askedSeconds`: time since the first sign-in under it, or null. */
export function needOnServer(
  { isRequired, graceDays }: SecondFactorPolicy,
  askedSeconds: number | null,
): FactorNeed {
  if (!isRequired) return "none";
  return askedSeconds !== null && askedSeconds * 1000 >= graceDays * dayMilliseconds ? "due" : "soon";
}

/** Includes the table's name, which drizzle omits without a join. */
const ownId = sql`account.id`;

const requirementOf = prepared(["practiceId", "accountId"], (db) =>
  db
    .select({
      askedAt: account.secondFactorAskedAt,
      practice: sql<{ dueAt: string | null } | null>`(
        select json_build_object('dueAt', ${dueInPractice})
        from ${membership} as member join ${practice} as place on place.id = member.practice_id
        where member.practice_id = ${sql.placeholder("practiceId")} and member.account_id = ${ownId}
          and place.second_factor_required_at is not null)`,
    })
    .from(account)
    .where(and(eq(account.id, sql.placeholder("accountId")), not(hasSecondFactor(ownId)))),
);

/** The earlier requirement of practice and server. Null if the account has a second factor, or none is required. */
export async function findRequirement(
  db: Database,
  whose: { accountId: AccountId; practiceId: PracticeId },
  { isRequired, graceDays }: SecondFactorPolicy,
): Promise<SecondFactorRequirement | null> {
  const [found] = await requirementOf(db).execute(whose);
  if (!found) return null;
  const { askedAt, practice: ofPractice } = found;
  const serverDue = askedAt === null ? null : Date.parse(askedAt) + graceDays * dayMilliseconds;
  const all = [
    ...(isRequired ? [{ by: "server" as const, due: serverDue }] : []),
    ...(ofPractice ? [{ by: "practice" as const, due: parsed(ofPractice.dueAt) }] : []),
  ];
  const [first] = all.sort((one, other) => (one.due ?? Infinity) - (other.due ?? Infinity));
  if (!first) return null;
  return { by: first.by, dueAt: first.due === null ? null : new Date(first.due).toISOString() };
}

const parsed = (instant: string | null) => (instant === null ? null : Date.parse(instant));

const isAccount = eq(account.id, sql.placeholder("accountId"));
const isToBeAsked = and(
  eq(membership.accountId, sql.placeholder("accountId")),
  sql`(select place.second_factor_required_at from ${practice} as place
    where place.id = ${membership.practiceId}) > coalesce(${membership.secondFactorAskedAt}, '-infinity')`,
);
const findAsked = prepared(["accountId"], (db) =>
  db
    .select({
      byServer: sql<boolean>`${account.secondFactorAskedAt} is not null`,
      isToBeAsked: exists(db.select({ one: sql`1` }).from(membership).where(isToBeAsked)).mapWith(Boolean),
    })
    .from(account)
    .where(isAccount),
);
const askedByPractices = prepared(["accountId"], (db) =>
  db.update(membership).set({ secondFactorAskedAt: sql`now()` }).where(isToBeAsked),
);
const asked = prepared(["accountId"], (db) =>
  db
    .update(account)
    .set({ secondFactorAskedAt: sql`now()` })
    .where(and(isAccount, isNull(account.secondFactorAskedAt))),
);
const notAsked = prepared(["accountId"], (db) =>
  db.update(account).set({ secondFactorAskedAt: null }).where(isAccount),
);

/**
 * Records a sign-in without a second factor: the first one under a requirement starts the grace period. If the server
 * no longer requires one, the start is cleared. Reads first, because few sign-ins change this, and on Citus a change
 * needs all nodes.
 */
export async function recordRequirement(
  tx: Database,
  accountId: AccountId,
  { isRequired }: SecondFactorPolicy,
): Promise<void> {
  const [found] = await findAsked(tx).execute({ accountId });
  if (found && found.byServer !== isRequired)
    await (isRequired ? asked : notAsked)(tx).execute({ accountId });
  if (found?.isToBeAsked) await askedByPractices(tx).execute({ accountId });
}
