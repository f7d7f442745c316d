import { endAllSessions } from "../account/session-queries.ts";
import { Nothing } from "../fields.ts";
import { permit, router } from "../procedure.ts";
import { rest } from "../rest.ts";
import { listSessions } from "../session/queries.ts";
import { SessionPage } from "../session/schema.ts";
import { listOwnGrants, openToCaller, readGrantedPatient } from "./break-glass.ts";
import { findStaffAccount, isSearch, listAccounts, lockAccount } from "./queries.ts";
import {
  AccountById,
  BreakGlass,
  DeactivateAccount,
  Grant,
  GrantedPatient,
  GrantPage,
  ListAccounts,
  ListGrants,
  ListSessionsOf,
  PatientOfGrant,
  StaffAccount,
  StaffAccountPage,
} from "./schema.ts";
import { deactivateAccount, reactivateAccount } from "./set-account-active.ts";

const grantCost = 10;

const ofAccounts = "For staff accounts. It tells of accounts, and of no practice's patients.";

const ofGlass =
  "For staff accounts that have a second factor, given within the last ten minutes. The practice's owners are sent a mail " +
  "with the reason, and find this call and each reading of the patient in their audit. Everything else of the practice stays closed.";

export const staffRouter = router({
  accounts: permit("staff:accounts")
    .meta(
      rest("GET /staff/accounts", "Search the accounts of people, newest first", { description: ofAccounts }),
    )
    .input(ListAccounts)
    .output(StaffAccountPage)
    .query(({ ctx, input }) => listAccounts(isSearch(input) ? ctx.searcher() : ctx.pageReader(input), input)),

  account: permit("staff:accounts")
    .meta(rest("GET /staff/accounts/{id}", "Read somebody's account", { description: ofAccounts }))
    .input(AccountById)
    .output(StaffAccount)
    .query(({ ctx, input }) => findStaffAccount(ctx.db, input.id)),

  deactivate: permit("staff:accounts", { fresh: true })
    .meta(rest("POST /staff/accounts/{id}/deactivate", "Deactivate an account and end all of its sessions"))
    .input(DeactivateAccount)
    .output(StaffAccount)
    .mutation(async ({ ctx, input: { id, reason } }) => {
      ctx.because(reason);
      await deactivateAccount({ ...ctx, id, by: ctx.scope.accountId });
      ctx.afterCommit(() => ctx.services.principals.forget({ account: id }));
      return findStaffAccount(ctx.db, id);
    }),

  reactivate: permit("staff:accounts", { fresh: true })
    .meta(rest("POST /staff/accounts/{id}/reactivate", "Let a deactivated account log in again"))
    .input(AccountById)
    .output(StaffAccount)
    .mutation(async ({ ctx, input: { id } }) => {
      await reactivateAccount({ ...ctx, id, by: ctx.scope.accountId });
      return findStaffAccount(ctx.db, id);
    }),

  sessions: permit("staff:accounts")
    .meta(rest("GET /staff/accounts/{id}/sessions", "List an account's sessions, newest first"))
    .input(ListSessionsOf)
    .output(SessionPage)
    .query(async ({ ctx, input: { id: accountId, ...page } }) => {
      await findStaffAccount(ctx.db, accountId);
      const { sessionId } = ctx.scope;
      const { limits } = ctx.services.principals;
      return listSessions(ctx.pageReader(page), { accountId, sessionId }, { ...page, limits });
    }),

  endSessions: permit("staff:accounts", { fresh: true })
    .meta(rest("DELETE /staff/accounts/{id}/sessions", "End all of an account's sessions", { status: 204 }))
    .input(AccountById)
    .output(Nothing)
    .mutation(async ({ ctx, input: { id } }) => {
      await lockAccount(ctx.db, id);
      await endAllSessions(ctx.db, id);
      ctx.afterCommit(() => ctx.services.principals.forget({ account: id }));
    }),

  breakGlass: permit("staff:break-glass", { fresh: true, cost: grantCost })
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

  patient: permit("staff:break-glass")
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

  grants: permit("staff:break-glass")
    .meta(rest("GET /staff/grants", "List the patients' records that you had opened to you, newest first"))
    .input(ListGrants)
    .output(GrantPage)
    .query(({ ctx, input }) => listOwnGrants(ctx.pageReader(input), ctx.scope, input)),
});
