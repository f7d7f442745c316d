import { DomainError, invalidInput } from "../../../kernel/error/domain-error.ts";
import { elapsedTime } from "../../../kernel/field/time.ts";
import type { RequestContext } from "../../../kernel/procedure/context.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { findCredentialsById } from "../../account/credential-queries.ts";
import type { Account } from "../../account/schema.ts";
import { methodsOf } from "../second-factor/queries.ts";

/**
 * Verifies the caller's password, and returns the account. Wrong ones count as failed sign-ins, so that a stolen session
 * cannot guess. If the account has a second factor, recent authentication is required. Rejects with `INVALID_INPUT`,
 * `REAUTHENTICATION_REQUIRED`, and with `RATE_LIMITED` while the address is delayed.
 */
export async function proveByPassword(
  ctx: RequestContext & { db: Parameters<typeof findCredentialsById>[0]; scope: Scope },
  password: string,
): Promise<Account & { passwordHash: string }> {
  const { loginLimits, passwords } = ctx.services;
  const { accountId, freshUntil } = ctx.scope;
  const isFresh = elapsedTime() <= freshUntil;
  if (!isFresh && (await methodsOf(ctx.db, accountId)).length > 0)
    throw new DomainError("REAUTHENTICATION_REQUIRED");
  const found = await findCredentialsById(ctx.db, accountId);
  if (!found) throw new DomainError("UNAUTHENTICATED");
  const guess = { whose: { accountId }, address: ctx.address, of: "password" } as const;
  const isRight = await loginLimits.attempt(guess, () =>
    passwords.verify(password, found.passwordHash, ctx.address),
  );
  if (!isRight) throw invalidInput({ currentPassword: ["Not your password"] });
  return found;
}
