import { Nothing } from "@caretype/core/kernel/field/schemas";
import { noSubjects, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { findRequirement } from "../../session/requirement.ts";
import { confirmApp, removeApp, renewRecoveryCodes, setUpApp } from "./authenticator-app.ts";
import { findStatus } from "./queries.ts";
import * as schema from "./schema.ts";

const ownOnly = noSubjects("every entry already names the caller's account");

export const secondFactorRouter = router({
  status: protectedProcedure("account:self", { describes: "Read their second factors" })
    .rest("GET /auth/second-factor", "Read your second factors")
    .meta(ownOnly)
    .output(schema.SecondFactorStatus)
    .query(async ({ ctx: { db, scope, services } }) => {
      const [factors, requirement] = await Promise.all([
        findStatus(db, scope.accountId),
        scope.withheld ? findRequirement(db, scope, services.secondFactor) : null,
      ]);
      return { ...factors, requirement };
    }),

  setUp: protectedProcedure("account:self", {
    describes: "Started setting up an authenticator app",
    errors: ["SECOND_FACTOR_ALREADY_SET_UP"],
    requireRecentAuth: true,
    keyed: false,
  })
    .rest("POST /auth/second-factor/set-up", "Start setting up an authenticator app", {
      description:
        "Scan `qrCode` or type `secret`, and confirm with a first code within 15 minutes. Until then, the app has no effect.",
    })
    .meta(ownOnly)
    .output(schema.TotpSetUp)
    .mutation(({ ctx }) => setUpApp(ctx)),

  confirm: protectedProcedure("account:self", {
    describes: "Enabled an authenticator app",
    errors: ["INVALID_SECOND_FACTOR", "SECOND_FACTOR_ALREADY_SET_UP", "SECOND_FACTOR_NOT_SET_UP"],
    keyed: false,
    checksSecret: true,
  })
    .rest("POST /auth/second-factor/confirm", "Enable the authenticator app with its first code", {
      description:
        "From now on, sign-ins require a code. Your other sessions end. The recovery codes are shown only once, and replace earlier ones. Each allows one sign-in without the app.",
    })
    .meta(ownOnly)
    .input(schema.ConfirmTotp)
    .output(schema.RecoveryCodes)
    .mutation(({ ctx, input }) => confirmApp(ctx, input.code)),

  remove: protectedProcedure("account:self", {
    describes: "Removed their authenticator app",
    errors: ["SECOND_FACTOR_NOT_SET_UP"],
    requireRecentAuth: true,
  })
    .rest("DELETE /auth/second-factor", "Remove the authenticator app", {
      status: 204,
      description: "Without another second factor, the recovery codes are removed, too.",
    })
    .meta(ownOnly)
    .output(Nothing)
    .mutation(({ ctx }) => removeApp(ctx)),

  renewRecoveryCodes: protectedProcedure("account:self", {
    describes: "Created new recovery codes",
    errors: ["SECOND_FACTOR_NOT_SET_UP"],
    requireRecentAuth: true,
    keyed: false,
  })
    .rest("POST /auth/second-factor/recovery-codes", "Create ten new recovery codes", {
      description: "They are shown only once, and replace the earlier ones.",
    })
    .meta(ownOnly)
    .output(schema.RecoveryCodes)
    .mutation(({ ctx }) => renewRecoveryCodes(ctx)),
});
