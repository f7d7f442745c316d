import { createHash } from "node:crypto";
import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";

/** Creates failed sign-ins, as after a day with many attacks. */
export async function makeLoginFailures({ reader }: DatabaseHandle): Promise<void> {
  await reader.execute(sql`
    insert into login_failure (key, points, expire)
    select 'password:' || number, 3, extract(epoch from now())::bigint * 1000 + number
    from generate_series(1, 20000) as number`);
  await reader.execute(sql`analyze login_failure`);
}

/** Creates a login code that stays valid: the plans take longer than its minute. */
export async function makeLoginCode({ reader }: DatabaseHandle, somebody: Caller) {
  const codeVerifier = "v".repeat(43);
  const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
  const { code } = await somebody.account.createLoginCode({ codeChallenge });
  await reader.execute(sql`
    update one_time_token set expires_at = now() + interval '1 hour' where purpose = 'login_code'`);
  return { code, codeVerifier };
}
