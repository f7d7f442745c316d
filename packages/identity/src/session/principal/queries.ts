import { knownDialect } from "@caretype/core/kernel/field/dialect";
import { type AccountId, asId, type SessionId } from "@caretype/core/kernel/field/ids";
import { elapsedTime } from "@caretype/core/kernel/field/time";
import { roles } from "@caretype/core/kernel/permissions/permissions";
import { type Database, prepared } from "@caretype/db";
import { account, membership, practice, session } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";
import { recordIntervalOf, type SessionLimits } from "../limits.ts";
import { isLiveSessionOfAccount, sessionEnd } from "../live.ts";
import {
  type FactorNeed,
  hasSecondFactor,
  needInPractice,
  needOnServer,
  type SecondFactorPolicy,
} from "../requirement.ts";
import type { FoundPrincipal } from "./cache.ts";
import type { Membership } from "./principal.ts";

/** How long an authentication counts as recent. */
export const freshSeconds = 600;

const principalBySession = prepared(["idleSeconds", "maxSeconds", "sessionId", "accountId"], (db) => {
  const hasFactor = hasSecondFactor(account.id);
  const provedAt = sql`case when ${hasFactor} then ${session.secondFactorAt} else ${session.authenticatedAt} end`;
  return db
    .select({
      isStaff: account.isStaff,
      hasSecondFactor: hasFactor,
      gaveSecondFactor: sql<boolean>`${session.secondFactorAt} is not null`,
      /** Null if no second factor was ever given. */
      freshSeconds: sql<number | null>`(${freshSeconds} - extract(epoch from now() - (${provedAt})))::float8`,
      endsInSeconds: sql<number>`extract(epoch from ${sessionEnd} - now())::float8`,
      idleSeconds: session.idleSeconds,
      unusedSeconds: sql<number>`extract(epoch from now() - ${session.lastSeenAt})::float8`,
      /** Null before the first sign-in under the policy. */
      askedSeconds: sql<number | null>`extract(epoch from now() - ${account.secondFactorAskedAt})::float8`,
      /** Ordered by duration of membership, longest first. */
      memberships: sql<string | null>`(
        select string_agg(member.practice_id || ' ' || member.role || ' ' || ${needInPractice} || ' ' ||
          (select coalesce(place.time_zone, '') || ' ' || coalesce(place.dialect, '') from ${practice} as place
            where place.id = member.practice_id), ','
          order by member.created_at, member.practice_id)
        from ${membership} as member where member.account_id = ${account.id})`,
    })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(isLiveSessionOfAccount);
});

/** The principal of a session. Null once it has ended. */
export async function findPrincipal(
  db: Database,
  ids: { sessionId: SessionId; accountId: AccountId },
  { limits, secondFactor }: { limits: SessionLimits; secondFactor: SecondFactorPolicy },
): Promise<FoundPrincipal | null> {
  const askedAt = elapsedTime();
  const [found] = await principalBySession(db).execute({ ...ids, ...limits });
  if (!found) return null;
  const { memberships, freshSeconds: seconds, endsInSeconds, unusedSeconds, ...rest } = found;
  const { askedSeconds, idleSeconds, ...known } = rest;
  return {
    principal: {
      kind: "person",
      ...ids,
      ...known,
      factorNeed: needOnServer(secondFactor, askedSeconds),
      freshUntil: seconds === null ? Number.NEGATIVE_INFINITY : askedAt + seconds * 1000,
      memberships: (memberships?.split(",") ?? []).map(toMembership),
    },
    endsAt: askedAt + endsInSeconds * 1000,
    usedAt: askedAt - unusedSeconds * 1000,
    ...(idleSeconds !== null && { noteMilliseconds: recordIntervalOf({ idleSeconds }) * 1000 }),
  };
}

const needs = ["none", "soon", "due"] as const satisfies FactorNeed[];

function toMembership(text: string): Membership {
  const [practiceId = "", role, need, timeZone, dialect] = text.split(" ");
  const known = roles.find((candidate) => candidate === role);
  const factorNeed = needs.find((candidate) => candidate === need);
  if (!known || !factorNeed) throw new Error("Unknown role or second-factor state in a membership");
  return {
    practiceId: asId(practiceId),
    role: known,
    factorNeed,
    timeZone: timeZone || null,
    dialect: knownDialect(dialect),
  };
}
