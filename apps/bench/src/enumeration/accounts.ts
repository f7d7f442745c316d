import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { BenchEnvironment } from "../environment/bench-environment.ts";

/** An account like many others, with the password of the environment's account. */
export type TestAccount = { email: string; password: string };

export async function addAccounts(
  { sql, account }: BenchEnvironment,
  count: number,
  { isActive = true }: { isActive?: boolean } = {},
): Promise<TestAccount[]> {
  const rows = await sql<{ email: string }[]>`
    insert into account (id, username, email, name, password_hash, email_verified, is_active)
    select uuidv7(), 'person-' || key, 'person.' || key || '@example.org', 'Sam Okafor', password_hash, true, ${isActive}
    from account, lateral (select ${randomUUID()} || '-' || number as key from generate_series(1, ${count}::int) number) keys
    where account.id = ${account.id}
    returning email`;
  return rows.map(({ email }) => ({ email, password: account.password }));
}

export const newEmail = () => `nobody.${randomUUID()}@example.org`;

type Link = { purpose: string; isUsed?: boolean; isExpired?: boolean };

/** Adds a link as emailed: returns its token, and stores the hash. */
export async function addLink(
  { sql, account }: BenchEnvironment,
  { purpose, isUsed = false, isExpired = false }: Link,
): Promise<string> {
  const token = newToken();
  await sql`
    insert into one_time_token (id, purpose, hash, account_id, email, expires_at, used_at)
    values (uuidv7(), ${purpose}, ${createHash("sha256").update(token).digest()}, ${account.id}, ${account.email},
      now() + make_interval(hours => ${isExpired ? -1 : 1}), ${isUsed ? new Date() : null})`;
  return token;
}

export const newToken = () => randomBytes(32).toString("base64url");
