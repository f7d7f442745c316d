import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { replaceHash } from "../../account/credential-queries.ts";

/**
 * Rehashes a password if its hash has another cost, which would reveal the account by timing. Runs in the background. If
 * it fails, the next sign-in retries. A password changed meanwhile is kept.
 */
export function rehashIfOutdated(
  { database, passwords }: Pick<Services, "database" | "passwords">,
  { id, passwordHash: from }: { id: AccountId; passwordHash: string },
  password: string,
): void {
  if (!passwords.isOutdated(from)) return;
  const replace = async () => {
    const to = await passwords.hash(password);
    await database.transaction((tx) => replaceHash(tx, { id, from, to }));
  };
  replace().catch(() => undefined);
}
