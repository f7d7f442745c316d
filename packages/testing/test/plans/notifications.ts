import type { NotificationId } from "@caretype/core/kernel/field/ids";
import type { DatabaseHandle } from "@caretype/db";
import { notification } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

/** Creates notifications of all owners, and many of the caller, two thirds of them read. */
export async function makeNotifications(database: DatabaseHandle, owner: Caller) {
  const { id } = await owner.account.me();
  await database.reader.execute(sql`
    insert into ${notification} (practice_id, id, account_id, kind, read_at)
    select practice_id, gen_random_uuid(), account_id, 'import-done', case when number % 3 > 0 then now() end
    from membership, generate_series(1, case when account_id = ${id} then 200 else 20 end) as number`);
  await database.reader.execute(sql`analyze ${notification}`);
  const find = async (isRead: boolean) => {
    const [row] = await database.reader.execute<{ id: NotificationId }>(sql`
      select id from ${notification} where account_id = ${id} and (read_at is not null) = ${isRead} limit 1`);
    return required(row?.id);
  };
  return {
    id: await find(false),
    readId: await find(true),
    cursor: required((await owner.notification.list({ limit: 50 })).nextCursor),
  };
}
