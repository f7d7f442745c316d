import { randomBytes } from "node:crypto";
import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";

/** Gives the newest mailed link to an address, of one purpose, a token that the test knows. */
export async function mailedToken(
  { reader }: Pick<DatabaseHandle, "reader">,
  email: string,
  purpose: string,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const changed = await reader.execute(sql`
    update one_time_token set hash = sha256(convert_to(${token}, 'UTF8')) where id = (
      select id from one_time_token where lower(email) = lower(${email}) and purpose = ${purpose}
      order by id desc limit 1)
    returning id`);
  if (changed.length === 0) throw new Error(`no ${purpose} for ${email}`);
  return token;
}
