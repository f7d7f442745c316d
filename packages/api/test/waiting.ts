import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import { vi } from "vitest";

/** Resolves when a statement of the database waits for a lock, or the call has settled without waiting. */
export async function untilWaitingOrDone({ reader }: DatabaseHandle, call: Promise<unknown>): Promise<void> {
  let isDone = false;
  const settled = () => {
    isDone = true;
  };
  call.then(settled, settled);
  await vi.waitFor(async () => {
    const { count } = await reader.execute(sql`select from pg_locks where not granted`);
    if (count === 0 && !isDone) throw new Error("nothing waits");
  });
}
