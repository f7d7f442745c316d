import { Nothing } from "../../kernel/field/schemas.ts";
import { noSubjects, protectedProcedure, publicProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { emailProcedures } from "../email/procedures.ts";
import { codeProcedures } from "../login/code-procedures.ts";
import { logIn } from "../login/log-in.ts";
import { proofProcedures } from "../login/proof-procedures.ts";
import { unlock } from "../login/unlock.ts";
import { passwordCost } from "../password/cost.ts";
import { passwordProcedures } from "../password/procedures.ts";
import { confirmRegistration } from "../registration/confirm.ts";
import { register } from "../registration/register.ts";
import { logOut, logOutEverywhere } from "../session/log-out.ts";
import { rotateRefreshToken } from "../session/rotate-refresh-token.ts";
import { findAccount, updateOwnAccount } from "./queries.ts";
import {
  Account,
  ConfirmRegistration,
  LoggedIn,
  LogIn,
  LogOut,
  Refresh,
  Register,
  Registered,
  RegistrationConfirmed,
  TokenPair,
  Unlock,
  UpdateAccount,
} from "./schema.ts";

export const accountRouter = router({
  register: publicProcedure({
    // With an invitation, this adds a member.
    describes: { practice: "Registered an account", isTechnical: false },
    errors: ["EMAIL_NOT_VERIFIED", "REGISTRATION_CLOSED", "INVALID_LINK", "USERNAME_TAKEN", "EMAIL_TAKEN"],
    cost: passwordCost,
    checksSecret: true,
  })
    .meta(rest("POST /auth/register", "Create an account with its own practice", { status: 201 }))
    .meta({ idempotent: true, handlesTokens: true })
    .input(Register)
    .output(Registered)
    .mutation(({ ctx, input: { passwordConfirmation: _same, ...values } }) => register(ctx, values)),

  confirmRegistration: publicProcedure({
    describes: "Confirmed a registration",
    errors: ["REGISTRATION_CLOSED", "INVALID_LINK", "USERNAME_TAKEN", "EMAIL_TAKEN"],
    cost: passwordCost,
    checksSecret: true,
  })
    .meta(
      rest("POST /auth/register/confirm", "Complete a registration by its emailed link", {
        status: 201,
        description: "For servers that verify addresses first. Send the password of the registration.",
      }),
    )
    .meta({ handlesTokens: true })
    .input(ConfirmRegistration)
    .output(RegistrationConfirmed)
    .mutation(({ ctx, input }) => confirmRegistration(ctx, input)),

  login: publicProcedure({
    describes: "Signed in",
    errors: ["INVALID_CREDENTIALS", "SECOND_FACTOR_REQUIRED", "INVALID_SECOND_FACTOR", "EMAIL_NOT_VERIFIED"],
    cost: passwordCost,
    checksSecret: true,
  })
    .meta(rest("POST /auth/login", "Sign in by email address or username"))
    .meta({ handlesTokens: true })
    .input(LogIn)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => logIn(ctx, input)),

  ...proofProcedures,
  ...codeProcedures,
  ...passwordProcedures,
  ...emailProcedures,

  unlock: publicProcedure({
    describes: "Lifted the delay of their sign-ins",
    errors: ["INVALID_LINK"],
    checksSecret: true,
  })
    .meta(rest("POST /auth/unlock", "Lift the delay of your sign-ins, by an emailed link", { status: 204 }))
    .meta(noSubjects("the entry already names the account"))
    .input(Unlock)
    .output(Nothing)
    .mutation(({ ctx, input }) => unlock(ctx, input.token)),

  refresh: publicProcedure({ describes: "Refreshed a session", errors: ["INVALID_REFRESH_TOKEN"] })
    .meta(
      rest("POST /auth/refresh", "Exchange a refresh token for a new pair of tokens", {
        also: ["POST /auth/login/refresh", "POST /auth/token/refresh"],
      }),
    )
    .meta({ handlesTokens: true })
    .input(Refresh)
    .output(TokenPair)
    .mutation(({ ctx, input }) => rotateRefreshToken(ctx, input.refresh)),

  me: protectedProcedure("account:self", { describes: "Read their own account" })
    .meta(rest("GET /auth/me", "Read your own account"))
    .output(Account)
    .query(({ ctx }) => findAccount(ctx.db, ctx.scope.accountId)),

  update: protectedProcedure("account:self", { describes: "Changed their own account" })
    .meta(rest("PATCH /auth/me", "Change your own name, or the units that you see first"))
    .input(UpdateAccount)
    .output(Account)
    .mutation(({ ctx, input }) => updateOwnAccount(ctx, input)),

  logout: protectedProcedure("account:self", { describes: "Signed out" })
    .meta(rest("POST /auth/logout", "End this session", { status: 204 }))
    .meta(noSubjects("every entry already names the caller's account and session"))
    .meta({ handlesTokens: true })
    .input(LogOut)
    .output(Nothing)
    .mutation(({ ctx, input }) => logOut(ctx, input.refresh)),

  logoutEverywhere: protectedProcedure("account:self", { describes: "Ended all of their sessions" })
    .meta(rest("POST /auth/logout/all", "End all of your sessions", { status: 204 }))
    .meta(noSubjects("every entry already names the caller's account"))
    .meta({ handlesTokens: true })
    .output(Nothing)
    .mutation(({ ctx }) => logOutEverywhere(ctx)),
});
