import { DomainError } from "../errors.ts";
import { Nothing } from "../fields.ts";
import { noSubjects, open, permit, router } from "../procedure.ts";
import { rest } from "../rest.ts";
import { hashNewPassword } from "./create-account.ts";
import { findAccount, findCredentials } from "./queries.ts";
import { register } from "./register.ts";
import { rotateRefreshToken } from "./rotate-refresh-token.ts";
import { Account, LoggedIn, LogIn, LogOut, Refresh, Register, Registered, TokenPair } from "./schema.ts";
import { endAllSessions, endSession, findOwnSession } from "./session-queries.ts";
import { startSession } from "./start-session.ts";

/** What a call costs that hashes a password, in plain reads. */
const passwordCost = 10;

export const accountRouter = router({
  register: open({ cost: passwordCost })
    .meta(rest("POST /auth/register", "Make an account with a practice of its own", { status: 201 }))
    .meta({ mindsKey: true })
    .input(Register)
    .output(Registered)
    .mutation(async ({ ctx, input: { passwordConfirmation: _same, ...values } }) => {
      const { passwords, registration } = ctx.services;
      if (registration === "closed") throw new DomainError("REGISTRATION_CLOSED");
      const passwordHash = await hashNewPassword(passwords, values.password);
      return register(ctx, values, passwordHash);
    }),

  login: open({ cost: passwordCost })
    .meta(rest("POST /auth/login", "Log in by e-mail address or username"))
    .input(LogIn)
    .output(LoggedIn)
    .mutation(async ({ ctx, input }) => {
      const found = await findCredentials(ctx.db, input);
      if (found) ctx.identify(found.id);
      // Also for nobody, so that an unknown account takes as long as a wrong password.
      const matches = await ctx.services.passwords.verify(input.password, found?.passwordHash ?? null);
      if (!found || !matches || !found.isActive) throw new DomainError("INVALID_CREDENTIALS");
      const tokens = await ctx.transaction((tx) => startSession(tx, ctx, found.id));
      return { user: found, ...tokens, tokens };
    }),

  refresh: open()
    .meta(
      rest("POST /auth/refresh", "Exchange a refresh token for a new pair of tokens", {
        also: ["POST /auth/login/refresh", "POST /auth/token/refresh"],
      }),
    )
    .input(Refresh)
    .output(TokenPair)
    .mutation(({ ctx, input }) => rotateRefreshToken(ctx, input.refresh)),

  me: permit("account:self")
    .meta(rest("GET /auth/me", "Read your own account"))
    .output(Account)
    .query(({ ctx }) => findAccount(ctx.db, ctx.scope.accountId)),

  logout: permit("account:self")
    .meta(rest("POST /auth/logout", "End this session", { status: 204 }))
    .meta(noSubjects("it ends sessions of the caller, whose account and session every entry names"))
    .input(LogOut)
    .output(Nothing)
    .mutation(async ({ ctx, input: { refresh } }) => {
      const { principals, tokens } = ctx.services;
      const ended = [ctx.scope.sessionId];
      const other = refresh && (await findOwnSession(ctx.db, ctx.scope, tokens.refreshHash(refresh)));
      if (other) ended.push(other);
      for (const session of new Set(ended)) {
        await endSession(ctx.db, session);
        ctx.afterCommit(() => principals.forget({ session }));
      }
    }),

  logoutEverywhere: permit("account:self")
    .meta(rest("POST /auth/logout/all", "End all of your sessions", { status: 204 }))
    .meta(noSubjects("it ends sessions of the caller, whose account every entry names"))
    .output(Nothing)
    .mutation(async ({ ctx }) => {
      const account = ctx.scope.accountId;
      await endAllSessions(ctx.db, account);
      ctx.afterCommit(() => ctx.services.principals.forget({ account }));
    }),
});
