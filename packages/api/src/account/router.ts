import { DomainError } from "../errors.ts";
import { Nothing } from "../fields.ts";
import { open, permit, router } from "../procedure.ts";
import { rest } from "../rest.ts";
import { createAccount, hashNewPassword } from "./create-account.ts";
import { findAccount, findCredentials } from "./queries.ts";
import { rotateRefreshToken } from "./rotate-refresh-token.ts";
import { Account, LoggedIn, LogIn, LogOut, Refresh, Register, Registered, TokenPair } from "./schema.ts";
import { endAllSessions, endSession, findOwnSession } from "./session-queries.ts";
import { startSession } from "./start-session.ts";

/** What a call costs that hashes a password, in plain reads. */
const passwordCost = 10;

export const accountRouter = router({
  register: open({ cost: passwordCost })
    .meta(rest("POST /auth/register", "Make an account with a practice of its own", { status: 201 }))
    .input(Register)
    .output(Registered)
    .mutation(async ({ ctx, input: { password, passwordConfirmation: _same, ...values } }) => {
      const { database, passwords, registration } = ctx.services;
      if (registration === "closed") throw new DomainError("REGISTRATION_CLOSED");
      const passwordHash = await hashNewPassword(passwords, password);
      return database.transaction(async (tx) => {
        const account = await createAccount(tx, { ...values, passwordHash });
        return { ...account, tokens: await startSession(tx, ctx, account.id) };
      });
    }),

  login: open({ cost: passwordCost })
    .meta(rest("POST /auth/login", "Log in by e-mail address or username"))
    .input(LogIn)
    .output(LoggedIn)
    .mutation(async ({ ctx, input }) => {
      const { database, passwords } = ctx.services;
      const found = await findCredentials(ctx.db, input);
      // Also for nobody, so that an unknown account takes as long as a wrong password.
      const matches = await passwords.verify(input.password, found?.passwordHash ?? null);
      if (!found || !matches || !found.isActive) throw new DomainError("INVALID_CREDENTIALS");
      const tokens = await database.transaction((tx) => startSession(tx, ctx, found.id));
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
    .mutation(({ ctx, input }) => rotateRefreshToken(ctx.services, input.refresh)),

  me: permit("account:self")
    .meta(rest("GET /auth/me", "Read your own account"))
    .output(Account)
    .query(({ ctx }) => findAccount(ctx.db, ctx.scope.accountId)),

  logout: permit("account:self")
    .meta(rest("POST /auth/logout", "End this session", { status: 204 }))
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
    .output(Nothing)
    .mutation(async ({ ctx }) => {
      const account = ctx.scope.accountId;
      await endAllSessions(ctx.db, account);
      ctx.afterCommit(() => ctx.services.principals.forget({ account }));
    }),
});
