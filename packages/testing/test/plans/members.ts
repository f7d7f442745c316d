import type { Services } from "@caretype/api";
import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Case } from "./cases.ts";
import type { Caller } from "./world.ts";

const membersMade = 50;

/** Creates colleagues of the owner, some invitations, and one that the owner got from another practice. */
export async function makeMembers({
  database,
  owner,
  stranger,
  linkTokens,
}: {
  database: DatabaseHandle;
  owner: Caller;
  /** The owner of another practice. */
  stranger: Caller;
  linkTokens: Services["linkTokens"];
}) {
  const { id: practiceId } = await owner.practice.mine();
  const { id, email } = await owner.account.me();
  await database.reader.execute(sql`
    insert into membership (practice_id, account_id, role)
    select ${practiceId}, account_id, 'owner' from membership
    where role = 'owner' and practice_id <> ${practiceId} and account_id <> ${id} limit ${membersMade}`);
  await database.reader.execute(sql`analyze membership, account`);
  const { items } = await owner.member.list({ limit: membersMade });
  const memberId = items.find(({ accountId }) => accountId !== id)?.accountId;
  const invited = [];
  for (const name of ["one", "two", "three"])
    invited.push(await owner.invitation.create({ email: `${name}@invited.example.org`, role: "viewer" }));
  const { id: invitationId } = await stranger.invitation.create({ email, role: "viewer" });
  const [link] = await database.reader.execute<{ id: string }>(
    sql`select id from one_time_token where payload->>'invitationId' = ${invitationId}`,
  );
  return {
    memberId,
    invitationId: invited[1]?.id,
    invitedEmail: invited[1]?.email,
    token: linkTokens.tokenOf(link?.id ?? ""),
    memberCursor: (await owner.member.list({ limit: 20 })).nextCursor,
  };
}

const roles = {
  reads: { atMost: 2 * (membersMade + 1), because: "the roles of the practice's members are looked at" },
};
const someOwners = { input: () => ({}), ...roles };

export const memberCases: Record<string, Case[]> = {
  "practice.list": [{ input: () => ({}) }],
  "practice.create": [{ input: () => ({ name: "Another" }) }],
  "member.list": [
    { input: () => ({}) },
    { input: ({ members }) => ({ cursor: members.memberCursor, limit: 20 }) },
  ],
  "member.names": [
    {
      input: ({ accountId, busyElsewhereId, members }) => ({
        ids: [accountId, busyElsewhereId, members.memberId],
      }),
    },
    { input: () => ({ ids: ["0198c0de-0000-7000-8000-000000000000"] }) },
  ],
  "member.updateRole": [
    { input: ({ members }) => ({ accountId: members.memberId, role: "viewer" }), ...roles },
  ],
  "member.remove": [{ input: ({ members }) => ({ accountId: members.memberId }), ...roles }],
  "member.leave": [someOwners],
  "member.linkDoctor": [
    { input: ({ members, freeDoctorId }) => ({ accountId: members.memberId, doctorId: freeDoctorId }) },
  ],
  "invitation.list": [{ input: () => ({}) }, { input: () => ({ limit: 1 }) }],
  "invitation.create": [
    { input: () => ({ email: "new@invited.example.org", role: "viewer" }) },
    { input: ({ members }) => ({ email: members.invitedEmail, role: "owner" }) },
  ],
  "invitation.revoke": [{ input: ({ members }) => ({ id: members.invitationId }) }],
  "invitation.preview": [
    {
      input: ({ members }) => ({ token: members.token }),
      reads: {
        atMost: 4,
        because: "who sent it, that they still may, and who has the address, are looked up",
      },
    },
  ],
  "invitation.accept": [{ input: ({ members }) => ({ token: members.token }) }],
};
