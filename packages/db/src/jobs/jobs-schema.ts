import type { Connection } from "../connection/connection.ts";

/** The schema of pg-boss's tables, in the same database. */
export const jobsSchema = "pgboss";

/**
 * The schema version of the installed pg-boss.
 * A constant, so that a start without migrations does not load pg-boss.
 */
export const jobsVersion = 43;

/** All queues. The serving role cannot create queues. */
const queueNames = ["import", "mail"] as const;
export type QueueName = (typeof queueNames)[number];

type JobsState = { version: number; queues: ReadonlySet<string> };

/** Parses the result of `jobs_state()`: a version and the names of queues, or null. */
function readState(state: unknown): JobsState {
  const [version = "0", ...queues] = typeof state === "string" ? state.split(" ") : [];
  return { version: Number(version), queues: new Set(queues) };
}

const lackingQueues = ({ queues }: JobsState) => queueNames.filter((name) => !queues.has(name));

/** Whether the schema is at least as new as this version needs. A newer server may have migrated it. */
export function areJobsReady(state: unknown): boolean {
  const found = readState(state);
  return found.version >= jobsVersion && lackingQueues(found).length === 0;
}

/** Creates or migrates pg-boss's schema and our queues. Runs in a transaction that holds the migration lock. */
export async function makeJobsSchema(connection: Connection): Promise<void> {
  const [row] = await connection.command("select jobs_state() as state");
  const found = readState(row?.state);
  if (found.version < jobsVersion) {
    const { getConstructionPlans, getMigrationPlans } = await import("pg-boss");
    const plan =
      found.version === 0 ? getConstructionPlans(jobsSchema) : getMigrationPlans(jobsSchema, found.version);
    await connection.command(stripTransaction(plan));
  }
  for (const name of lackingQueues(found)) {
    await connection.command(`select ${jobsSchema}.create_queue('${name}', '{"policy": "standard"}')`);
  }
}

/** pg-boss's own transaction boundaries. In a function's body, `begin` has no semicolon. */
const boundary = /^[ \t]*(?:BEGIN|COMMIT);[ \t]*$/gm;

/** On Citus, jobs are on the coordinator. Otherwise, it sends all commands to the workers, because of a `set local` in them. */
const onlyHere =
  "set local citus.propagate_set_commands = 'none'; set local citus.enable_ddl_propagation = 'off';";

/**
 * Returns pg-boss's commands for use in an open transaction.
 * Indexes are built with a lock instead of concurrently, which is fine because there are few jobs.
 */
export const stripTransaction = (text: string): string =>
  onlyHere + text.replace(boundary, "").replaceAll(/ INDEX CONCURRENTLY /g, " INDEX ");
