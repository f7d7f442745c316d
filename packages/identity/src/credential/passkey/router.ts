import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { Nothing } from "@caretype/core/kernel/field/schemas";
import {
  noSubjects,
  protectedProcedure,
  publicProcedure,
  router,
} from "@caretype/core/kernel/procedure/builder";
import { lockAccount } from "../../account/queries.ts";
import { LoggedIn } from "../../session/schema.ts";
import { findChallenge } from "../second-factor/challenge.ts";
import { announceFactorChange, dropIdleRecoveryCodes } from "../second-factor/change-factors.ts";
import { logInWithPasskey } from "./log-in-with-passkey.ts";
import { assertionOptions, logInOptions, reauthenticationOptions, registrationOptions } from "./options.ts";
import { deletePasskey, listPasskeys, renamePasskey } from "./queries.ts";
import { registerPasskey } from "./register-passkey.ts";
import * as schema from "./schema.ts";

const ownOnly = noSubjects("every entry already names the caller's account");
const specNames = "Its names are those of WebAuthn, not in snake_case.";
const firstFactor =
  "If it is your first second factor, your other sessions end, and recovery codes are returned, only once.";

export const passkeyRouter = router({
  // Not keyed, because the challenge is valid only once.
  registrationOptions: protectedProcedure("account:self", {
    describes: "Started adding a passkey",
    errors: ["TOO_MANY_PASSKEYS"],
    requireRecentAuth: true,
    keyed: false,
  })
    .rest("POST /auth/passkeys/registration-options", "Start registering a passkey", {
      description: `For \`navigator.credentials.create\`. ${specNames}`,
    })
    .meta(ownOnly)
    .output(schema.RegistrationOptions)
    .mutation(({ ctx }) => registrationOptions(ctx.db, ctx.services, ctx.scope.accountId)),

  register: protectedProcedure("account:self", {
    describes: "Added a passkey",
    errors: ["INVALID_LINK", "PASSKEY_ALREADY_REGISTERED", "TOO_MANY_PASSKEYS"],
    keyed: false,
  })
    .rest("POST /auth/passkeys", "Register a passkey for sign-ins", {
      status: 201,
      description: `\`response\` is the result of \`navigator.credentials.create\`. ${firstFactor} ${specNames}`,
    })
    .meta(ownOnly)
    .input(schema.RegisterPasskey)
    .output(schema.RegisteredPasskey)
    .mutation(({ ctx, input }) => registerPasskey(ctx, input)),

  list: protectedProcedure("account:self", { describes: "Listed their passkeys" })
    .rest("GET /auth/passkeys", "List your passkeys, oldest first")
    .meta(ownOnly)
    .output(schema.PasskeyPage)
    .query(async ({ ctx }) => ({ items: await listPasskeys(ctx.db, ctx.scope.accountId), nextCursor: null })),

  rename: protectedProcedure("account:self", {
    describes: "Renamed a passkey",
    errors: ["PASSKEY_NOT_FOUND"],
  })
    .rest("PATCH /auth/passkeys/{id}", "Rename one of your passkeys")
    .meta(ownOnly)
    .input(schema.RenamePasskey)
    .output(schema.Passkey)
    .mutation(({ ctx, input }) => renamePasskey(ctx.db, ctx.scope, input)),

  remove: protectedProcedure("account:self", {
    describes: "Removed a passkey",
    errors: ["PASSKEY_NOT_FOUND"],
    requireRecentAuth: true,
  })
    .rest("DELETE /auth/passkeys/{id}", "Remove one of your passkeys", { status: 204 })
    .meta(ownOnly)
    .input(schema.PasskeyById)
    .output(Nothing)
    .mutation(async ({ ctx: { db, scope, services }, input: { id } }) => {
      const { accountId } = scope;
      await lockAccount(db, accountId);
      await deletePasskey(db, scope, id);
      await dropIdleRecoveryCodes(db, accountId);
      await announceFactorChange(db, services, { accountId, change: "removed", method: "passkey" });
    }),

  loginOptions: publicProcedure({ describes: "Started signing in with a passkey" })
    .rest("POST /auth/passkeys/login-options", "Start signing in with a passkey", {
      description: `For \`navigator.credentials.get\`. The browser lists its passkeys. ${specNames}`,
    })
    .output(schema.AssertionOptions)
    .mutation(({ ctx }) => ctx.transaction((tx) => logInOptions(tx, ctx.services))),

  login: publicProcedure({
    describes: "Signed in with a passkey",
    errors: ["UNAUTHENTICATED", "INVALID_CREDENTIALS", "EMAIL_NOT_VERIFIED", "INVALID_LINK"],
    cost: 2,
    checksSecret: true,
  })
    .rest("POST /auth/passkeys/login", "Sign in with a passkey, as both factors", {
      description: `\`response\` is the result of \`navigator.credentials.get\`. ${specNames}`,
    })
    .meta({ handlesTokens: true })
    .input(schema.LogInWithPasskey)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => logInWithPasskey(ctx, input)),

  assertionOptions: publicProcedure({
    describes: "Started using a passkey as second factor",
    errors: ["INVALID_SECOND_FACTOR", "SECOND_FACTOR_NOT_SET_UP"],
    checksSecret: true,
  })
    .rest("POST /auth/passkeys/assertion-options", "Start using a passkey as a sign-in's second factor", {
      description: `\`challenge\` is the one from the sign-in's answer. ${specNames}`,
    })
    .input(schema.LogInChallenge)
    .output(schema.AssertionOptions)
    .mutation(async ({ ctx, input: { challenge } }) => {
      const found = await findChallenge(ctx.db, ctx.services, challenge);
      if (!found) throw new DomainError("INVALID_SECOND_FACTOR");
      const { accountId } = found;
      ctx.audit.identified(accountId);
      return assertionOptions(ctx.db, ctx.services, { accountId, challenge });
    }),

  reauthenticationOptions: protectedProcedure("account:self", {
    describes: "Started confirming their identity with a passkey",
    errors: ["SECOND_FACTOR_NOT_SET_UP"],
    keyed: false,
  })
    .rest("POST /auth/passkeys/reauthentication-options", "Start re-authenticating with a passkey", {
      description: `For \`navigator.credentials.get\`. Send its result to \`account.reauthenticate\`. ${specNames}`,
    })
    .meta(ownOnly)
    .output(schema.AssertionOptions)
    .mutation(({ ctx }) => reauthenticationOptions(ctx.db, ctx.services, ctx.scope.accountId)),
});
