import { Nothing } from "@caretype/core/kernel/field/schemas";
import {
  noSubjects,
  protectedProcedure,
  publicProcedure,
  router,
} from "@caretype/core/kernel/procedure/builder";
import { findAccount, updateOwnAccount } from "../account/queries.ts";
import { Account, UpdateAccount } from "../account/schema.ts";
import { emailProcedures } from "../credential/email/procedures.ts";
import { passwordCost } from "../credential/password/hashing.ts";
import { passwordProcedures } from "../credential/password/procedures.ts";
import { logOut, logOutEverywhere } from "../session/log-out.ts";
import { rotateRefreshToken } from "../session/rotate-refresh-token.ts";
import { LoggedIn, TokenPair } from "../session/schema.ts";
import { completeLogin } from "./login/complete-login.ts";
import { logIn } from "./login/log-in.ts";
import { createLoginCode, logInWithCode } from "./login/login-code.ts";
import { reauthenticate } from "./login/reauthenticate.ts";
import * as schema from "./login/schema.ts";
import { unlock } from "./login/unlock.ts";
import { confirmRegistration } from "./registration/confirm.ts";
import { register } from "./registration/register.ts";
import { ConfirmRegistration, Register, Registered, RegistrationConfirmed } from "./registration/schema.ts";

export const accountRouter = router({
  register: publicProcedure({
    // With an invitation, this adds a member.
    describes: { practice: "Registered an account", isTechnical: false },
    errors: ["EMAIL_NOT_VERIFIED", "REGISTRATION_CLOSED", "INVALID_LINK", "USERNAME_TAKEN", "EMAIL_TAKEN"],
    cost: passwordCost,
    checksSecret: true,
  })
    .rest("POST /auth/register", "Create an account with its own practice", { status: 201 })
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
    .rest("POST /auth/register/confirm", "Complete a registration by its emailed link", {
      status: 201,
      description: "For servers that verify addresses first. Send the password of the registration.",
    })
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
    .rest("POST /auth/login", "Sign in by email address or username")
    .meta({ handlesTokens: true })
    .input(schema.LogIn)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => logIn(ctx, input)),

  completeLogin: publicProcedure({
    describes: "Signed in with a second factor",
    errors: ["UNAUTHENTICATED", "INVALID_SECOND_FACTOR"],
    cost: 2,
    checksSecret: true,
  })
    .rest("POST /auth/login/second-factor", "Complete a sign-in with a second factor", {
      description:
        "After a sign-in that was answered with `SECOND_FACTOR_REQUIRED`. A refusal repeats the challenge while attempts remain.",
    })
    .meta({ handlesTokens: true })
    .input(schema.CompleteLogin)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => completeLogin(ctx, input)),

  reauthenticate: protectedProcedure("account:self", {
    describes: "Confirmed their identity again",
    errors: ["INVALID_CREDENTIALS", "INVALID_SECOND_FACTOR"],
    cost: passwordCost,
    ownTransaction: true,
    checksSecret: true,
  })
    .rest("POST /auth/reauthenticate", "Re-authenticate", {
      description:
        "For ten minutes, allows calls that otherwise fail with `REAUTHENTICATION_REQUIRED`. Send a second factor if the account has one, otherwise the password.",
    })
    .meta(noSubjects("every entry already names the caller's session"))
    .input(schema.Reauthenticate)
    .output(schema.Reauthenticated)
    .mutation(({ ctx, input }) => reauthenticate(ctx, input)),

  // Not keyed, because the code is a secret and works once.
  createLoginCode: protectedProcedure("account:self", {
    describes: "Created a code that signs in a program",
    requireRecentAuth: true,
    keyed: false,
  })
    .rest("POST /auth/login-codes", "Create a code that signs in a program", {
      status: 201,
      description:
        "For a page that asks the user first. The code works once, for a minute, and only with the secret of the program that asked.",
    })
    .meta(noSubjects("every entry already names the caller's account and session"))
    .input(schema.CreateLoginCode)
    .output(schema.LoginCode)
    .mutation(({ ctx, input }) => createLoginCode(ctx, input)),

  logInWithCode: publicProcedure({
    describes: "Signed in with a code from the browser",
    errors: ["INVALID_LOGIN_CODE", "EMAIL_NOT_VERIFIED"],
    cost: 2,
    checksSecret: true,
  })
    .rest("POST /auth/login/code", "Sign in a program with a code from the browser", {
      description:
        "The session's authentication is as recent as that of the session that created the code. A code that was sent with a wrong `codeVerifier` no longer works.",
    })
    .meta({ handlesTokens: true })
    .input(schema.LogInWithCode)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => logInWithCode(ctx, input)),

  ...passwordProcedures,
  ...emailProcedures,

  unlock: publicProcedure({
    describes: "Lifted the delay of their sign-ins",
    errors: ["INVALID_LINK"],
    checksSecret: true,
  })
    .rest("POST /auth/unlock", "Lift the delay of your sign-ins, by an emailed link", { status: 204 })
    .meta(noSubjects("the entry already names the account"))
    .input(schema.Unlock)
    .output(Nothing)
    .mutation(({ ctx, input }) => unlock(ctx, input.token)),

  refresh: publicProcedure({ describes: "Refreshed a session", errors: ["INVALID_REFRESH_TOKEN"] })
    .rest("POST /auth/refresh", "Exchange a refresh token for a new pair of tokens", {
      also: ["POST /auth/login/refresh", "POST /auth/token/refresh"],
    })
    .meta({ handlesTokens: true })
    .input(schema.Refresh)
    .output(TokenPair)
    .mutation(({ ctx, input }) => rotateRefreshToken(ctx, input.refresh)),

  me: protectedProcedure("account:self", { describes: "Read their own account" })
    .rest("GET /auth/me", "Read your own account")
    .output(Account)
    .query(({ ctx }) => findAccount(ctx.db, ctx.scope.accountId)),

  update: protectedProcedure("account:self", { describes: "Changed their own account" })
    .rest("PATCH /auth/me", "Change your own name, or the units that you see first")
    .input(UpdateAccount)
    .output(Account)
    .mutation(({ ctx, input }) => updateOwnAccount(ctx, input)),

  logout: protectedProcedure("account:self", { describes: "Signed out" })
    .rest("POST /auth/logout", "End this session", { status: 204 })
    .meta(noSubjects("every entry already names the caller's account and session"))
    .meta({ handlesTokens: true })
    .input(schema.LogOut)
    .output(Nothing)
    .mutation(({ ctx, input }) => logOut(ctx, input.refresh)),

  logoutEverywhere: protectedProcedure("account:self", { describes: "Ended all of their sessions" })
    .rest("POST /auth/logout/all", "End all of your sessions", { status: 204 })
    .meta(noSubjects("every entry already names the caller's account"))
    .meta({ handlesTokens: true })
    .output(Nothing)
    .mutation(({ ctx }) => logOutEverywhere(ctx)),
});
