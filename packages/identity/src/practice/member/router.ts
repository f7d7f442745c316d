import { Nothing } from "@caretype/core/kernel/field/schemas";
import { noSubjects, perPractice, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { listNames } from "@caretype/core/people/audit/report/account-names";
import { leavePractice, linkDoctor, removeMember, updateRole } from "./change-members.ts";
import { findMember, listMembers } from "./queries.ts";
import * as schema from "./schema.ts";

/** These lock the practice's members, so calls of one practice run one at a time. */
const onePerPractice = { serializeBy: perPractice };

export const memberRouter = router({
  list: protectedProcedure("member:read", { describes: "Listed the practice's members" })
    .rest("GET /practices/mine/members", "List your practice's members with their roles")
    .input(schema.ListMembers)
    .output(schema.MemberPage)
    .query(({ ctx, input }) => listMembers(ctx.pageReader(input), ctx.scope, input)),

  me: protectedProcedure("member:read", {
    describes: "Read their own membership",
    errors: ["MEMBER_NOT_FOUND"],
  })
    .rest("GET /practices/mine/members/me", "Read your own membership, with the doctor you are linked to", {
      description: "Fails with `MEMBER_NOT_FOUND` for an API key, which is no member.",
    })
    .output(schema.Member)
    .query(({ ctx }) => findMember(ctx.db, ctx.scope)),

  names: protectedProcedure("member:read", {
    describes: "Read the names of accounts that acted in the practice",
  })
    .rest("GET /practices/mine/names", "Read the names of accounts that acted in your practice", {
      description:
        "Returns current and former members and API keys, and other accounts in the practice's audit. Omits all others.",
    })
    .meta(noSubjects("it returns names of accounts, and no record"))
    .input(schema.NamesOfAccounts)
    .output(schema.AccountNamePage)
    .query(({ ctx, input: { ids } }) => listNames(ctx.pageReader({ limit: ids.length }), ctx.scope, ids)),

  updateRole: protectedProcedure("member:manage", {
    describes: "Changed a member's role",
    errors: ["MEMBER_NOT_FOUND", "LAST_OWNER"],
    ...onePerPractice,
    requireRecentAuth: true,
  })
    .rest("PATCH /practices/mine/members/{accountId}", "Change a member's role", {
      also: ["PUT /practices/mine/members/{accountId}"],
      description: "Applies from the member's next call on. The last owner keeps the role.",
    })
    .input(schema.UpdateRole)
    .output(schema.Member)
    .mutation(({ ctx, input }) => updateRole(ctx, input)),

  remove: protectedProcedure("member:manage", {
    describes: "Removed a member from the practice",
    errors: ["MEMBER_NOT_FOUND", "LAST_OWNER"],
    ...onePerPractice,
    requireRecentAuth: true,
  })
    .rest("DELETE /practices/mine/members/{accountId}", "Remove a member from your practice", {
      status: 204,
      description: "The account stays, and stays signed in for its other practices.",
    })
    .input(schema.MemberByAccount)
    .output(Nothing)
    .mutation(({ ctx, input }) => removeMember(ctx, input.accountId)),

  leave: protectedProcedure("account:self", {
    describes: { practice: "Left the practice", isTechnical: false },
    errors: ["MEMBER_NOT_FOUND", "LAST_OWNER"],
    ...onePerPractice,
  })
    .rest("POST /practices/mine/leave", "Leave the practice of this call", { status: 204 })
    .meta(noSubjects("it is about the caller, whose account and practice every entry names"))
    .input(schema.LeavePractice)
    .output(Nothing)
    .mutation(({ ctx }) => leavePractice(ctx)),

  linkDoctor: protectedProcedure("member:manage", {
    describes: "Linked a member to a doctor, or unlinked them",
    errors: ["MEMBER_NOT_FOUND", "DOCTOR_NOT_FOUND", "DOCTOR_ALREADY_LINKED"],
    ...onePerPractice,
  })
    .rest(
      "PUT /practices/mine/members/{accountId}/doctor",
      "Link a member to a doctor of the directory, or unlink them",
      {
        description:
          "`doctorId: null` removes the link. Removing the doctor from the directory also removes it, and restoring the doctor does not restore it.",
      },
    )
    .input(schema.LinkDoctor)
    .output(schema.Member)
    .mutation(({ ctx, input }) => linkDoctor(ctx, input)),
});
