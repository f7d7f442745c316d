import type { Services } from "@caretype/api";
import type { DatabaseHandle } from "@caretype/db";
import { filledCounts } from "@caretype/test-api/plan-fixture";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

/** Creates colleagues of the owner, some invitations, and one to the owner from another practice. */
export async function makeMembers({
  database,
  owner,
  stranger,
  linkTokens,
}: {
  database: DatabaseHandle;
  owner: Caller;
  stranger: Caller;
  linkTokens: Services["linkTokens"];
}) {
  const { id: practiceId } = await owner.practice.mine();
  const { id, email } = await owner.account.me();
  await database.reader.execute(sql`
    insert into membership (practice_id, account_id, role)
    select ${practiceId}, account_id, 'owner' from membership
    where role = 'owner' and practice_id <> ${practiceId} and account_id <> ${id} limit ${filledCounts.members}`);
  await database.reader.execute(sql`analyze membership, account`);
  const { items } = await owner.member.list({ limit: filledCounts.members });
  const memberId = items.find(({ accountId }) => accountId !== id)?.accountId;
  const invited = [];
  for (const name of ["one", "two", "three"])
    invited.push(await owner.invitation.create({ email: `${name}@invited.example.org`, role: "viewer" }));
  const { id: invitationId } = await stranger.invitation.create({ email, role: "viewer" });
  const [link] = await database.reader.execute<{ id: string }>(
    sql`select id from one_time_token where payload->>'invitationId' = ${invitationId}`,
  );
  return {
    memberId: required(memberId),
    invitationId: required(invited[1]?.id),
    invitedEmail: required(invited[1]?.email),
    token: linkTokens.tokenOf(link?.id ?? ""),
    memberCursor: required((await owner.member.list({ limit: 20 })).nextCursor),
  };
}
