import { Nothing } from "../field/schemas.ts";
import { noSubjects, perPractice, protectedProcedure, router } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { leavePractice, linkDoctor, removeMember, updateRole } from "./change-members.ts";
import { listNames } from "./list-names.ts";
import { listMembers } from "./queries.ts";
import {
  AccountNamePage,
  LeavePractice,
  LinkDoctor,
  ListMembers,
  Member,
  MemberByAccount,
  MemberPage,
  NamesOfAccounts,
  UpdateRole,
} from "./schema.ts";

/** They hold the practice's members, so a practice's calls come one after the other. */
const onePerPractice = { serializeBy: perPractice };

export const memberRouter = router({
  list: protectedProcedure("member:read", { describes: "Looked at a list of the practice's members" })
    .meta(rest("GET /practices/mine/members", "List who works in your practice, and as what"))
    .input(ListMembers)
    .output(MemberPage)
    .query(({ ctx, input }) => listMembers(ctx.pageReader(input), ctx.scope, input)),

  names: protectedProcedure("member:read", {
    describes: "Read the names of who did something in the practice",
  })
    .meta(
      rest("GET /practices/mine/names", "Read the names of accounts that did something in your practice", {
        description:
          "Of members and API keys, of those that were, and of whoever else the practice's audit names. All others are left out.",
      }),
    )
    .meta(noSubjects("it answers the names of who did something, and no record"))
    .input(NamesOfAccounts)
    .output(AccountNamePage)
    .query(({ ctx, input: { ids } }) => listNames(ctx.pageReader({ limit: ids.length }), ctx.scope, ids)),

  updateRole: protectedProcedure("member:manage", {
    describes: "Changed a member's role",
    ...onePerPractice,
    requireRecentAuth: true,
  })
    .meta(
      rest("PATCH /practices/mine/members/{accountId}", "Change a member's role", {
        also: ["PUT /practices/mine/members/{accountId}"],
        description: "It holds from the member's next call on. The last owner keeps the role.",
      }),
    )
    .input(UpdateRole)
    .output(Member)
    .mutation(({ ctx, input }) => updateRole(ctx, input)),

  remove: protectedProcedure("member:manage", {
    describes: "Removed a member from the practice",
    ...onePerPractice,
    requireRecentAuth: true,
  })
    .meta(
      rest("DELETE /practices/mine/members/{accountId}", "Remove a member from your practice", {
        status: 204,
        description: "Their account stays, and is signed in for its other practices.",
      }),
    )
    .input(MemberByAccount)
    .output(Nothing)
    .mutation(({ ctx, input }) => removeMember(ctx, input.accountId)),

  leave: protectedProcedure("account:self", { describes: "Left the practice", ...onePerPractice })
    .meta(rest("POST /practices/mine/leave", "Leave the practice that the call is for", { status: 204 }))
    .meta(noSubjects("it is about the caller, whose account and practice every entry names"))
    .input(LeavePractice)
    .output(Nothing)
    .mutation(({ ctx }) => leavePractice(ctx)),

  linkDoctor: protectedProcedure("member:manage", {
    describes: "Said which doctor a member is",
    ...onePerPractice,
  })
    .meta(
      rest(
        "PUT /practices/mine/members/{accountId}/doctor",
        "Say which doctor of the directory a member is",
        {
          description:
            "`doctorId: null` takes the link away. It goes, too, when the doctor is removed from the directory, and does not come back with the doctor.",
        },
      ),
    )
    .input(LinkDoctor)
    .output(Member)
    .mutation(({ ctx, input }) => linkDoctor(ctx, input)),
});
