import type { AccountId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { currentTime } from "@caretype/core/kernel/field/time";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import { hashInput } from "@caretype/core/kernel/procedure/idempotency/input-hash";
import type { Database } from "@caretype/db";
import { findRecipient } from "../../account/credential-queries.ts";
import { deriveUsername } from "../../account/rules.ts";
import { hashNewPassword } from "../../credential/password/new-password.ts";
import { requireKnownZone } from "../../practice/queries.ts";
import { isLinkAllowed, linkSeconds } from "../../token/mailed-links.ts";
import { insertLink } from "../../token/queries.ts";
import { answerOf, findSamePending, type PendingRegistration, registering } from "./pending.ts";
import type { NewOwner, Registered } from "./schema.ts";

type Context = RequestContext & PublicContext;

type Outcome = { pending: PendingRegistration; wasThere: boolean };

/**
 * Begins a registration on a server that verifies addresses first. An address with an account gets the same answer in
 * the same time, by the same lookups, hashing and writes. Only the email differs. Later behavior must not reveal it
 * either: a pending registration reserves nothing, and its username gets a suffix if it is taken by then. Most
 * usernames derive from addresses, so "taken" would reveal an address. Rejects with `INVALID_INPUT`.
 */
export async function registerPending(
  ctx: Context,
  { password, ...values }: NewOwner,
  key = ctx.idempotencyKey,
): Promise<Registered> {
  const { passwords } = ctx.services;
  const { email, username, name, practiceName, timeZone } = values;
  const inputHash = hashInput(values).toString("base64");
  const isSame = (before: PendingRegistration) =>
    passwords.verify(password, before.passwordHash, ctx.address);
  const before = key === null ? null : await findSamePending(ctx.db, { email, key, inputHash });
  if (before && (await isSame(before))) {
    ctx.audit.replayed();
    return answerOf(email, before);
  }
  // Checked now, because the link could not be used later.
  const zone = timeZone === undefined ? null : await requireKnownZone(ctx.db, timeZone);
  const passwordHash = await hashNewPassword(passwords, {
    password,
    names: namesOf(values),
    address: ctx.address,
  });
  const shownUsername = username ?? deriveUsername(email);
  const pending: PendingRegistration = {
    id: newId<AccountId>(),
    username: shownUsername,
    askedUsername: username ?? null,
    name: name ?? shownUsername,
    practiceName: practiceName ?? null,
    timeZone: zone,
    passwordHash,
    at: new Date(currentTime()).toISOString(),
    key: before ? null : key,
    inputHash,
  };
  const outcome = await ctx.transaction((tx) => wait(tx, ctx, { email, pending }));
  if (!outcome.wasThere) return answerOf(email, pending);
  if (!(await isSame(outcome.pending))) return registerPending(ctx, { password, ...values }, null);
  ctx.audit.replayed();
  return answerOf(email, outcome.pending);
}

const namesOf = ({ practiceName, timeZone: _zone, ...values }: Omit<NewOwner, "password">) => ({
  ...values,
  practices: practiceName === undefined ? [] : [practiceName],
});

async function wait(
  tx: Database,
  ctx: Context,
  { email, pending }: { email: string; pending: PendingRegistration },
): Promise<Outcome> {
  const { linkTokens, mailer } = ctx.services;
  const { key, inputHash } = pending;
  const isUnderLimit = await isLinkAllowed(tx, { email, purpose: registering });
  const before = key === null ? null : await findSamePending(tx, { email, key, inputHash });
  if (before) return { pending: before, wasThere: true };
  const owner = await findRecipient(tx, email);
  if (owner) ctx.audit.identified(owner.id);
  if (!isUnderLimit) return { pending, wasThere: false };
  const lifetimeSeconds = linkSeconds.register;
  // For an address with an account, the token is never sent and cannot be used.
  const linkId = await insertLink(tx, linkTokens, {
    purpose: registering,
    email,
    payload: pending,
    lifetimeSeconds,
  });
  const name = owner?.name ?? pending.name;
  await mailer.send(
    tx,
    owner
      ? {
          to: owner.email,
          template: "registeredAlready",
          data: { name },
          lifetimeSeconds: owner.isPerson ? lifetimeSeconds : 0,
        }
      : { to: email, template: "confirmRegistration", data: { name, linkId }, lifetimeSeconds },
  );
  return { pending, wasThere: false };
}
