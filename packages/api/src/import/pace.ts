import { setTimeout as pause } from "node:timers/promises";
import type { Database, DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";

// Long work is done in slices of a few milliseconds, with rests between them: on a machine of few cores whatever works
// without a rest takes a core, and who reads a record then waits for it. Priorities are no help: each connection is
// a process of a server that may be another's, and where Linux groups processes by session, each is a group of its own.

export type Pace = {
  /** To be awaited after each slice; resolves when the next may begin. */
  rest(): Promise<void>;
};

type Watching = {
  /** Whether anybody else is there to rest for. */
  isAnybodyElse: () => Promise<boolean>;
  now?: () => number;
  sleep?: (milliseconds: number) => Promise<unknown>;
};

/** Slices that took less are done in one go: a timer is no more exact than this. */
const leastMilliseconds = 2;
const lookMilliseconds = 250;

/** Rests for as long as it worked, while somebody else is there: it takes half of a core then, and twice the time. */
export function createPace({
  isAnybodyElse,
  now = () => performance.now(),
  sleep = (milliseconds) => pause(milliseconds),
}: Watching): Pace {
  let startedAt = now();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isDisturbing = true;
  return {
    async rest() {
      const worked = now() - startedAt;
      if (worked < leastMilliseconds) return;
      if (now() - lookedAt >= lookMilliseconds) {
        isDisturbing = await isAnybodyElse();
        lookedAt = now();
      }
      if (isDisturbing) await sleep(worked);
      startedAt = now();
    },
  };
}

/** Of a server's own work, which is never alone. */
export const createServersPace = (): Pace => createPace({ isAnybodyElse: async () => true });

/** Of a command that works in this transaction: at full speed while nobody else asks anything of the database. */
export async function createCommandsPace(
  { reader }: Pick<DatabaseHandle, "reader">,
  transaction: Database,
): Promise<Pace> {
  const [own] = await transaction.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  const ownId = own?.pid ?? 0;
  return createPace({ isAnybodyElse: () => isAnybodyElse(reader, ownId).catch(() => true) });
}

/** Within the last second. What a role may not see of another's session counts as work. */
export async function isAnybodyElse(reader: Database, ownId: number): Promise<boolean> {
  const [row] = await reader.execute<{ found: boolean }>(sql`
    select exists (
      select from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid not in (pg_backend_pid(), ${ownId})
        and (state is null or state = 'active' or state_change > clock_timestamp() - interval '1 second')
    ) as found`);
  return row?.found === true;
}
