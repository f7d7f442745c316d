import { Nothing } from "@caretype/core/kernel/field/schemas";
import { noSubjects, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { lockAccount } from "../account/queries.ts";
import { endOwnSession, findOwnSession, listSessions } from "./own-sessions.ts";
import { endOtherSessions } from "./queries.ts";
import * as schema from "./schema.ts";

export const sessionRouter = router({
  list: protectedProcedure("account:self", { describes: "Listed their sessions" })
    .rest("GET /auth/sessions", "List your sessions, latest sign-in first")
    .input(schema.ListSessions)
    .output(schema.SessionPage)
    .query(({ ctx, input }) => {
      const { sessionLimits: limits } = ctx.services;
      return listSessions(ctx.pageReader(input), ctx.scope, { ...input, limits });
    }),

  current: protectedProcedure("account:self", { describes: "Read the limits of their session" })
    .rest("GET /auth/sessions/current", "Read the limits of the current session", {
      description:
        "Each call counts as a use of its session. `Caretype-Idle` moves that use back by the seconds since the page was last touched, so that background requests do not keep a session alive.",
    })
    .output(schema.CurrentSession)
    .query(({ ctx }) => findOwnSession(ctx.db, ctx.scope, ctx.services.sessionLimits)),

  end: protectedProcedure("account:self", {
    describes: "Ended one of their sessions",
    errors: ["SESSION_NOT_FOUND"],
  })
    .rest("DELETE /auth/sessions/{id}", "End one of your sessions", { status: 204 })
    .input(schema.SessionById)
    .output(Nothing)
    .mutation(({ ctx, input: { id } }) =>
      endOwnSession(ctx.db, ctx.scope, { id, limits: ctx.services.sessionLimits }),
    ),

  endOthers: protectedProcedure("account:self", { describes: "Ended all of their other sessions" })
    .rest("POST /auth/sessions/end-others", "End all of your other sessions", { status: 204 })
    .meta(noSubjects("every entry already names the caller's account and session"))
    .output(Nothing)
    .mutation(async ({ ctx }) => {
      // Serializes with the exchange of a sign-in code, which starts its session before this or fails.
      await lockAccount(ctx.db, ctx.scope.accountId);
      await endOtherSessions(ctx.db, ctx.scope);
    }),
});
