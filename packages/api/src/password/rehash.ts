import { replaceHash } from "../account/credential-queries.ts";
import type { AccountId } from "../field/ids.ts";
import type { Services } from "../services.ts";

/**
 * Hashes a password anew whose hash was made when less work was asked for, or more: each tells its account from others
 * by time. Nobody waits for it, and should it fail, the next log-in does it. A password that is changed meanwhile stays.
 */
export function strengthen(
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
