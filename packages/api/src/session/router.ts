import { Nothing } from "../field/schemas.ts";
import { noSubjects, protectedProcedure, router } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { endOwnSession, findOwnSession, listSessions } from "./own-sessions.ts";
import { endOtherSessions } from "./queries.ts";
import { CurrentSession, ListSessions, SessionById, SessionPage } from "./schema.ts";

export const sessionRouter = router({
  list: protectedProcedure("account:self", { describes: "Looked at where they are signed in" })
    .meta(rest("GET /auth/sessions", "List where you are signed in, the latest log-in first"))
    .input(ListSessions)
    .output(SessionPage)
    .query(({ ctx, input }) => {
      const { limits } = ctx.services.principals;
      return listSessions(ctx.pageReader(input), ctx.scope, { ...input, limits });
    }),

  current: protectedProcedure("account:self", { describes: "Read how long their session lasts" })
    .meta(
      rest("GET /auth/sessions/current", "Read how long the session lasts that the call is made with", {
        description:
          "A call is a use of its session. Where `Caretype-Idle` says for how many seconds nobody has touched the page that sends it, the use was that long ago: so a page that asks for news by itself keeps no session going.",
      }),
    )
    .output(CurrentSession)
    .query(({ ctx }) => findOwnSession(ctx.db, ctx.scope, ctx.services.principals.limits)),

  end: protectedProcedure("account:self", { describes: "Ended one of their sessions" })
    .meta(rest("DELETE /auth/sessions/{id}", "End one of your sessions", { status: 204 }))
    .input(SessionById)
    .output(Nothing)
    .mutation(async ({ ctx, input: { id } }) => {
      const { principals } = ctx.services;
      await endOwnSession(ctx.db, ctx.scope, { id, limits: principals.limits });
      ctx.afterCommit(() => principals.forget({ session: id }));
    }),

  endOthers: protectedProcedure("account:self", { describes: "Ended all of their other sessions" })
    .meta(rest("POST /auth/sessions/end-others", "End all of your sessions but this one", { status: 204 }))
    .meta(noSubjects("it ends sessions of the caller, whose account and session every entry names"))
    .output(Nothing)
    .mutation(async ({ ctx }) => {
      await endOtherSessions(ctx.db, ctx.scope);
      ctx.afterCommit(() => ctx.services.principals.forget({ account: ctx.scope.accountId }));
    }),
});
