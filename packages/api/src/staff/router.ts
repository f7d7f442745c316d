import { revokeAnyApiKey } from "../api-key/queries.ts";
import { Nothing } from "../field/schemas.ts";
import { protectedProcedure, router } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { listSessions } from "../session/own-sessions.ts";
import { endAllSessions } from "../session/queries.ts";
import { SessionPage } from "../session/schema.ts";
import { listOwnGrants, openToCaller, readGrantedPatient } from "./break-glass.ts";
import {
  findStaffAccount,
  isSearch,
  listAccounts,
  listKeysMadeBy,
  lockAccount,
  requirePerson,
} from "./queries.ts";
import {
  AccountById,
  ApiKeyOfAnybody,
  BreakGlass,
  DeactivateAccount,
  Grant,
  GrantedPatient,
  GrantPage,
  ListAccounts,
  ListApiKeysOf,
  ListGrants,
  ListSessionsOf,
  PatientOfGrant,
  StaffAccount,
  StaffAccountPage,
  StaffApiKeyPage,
} from "./schema.ts";
import { deactivateAccount, reactivateAccount } from "./set-account-active.ts";

const grantCost = 10;

const ofAccounts = "For staff accounts. It tells of accounts, and of no practice's patients.";

const ofGlass =
  "For staff accounts that have a second factor, given within the last ten minutes. The practice's owners are sent a " +
  "mail, and find this call, its reason and each reading of the patient in their audit. Everything else of the practice stays closed.";

export const staffRouter = router({
  accounts: protectedProcedure("staff:accounts", { describes: "Looked at a list of accounts" })
    .meta(
      rest("GET /staff/accounts", "Search the accounts of people, newest first", { description: ofAccounts }),
    )
    .input(ListAccounts)
    .output(StaffAccountPage)
    .query(({ ctx, input }) => listAccounts(isSearch(input) ? ctx.searcher() : ctx.pageReader(input), input)),

  account: protectedProcedure("staff:accounts", { describes: "Read somebody's account" })
    .meta(rest("GET /staff/accounts/{id}", "Read somebody's account", { description: ofAccounts }))
    .input(AccountById)
    .output(StaffAccount)
    .query(({ ctx, input }) => findStaffAccount(ctx.db, input.id)),

  deactivate: protectedProcedure("staff:accounts", {
    describes: "Deactivated an account",
    requireRecentAuth: true,
  })
    .meta(
      rest("POST /staff/accounts/{id}/deactivate", "Deactivate an account and end all of its sessions", {
        description:
          "Its links and the invitations that it has sent are good no more. API keys that it has made go on, as they are their practice's; with the reasons `compromised` and `misuse` they are revoked, too, also where the account was deactivated before.",
      }),
    )
    .input(DeactivateAccount)
    .output(StaffAccount)
    .mutation(async ({ ctx, input: { id, reason } }) => {
      ctx.audit.reason(reason);
      const { revokedKeys } = await deactivateAccount({ ...ctx, id, by: ctx.scope.accountId }, reason);
      ctx.audit.subjects(revokedKeys.map((key) => key.id));
      ctx.afterCommit(() => {
        for (const account of [id, ...revokedKeys.map(({ accountId }) => accountId)])
          ctx.services.principals.forget({ account });
      });
      return findStaffAccount(ctx.db, id);
    }),

  reactivate: protectedProcedure("staff:accounts", {
    describes: "Reactivated an account",
    requireRecentAuth: true,
  })
    .meta(rest("POST /staff/accounts/{id}/reactivate", "Let a deactivated account log in again"))
    .input(AccountById)
    .output(StaffAccount)
    .mutation(async ({ ctx, input: { id } }) => {
      await reactivateAccount({ ...ctx, id, by: ctx.scope.accountId });
      return findStaffAccount(ctx.db, id);
    }),

  sessions: protectedProcedure("staff:accounts", { describes: "Looked at an account's sessions" })
    .meta(rest("GET /staff/accounts/{id}/sessions", "List an account's sessions, newest first"))
    .input(ListSessionsOf)
    .output(SessionPage)
    .query(async ({ ctx, input: { id: accountId, ...page } }) => {
      await requirePerson(ctx.db, accountId);
      const { sessionId } = ctx.scope;
      const { limits } = ctx.services.principals;
      return listSessions(ctx.pageReader(page), { accountId, sessionId }, { ...page, limits });
    }),

  endSessions: protectedProcedure("staff:accounts", {
    describes: "Ended all sessions of an account",
    requireRecentAuth: true,
  })
    .meta(rest("DELETE /staff/accounts/{id}/sessions", "End all of an account's sessions", { status: 204 }))
    .input(AccountById)
    .output(Nothing)
    .mutation(async ({ ctx, input: { id } }) => {
      await lockAccount(ctx.db, id);
      await endAllSessions(ctx.db, id);
      ctx.afterCommit(() => ctx.services.principals.forget({ account: id }));
    }),

  apiKeys: protectedProcedure("staff:accounts", {
    describes: "Looked at the API keys that an account has made",
  })
    .meta(
      rest(
        "GET /staff/accounts/{id}/api-keys",
        "List the API keys that an account has made, in all practices, newest first",
        { description: "Also those that are good no more. The key itself is kept nowhere." },
      ),
    )
    .input(ListApiKeysOf)
    .output(StaffApiKeyPage)
    .query(async ({ ctx, input }) => {
      await requirePerson(ctx.db, input.id);
      return listKeysMadeBy(ctx.pageReader(input), input);
    }),

  revokeApiKey: protectedProcedure("staff:accounts", {
    describes: "Ended an API key",
    requireRecentAuth: true,
  })
    .meta(
      rest("DELETE /staff/api-keys/{id}", "End an API key, of whichever practice", {
        status: 204,
        description: "Its practice finds this in its audit.",
      }),
    )
    .input(ApiKeyOfAnybody)
    .output(Nothing)
    .mutation(async ({ ctx, input: { id } }) => {
      const { practiceId, accountId: account } = await revokeAnyApiKey(ctx.db, id);
      ctx.audit.inPractice(practiceId, { mark: `api-key ${id}`, permissions: [] });
      ctx.afterCommit(() => ctx.services.principals.forget({ account }));
    }),

  // Not keyed: why would be kept with the answer, and a repetition be told to the practice as no grant of its own.
  breakGlass: protectedProcedure("staff:break-glass", {
    describes: {
      practice: "Broke the glass to a patient's record",
      patient: "Broke the glass to the patient's record",
    },
    requireRecentAuth: true,
    keyed: false,
    cost: grantCost,
  })
    .meta(
      rest(
        "POST /staff/patients/{patientId}/break-glass",
        "Open one patient's record to you for half an hour",
        {
          description: ofGlass,
          status: 201,
        },
      ),
    )
    .input(BreakGlass)
    .output(Grant)
    .mutation(({ ctx, input }) => openToCaller(ctx, input)),

  patient: protectedProcedure("staff:break-glass", {
    describes: {
      practice: "Read a patient's record, having broken the glass",
      patient: "Read the patient's record, having broken the glass",
    },
  })
    .meta(
      rest(
        "GET /staff/patients/{patientId}",
        "Read a patient, and who treats them, while a grant of yours is good",
        {
          description: ofGlass,
        },
      ),
    )
    .input(PatientOfGrant)
    .output(GrantedPatient)
    .query(({ ctx, input }) => readGrantedPatient(ctx, input.patientId)),

  grants: protectedProcedure("staff:break-glass", {
    describes: "Looked at a list of records that they broke the glass to",
  })
    .meta(rest("GET /staff/grants", "List the patients' records that you had opened to you, newest first"))
    .input(ListGrants)
    .output(GrantPage)
    .query(({ ctx, input }) => listOwnGrants(ctx.pageReader(input), ctx.scope, input)),
});
