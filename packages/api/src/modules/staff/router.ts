import { ofPatient } from "@caretype/core/kernel/audit-log/description";
import { Nothing } from "@caretype/core/kernel/field/schemas";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { revokeAnyApiKey } from "@caretype/identity/api-key/queries";
import { listSessions } from "@caretype/identity/session/own-sessions";
import { endAllSessions } from "@caretype/identity/session/queries";
import { SessionPage } from "@caretype/identity/session/schema";
import { breakGlassFor, listOwnGrants, readGrantedPatient } from "./break-glass.ts";
import {
  findStaffAccount,
  isSearch,
  listAccounts,
  listKeysMadeBy,
  lockAccount,
  requirePerson,
} from "./queries.ts";
import * as schema from "./schema.ts";
import { deactivateAccount, reactivateAccount } from "./set-account-active.ts";

const grantCost = 10;

const accountsNote = "For staff accounts. Shows accounts, and no patient data.";

const breakGlassNote =
  "For staff accounts with a second factor. Opening a record in an emergency requires its use within the last ten minutes. The " +
  "practice's owners are notified by email. Their audit has each call and its reason. All other data stays inaccessible.";

export const staffRouter = router({
  accounts: protectedProcedure("staff:accounts", { describes: "Listed accounts" })
    .rest("GET /staff/accounts", "Search accounts, newest first", { description: accountsNote })
    .input(schema.ListAccounts)
    .output(schema.StaffAccountPage)
    .query(({ ctx, input }) => listAccounts(isSearch(input) ? ctx.searcher() : ctx.pageReader(input), input)),

  account: protectedProcedure("staff:accounts", {
    describes: "Read an account",
    errors: ["ACCOUNT_NOT_FOUND"],
  })
    .rest("GET /staff/accounts/{id}", "Read an account", { description: accountsNote })
    .input(schema.AccountById)
    .output(schema.StaffAccount)
    .query(({ ctx, input }) => findStaffAccount(ctx.db, input.id)),

  deactivate: protectedProcedure("staff:accounts", {
    describes: "Deactivated an account",
    errors: ["ACCOUNT_NOT_FOUND"],
    requireRecentAuth: true,
  })
    .rest("POST /staff/accounts/{id}/deactivate", "Deactivate an account and end its sessions", {
      description:
        "Invalidates its links and the invitations it sent. API keys it created belong to their practices and stay valid. With the reasons `compromised` and `misuse` they are revoked, even if the account was deactivated before.",
    })
    .input(schema.DeactivateAccount)
    .output(schema.StaffAccount)
    .mutation(async ({ ctx, input: { id, reason } }) => {
      ctx.audit.reason(reason);
      const { revokedKeys } = await deactivateAccount({ ...ctx, id, by: ctx.scope.accountId }, reason);
      ctx.audit.subjects(revokedKeys.map((key) => key.id));
      return findStaffAccount(ctx.db, id);
    }),

  reactivate: protectedProcedure("staff:accounts", {
    describes: "Reactivated an account",
    errors: ["ACCOUNT_NOT_FOUND"],
    requireRecentAuth: true,
  })
    .rest("POST /staff/accounts/{id}/reactivate", "Reactivate an account")
    .input(schema.AccountById)
    .output(schema.StaffAccount)
    .mutation(async ({ ctx, input: { id } }) => {
      await reactivateAccount({ ...ctx, id, by: ctx.scope.accountId });
      return findStaffAccount(ctx.db, id);
    }),

  sessions: protectedProcedure("staff:accounts", {
    describes: "Listed an account's sessions",
    errors: ["ACCOUNT_NOT_FOUND"],
  })
    .rest("GET /staff/accounts/{id}/sessions", "List an account's sessions, newest first")
    .input(schema.ListSessionsOf)
    .output(SessionPage)
    .query(async ({ ctx, input: { id: accountId, ...page } }) => {
      await requirePerson(ctx.db, accountId);
      const { sessionId } = ctx.scope;
      const { sessionLimits: limits } = ctx.services;
      return listSessions(ctx.pageReader(page), { accountId, sessionId }, { ...page, limits });
    }),

  endSessions: protectedProcedure("staff:accounts", {
    describes: "Ended all sessions of an account",
    errors: ["ACCOUNT_NOT_FOUND"],
    requireRecentAuth: true,
  })
    .rest("DELETE /staff/accounts/{id}/sessions", "End all of an account's sessions", { status: 204 })
    .input(schema.AccountById)
    .output(Nothing)
    .mutation(async ({ ctx, input: { id } }) => {
      await lockAccount(ctx.db, id);
      await endAllSessions(ctx.db, id);
    }),

  apiKeys: protectedProcedure("staff:accounts", {
    describes: "Listed the API keys that an account created",
    errors: ["ACCOUNT_NOT_FOUND"],
  })
    .rest(
      "GET /staff/accounts/{id}/api-keys",
      "List the API keys that an account created in all practices, newest first",
      { description: "Includes expired and revoked keys. Secrets are not stored." },
    )
    .input(schema.ListApiKeysOf)
    .output(schema.StaffApiKeyPage)
    .query(async ({ ctx, input }) => {
      await requirePerson(ctx.db, input.id);
      return listKeysMadeBy(ctx.pageReader(input), input);
    }),

  revokeApiKey: protectedProcedure("staff:accounts", {
    describes: "Revoked an API key",
    errors: ["API_KEY_NOT_FOUND"],
    requireRecentAuth: true,
  })
    .rest("DELETE /staff/api-keys/{id}", "Revoke an API key of any practice", {
      status: 204,
      description: "The practice's audit has this call.",
    })
    .input(schema.ApiKeyOfAnybody)
    .output(Nothing)
    .mutation(async ({ ctx, input: { id } }) => {
      const { practiceId } = await revokeAnyApiKey(ctx.db, id);
      ctx.audit.inPractice(practiceId, { mark: `api-key ${id}`, permissions: [] });
    }),

  // Not idempotent by key: the stored answer would contain the reason, and each call must create its own grant.
  breakGlass: protectedProcedure("staff:break-glass", {
    describes: ofPatient("Opened a patient's record by emergency access"),
    errors: ["PATIENT_NOT_FOUND"],
    requireRecentAuth: true,
    keyed: false,
    cost: grantCost,
  })
    .rest(
      "POST /staff/patients/{patientId}/break-glass",
      "Open a patient's record for half an hour by emergency access",
      {
        description: breakGlassNote,
        status: 201,
      },
    )
    .input(schema.BreakGlass)
    .output(schema.Grant)
    .mutation(({ ctx, input }) => breakGlassFor(ctx, input)),

  patient: protectedProcedure("staff:break-glass", {
    describes: ofPatient("Read a patient's record by emergency access"),
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest(
      "GET /staff/patients/{patientId}",
      "Read a patient, their care team and their chart in short by emergency access",
      {
        description: breakGlassNote,
      },
    )
    .input(schema.PatientOfGrant)
    .output(schema.GrantedPatient)
    .query(({ ctx, input }) => readGrantedPatient(ctx, input.patientId)),

  grants: protectedProcedure("staff:break-glass", {
    describes: "Listed their own emergency access",
  })
    .rest("GET /staff/grants", "List your own emergency access, newest first")
    .input(schema.ListGrants)
    .output(schema.GrantPage)
    .query(({ ctx, input }) => listOwnGrants(ctx.pageReader(input), ctx.scope, input)),
});
