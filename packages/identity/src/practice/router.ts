import { Nothing } from "@caretype/core/kernel/field/schemas";
import { rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import type {
  ChangeContext,
  JoiningContext,
  PersonalContext,
} from "@caretype/core/kernel/procedure/body-context";
import { noSubjects, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { spendDailyLimit } from "@caretype/core/kernel/procedure/rate-limit/daily";
import { announce } from "../session/queries.ts";
import { listPractices } from "./list-practices.ts";
import { findPractice, insertPractice, openPractice, updateOwnPractice, viewAs } from "./queries.ts";
import * as schema from "./schema.ts";
import { updateSecondFactor } from "./second-factor-policy.ts";

export const practiceRouter = router({
  list: protectedProcedure("account:self", { describes: "Listed their practices" })
    .rest("GET /practices", "List your practices", {
      description:
        "Sorted by oldest membership. Calls use the first one, unless the header `Caretype-Practice` names another.",
    })
    .input(schema.ListPractices)
    .output(schema.OwnPracticePage)
    .query(({ ctx, input }) => {
      ctx.audit.personal();
      return listPractices(ctx.pageReader(input), ctx.scope, input);
    }),

  create: protectedProcedure("practice:create", { describes: "Created the practice", cost: 10 })
    .rest("POST /practices", "Create another practice, which you own", { status: 201 })
    .input(schema.CreatePractice)
    .output(schema.Practice)
    .mutation(({ ctx, input }) => createPractice(ctx, input)),

  mine: protectedProcedure("practice:read", { describes: "Read the practice's name" })
    .rest("GET /practices/mine", "Read your practice and your permissions")
    .output(schema.Practice)
    .query(({ ctx }) => findPractice(ctx)),

  open: protectedProcedure("account:self", { describes: "Opened the practice in the console" })
    .rest("POST /practices/mine/open", "Remember that you opened the practice of this call", {
      status: 204,
      description: "The console opens the practice with the latest `lastOpenedAt` in a new browser.",
    })
    .meta(noSubjects("it is about the caller, whose account and practice every entry names"))
    .input(schema.OpenPractice)
    .output(Nothing)
    .mutation(({ ctx }) => openPractice(ctx)),

  update: protectedProcedure("practice:update", {
    describes: "Changed the practice's settings",
    errors: ["STALE_VERSION"],
  })
    .rest("PATCH /practices/mine", "Change your practice's name, time zone or emails to patients", {
      also: ["PUT /practices/mine"],
    })
    .input(schema.UpdatePractice)
    .output(schema.Practice)
    .mutation(({ ctx, input }) => updateOwnPractice(ctx, input)),

  updateSecondFactor: protectedProcedure("practice:update", {
    describes: "Changed whether the practice's members need a second factor",
    errors: ["STALE_VERSION"],
    requireRecentAuth: true,
  })
    .rest("PUT /practices/mine/second-factor", "Set whether your practice's members need a second factor", {
      also: ["PATCH /practices/mine/second-factor"],
      description:
        "Members without one have `graceDays` from their next sign-in to set one up. After that, all calls except those for their own account fail with `SECOND_FACTOR_SETUP_REQUIRED`. API keys need none. To require one, you must have one.",
    })
    .input(schema.UpdateSecondFactor)
    .output(schema.Practice)
    .mutation(({ ctx, input }) => updateSecondFactor(ctx, input)),
});

/** Maximum number of practices that an account may create per day. */
const maxPerDay = 10;

/** Creates another practice, owned by the caller. Throws `RATE_LIMITED`, and `INVALID_INPUT` for an unknown time zone. */
async function createPractice(
  ctx: ChangeContext & JoiningContext & PersonalContext,
  { name, timeZone }: schema.CreatePractice,
): Promise<schema.Practice> {
  const { db, scope, audit } = ctx;
  const { accountId } = scope;
  audit.personal();
  await spendDailyLimit(db, { kind: "practice", most: maxPerDay }, accountId);
  const created = await insertPractice(db, { name, timeZone, ownerId: accountId });
  await announce(ctx.db, { account: accountId });
  audit.joined(created.id, "owner");
  return viewAs(created, { role: "owner", permissions: rolePermissions.owner, requirement: null });
}
