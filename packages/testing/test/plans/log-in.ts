import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";

/** Creates failures, as after a day with many attacks. */
export async function makeLoginFailures({ reader }: DatabaseHandle): Promise<void> {
  await reader.execute(sql`
    insert into login_failure (key, points, expire)
    select 'password:' || number, 3, extract(epoch from now())::bigint * 1000 + number
    from generate_series(1, 20000) as number`);
  await reader.execute(sql`analyze login_failure`);
}
