import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { toDomainError } from "@caretype/core/kernel/error/map";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Database } from "@caretype/db";
import { type AccountValues, claimNames, insertAccount } from "../../account/queries.ts";
import type { Account } from "../../account/schema.ts";
import { mailVerification } from "../../credential/email/verification.ts";
import { hashNewPassword, invitedTo } from "../../credential/password/new-password.ts";
import {
  type Joined,
  joinByInvitation,
  requireInvited,
} from "../../practice/invitation/accept-invitation.ts";
import { startSession } from "../../session/start.ts";
import { registerPending } from "./begin.ts";
import { createAccount, type OwnerValues } from "./create-account.ts";
import { keepRegistration, logInRegistered } from "./repeat.ts";
import type { NewOwner, Registered } from "./schema.ts";

type Context = RequestContext & PublicContext;

/** `invitationToken`: from the link of an invitation. */
type Registration = NewOwner & { invitationToken?: string | undefined };

/**
 * Registers an account according to the server's policy. Invited people may always register, as the link verifies the
 * address. Rejects with `REGISTRATION_CLOSED`, `USERNAME_TAKEN`, `INVALID_INPUT` or `INVALID_LINK`, and with
 * `EMAIL_TAKEN` unless addresses are verified later.
 */
export async function register(
  ctx: Context,
  { invitationToken, ...values }: Registration,
): Promise<Registered> {
  const { registration } = ctx.services;
  if (invitationToken !== undefined) {
    const make: Make = (tx, { practiceName: _name, timeZone: _zone, ...values }) =>
      createInvitedAccount(tx, ctx, { ...values, token: invitationToken });
    return registerAtOnce(ctx, values, { make, practices: await invitedTo(ctx, invitationToken) });
  }
  if (registration === "closed") throw new DomainError("REGISTRATION_CLOSED");
  if (registration === "verified") return registerPending(ctx, values);
  const make: Make = async (tx, values) => {
    const account = await createAccount(tx, { ...values, language: ctx.services.language });
    await mailVerification(tx, ctx.services, account);
    return { account };
  };
  return registerAtOnce(ctx, values, { make, practices: [] });
}

/**
 * Creates the account of an invited person, without a practice of its own: calls without `Caretype-Practice` would go to
 * that empty practice. Rejects with `INVALID_LINK`, `EMAIL_TAKEN` or `USERNAME_TAKEN`.
 */
async function createInvitedAccount(
  tx: Database,
  { services }: Pick<RequestContext, "services">,
  { token, ...values }: AccountValues & { token: string },
): Promise<Joined> {
  // First, because only the reader of an address's emails may learn whether it is taken.
  await requireInvited(tx, services, { token, email: values.email });
  await claimNames(tx, values);
  const { id: accountId } = await insertAccount(tx, values);
  return joinByInvitation(tx, services, { token, accountId });
}

/** Errors of a repeated registration. The link of an invitation is consumed by the first one. */
const repeatCodes: readonly ErrorCode[] = ["EMAIL_TAKEN", "INVALID_LINK"];

type Make = (tx: Database, values: Omit<OwnerValues, "language">) => Promise<{ account: Account } | Joined>;

/** With a key, also signs in an account whose earlier registration got no answer. */
async function registerAtOnce(
  ctx: Context,
  { password, ...values }: NewOwner,
  { make, practices }: { make: Make; practices: string[] },
): Promise<Registered> {
  const { idempotencyKey: key, services } = ctx;
  const passwordHash = await hashNewPassword(services.passwords, {
    password,
    names: { ...values, practices: values.practiceName === undefined ? practices : [values.practiceName] },
    address: ctx.address,
  });
  try {
    return await ctx.transaction(async (tx) => {
      const { account, ...joined } = await make(tx, { ...values, passwordHash });
      ctx.audit.identified(account.id);
      if (key !== null) await keepRegistration(tx, account.id, { ...values, key });
      const tokens = await startSession(tx, ctx, account.id);
      if ("role" in joined) ctx.audit.joined(joined.practiceId, joined.role);
      return { ...account, tokens };
    });
  } catch (error) {
    if (key === null || !repeatCodes.includes(toDomainError(error).code)) throw error;
    ctx.audit.replayed();
    const before = await logInRegistered(ctx, { ...values, key }, password);
    if (!before) throw error;
    return { ...before.user, tokens: before.tokens };
  }
}
