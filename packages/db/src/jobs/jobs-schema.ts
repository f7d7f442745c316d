import type { Connection } from "../connection/connection.ts";
import { withoutTransaction } from "./plan-text.ts";

/** Where pg-boss keeps its jobs, in the one database. */
export const jobsSchema = "pgboss";

/** Of the schema that the installed pg-boss works with. It is said here, as a start that has nothing to do does not load it. */
export const jobsVersion = 43;

/** Each has to be here, as who serves may make none. */
const queueNames = ["import", "mail"] as const;
export type QueueName = (typeof queueNames)[number];

type JobsState = { version: number; queues: ReadonlySet<string> };

/** What `jobs_state()` says: a version and the names of queues, or null. */
function readState(state: unknown): JobsState {
  const [version = "0", ...queues] = typeof state === "string" ? state.split(" ") : [];
  return { version: Number(version), queues: new Set(queues) };
}

const lackingQueues = ({ queues }: JobsState) => queueNames.filter((name) => !queues.has(name));

/** A newer server may have been here before. */
export function areJobsReady(state: unknown): boolean {
  const found = readState(state);
  return found.version >= jobsVersion && lackingQueues(found).length === 0;
}

/** Makes pg-boss's schema and our queues, or brings them up to date. Part of a transaction that holds the lock for it. */
export async function makeJobsSchema(connection: Connection): Promise<void> {
  const [row] = await connection.command("select jobs_state() as state");
  const found = readState(row?.state);
  if (found.version < jobsVersion) {
    const { getConstructionPlans, getMigrationPlans } = await import("pg-boss");
    const plan =
      found.version === 0 ? getConstructionPlans(jobsSchema) : getMigrationPlans(jobsSchema, found.version);
    await connection.command(withoutTransaction(plan));
  }
  for (const name of lackingQueues(found)) {
    await connection.command(
      `select ${jobsSchema}.create_queue('${name}', '{"policy": "standard", "notify": true}')`,
    );
  }
}
