import { Nothing } from "../field/schemas.ts";
import { noSubjects, protectedProcedure, router } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { confirmApp, removeApp, renewRecoveryCodes, setUpApp } from "./authenticator-app.ts";
import { findStatus } from "./queries.ts";
import { findRequirement } from "./requirement.ts";
import { ConfirmTotp, RecoveryCodes, SecondFactorStatus, TotpSetUp } from "./schema.ts";

const ownOnly = noSubjects("second factors are the caller's own, whose account every entry names");

export const secondFactorRouter = router({
  status: protectedProcedure("account:self", { describes: "Read which second factors they have" })
    .meta(rest("GET /auth/second-factor", "Read which second factors your account has"))
    .meta(ownOnly)
    .output(SecondFactorStatus)
    .query(async ({ ctx: { db, scope, services } }) => {
      const [factors, requirement] = await Promise.all([
        findStatus(db, scope.accountId),
        scope.withheld ? findRequirement(db, scope, services.secondFactor) : null,
      ]);
      return { ...factors, requirement };
    }),

  setUp: protectedProcedure("account:self", {
    describes: "Began to set up an authenticator app",
    requireRecentAuth: true,
    keyed: false,
  })
    .meta(
      rest("POST /auth/second-factor/set-up", "Begin to set up an authenticator app", {
        description:
          "Scan `qrCode`, or type `secret`, and confirm it with a first code within 15 minutes: until then it guards nothing.",
      }),
    )
    .meta(ownOnly)
    .output(TotpSetUp)
    .mutation(({ ctx }) => setUpApp(ctx)),

  confirm: protectedProcedure("account:self", { describes: "Turned on an authenticator app", keyed: false })
    .meta(
      rest("POST /auth/second-factor/confirm", "Turn the authenticator app on with its first code", {
        description:
          "From now on a log-in needs a code. Your other sessions end. The recovery codes are shown this once, in place of any before: each is good for one log-in without the app.",
      }),
    )
    .meta(ownOnly)
    .input(ConfirmTotp)
    .output(RecoveryCodes)
    .mutation(({ ctx, input }) => {
      const { accountId: account } = ctx.scope;
      ctx.afterCommit(() => ctx.services.principals.forget({ account }));
      return confirmApp(ctx, input.code);
    }),

  remove: protectedProcedure("account:self", {
    describes: "Removed their authenticator app",
    requireRecentAuth: true,
  })
    .meta(
      rest("DELETE /auth/second-factor", "Remove the authenticator app", {
        status: 204,
        description: "Without another second factor the recovery codes go, too.",
      }),
    )
    .meta(ownOnly)
    .output(Nothing)
    .mutation(({ ctx }) => {
      const { accountId: account } = ctx.scope;
      ctx.afterCommit(() => ctx.services.principals.forget({ account }));
      return removeApp(ctx);
    }),

  renewRecoveryCodes: protectedProcedure("account:self", {
    describes: "Made new recovery codes",
    requireRecentAuth: true,
    keyed: false,
  })
    .meta(
      rest("POST /auth/second-factor/recovery-codes", "Make ten new recovery codes", {
        description: "They are shown this once, and those before are good no more.",
      }),
    )
    .meta(ownOnly)
    .output(RecoveryCodes)
    .mutation(({ ctx }) => renewRecoveryCodes(ctx)),
});
