import type { FinishedCall, Services } from "@caretype/api";
import { failingTasks } from "@caretype/core/kernel/procedure/periodic-task";
import { findBacklog } from "@caretype/core/monitoring/backlog";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Admissions } from "../http/plugin/admission.ts";
import { droppedLines } from "../log/log-output.ts";
import { inTime, readNumbers } from "./read-numbers.ts";
import { sharedWhilePending } from "./shared-while-pending.ts";
import { readWalBytes, type Storage, watchStorage } from "./storage-metrics.ts";

/** The metrics of this process. No label ever holds an id, an address or a person's name. */
export type Metrics = {
  registry: Registry;
  onCall(call: FinishedCall): void;
  /** Adds metrics that are read from the services on demand. */
  watch(services: Watched, storage?: Storage, admissions?: Admissions): void;
};

type Watched = Pick<Services, "audit" | "database" | "limiter" | "passwords" | "replicas">;

/** From a read by key to the longest export. */
const durationBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const calls = new Counter({
    name: "caretype_calls_total",
    help: "Calls by procedure and outcome: OK, or the code of the error",
    labelNames: ["procedure", "outcome"] as const,
    registers,
  });
  const durations = new Histogram({
    name: "caretype_call_duration_seconds",
    help: "Duration of calls by procedure",
    labelNames: ["procedure"] as const,
    buckets: durationBuckets,
    registers,
  });
  return {
    registry,
    onCall: ({ procedure, outcome, milliseconds }) => {
      calls.inc({ procedure, outcome });
      durations.observe({ procedure }, milliseconds / 1_000);
    },
    watch: (services, storage, admissions) => {
      if (admissions) watchAdmissions(admissions, registers);
      watchProcess(services, registers);
      watchDatabase(services, storage, registers);
      watchReplicas(services, registers);
      if (storage) watchStorage(storage, registers);
    },
  };
}

function watchAdmissions({ query, mutation }: Admissions, registers: Registry[]): void {
  readNumbers(registers).counter({
    name: "caretype_overload_refusals_total",
    help: "Requests that were refused because the process had more calls than it could answer in good time",
    read: () => query.refused + mutation.refused,
  });
}

/** Metrics of one process, which are summed over processes. */
function watchProcess({ audit, database, limiter, passwords }: Watched, registers: Registry[]): void {
  const { gauge, counter } = readNumbers(registers);
  const pools = () => Object.entries(database.usage());
  if (limiter.isShared)
    gauge({
      name: "caretype_rate_limits_shared",
      help: "1 if all servers count calls together, 0 while Redis does not count and sign-ins are refused",
      aggregator: "min",
      read: () => (limiter.isShared?.() ? 1 : 0),
    });
  gauge({
    name: "caretype_pool_connections",
    help: "Database connections by pool: open ones, and busy ones. For shared connections, busy counts statements",
    labelNames: ["pool", "state"],
    read: () =>
      pools().flatMap(([pool, { open, busy }]) => [
        [{ pool, state: "open" }, open],
        [{ pool, state: "busy" }, busy],
      ]),
  });
  gauge({
    name: "caretype_pool_waiting",
    help: "Callers that wait for a database connection, by pool",
    labelNames: ["pool"],
    read: () => pools().map(([pool, { waiting }]) => [{ pool }, waiting]),
  });
  gauge({
    name: "caretype_passwords_waiting",
    help: "Passwords that wait to be hashed or compared, most of them for a sign-in",
    read: () => passwords.waiting(),
  });
  gauge({
    name: "caretype_failing_tasks",
    help: "Background tasks that fail on every run, with the number of failures in a row",
    labelNames: ["task"],
    aggregator: "max",
    read: () => [...failingTasks].map(([task, failures]) => [{ task }, failures]),
  });
  counter({
    name: "caretype_log_lines_dropped_total",
    help: "Lines of the log that could not be written, as on a full disk",
    read: () => droppedLines,
  });
  counter({
    name: "caretype_audit_entries_total",
    help: "Audit entries of reads and refusals. Divided by the groups, the average size of a group",
    read: () => audit.writes().entries,
  });
  counter({
    name: "caretype_audit_groups_total",
    help: "Inserts of groups of such entries",
    read: () => audit.writes().groups,
  });
}

/** Metrics of the database. All processes read the same, so the largest counts. */
function watchDatabase({ database }: Watched, storage: Storage | undefined, registers: Registry[]): void {
  const { gauge } = readNumbers(registers);
  const backlog = sharedWhilePending(() => findBacklog(database.reader).catch(() => undefined));
  const read = () => inTime(backlog());
  type Found = Awaited<ReturnType<typeof read>>;
  type Choose = (found: Found) => number | undefined | Promise<number | undefined>;
  const add = (aggregator: "max" | "min") => (name: string, help: string, choose: Choose) =>
    gauge({ name, help, aggregator, read: async () => choose(await read()) });
  const [largest, smallest] = [add("max"), add("min")];
  gauge({
    name: "caretype_jobs",
    help: "Unfinished jobs by queue, waiting, running, or failing again and again: emails, and checks and runs of imports",
    labelNames: ["queue", "state"],
    aggregator: "max",
    read: async () => (await read())?.jobs?.map(({ queue, state, count }) => [{ queue, state }, count]) ?? [],
  });
  largest(
    "caretype_oldest_mail_seconds",
    "Age of the oldest email that waits to be sent",
    (found) => found?.oldestMailSeconds,
  );
  largest(
    "caretype_clock_offset_seconds",
    "Seconds by which the server's clock is ahead of the database's. Negative: behind",
    (found) => found?.clockOffsetSeconds,
  );
  largest(
    "caretype_audit_seal_lag_seconds",
    "Time since the last seal of the audit, if entries have waited for the next one for five minutes; otherwise 0",
    (found) => found?.sealLagSeconds,
  );
  largest(
    "caretype_event_lag_seconds",
    "Age of the oldest committed change that is no event yet",
    (found) => found?.eventLagSeconds,
  );
  smallest(
    "caretype_audit_oldest_month_timestamp_seconds",
    "Beginning of the oldest month of the audit that the database has, in seconds since 1970",
    (found) => found?.oldestAuditMonth ?? undefined,
  );
  largest("caretype_database_bytes", "Size of the database", (found) => found?.sizes?.database);
  largest(
    "caretype_audit_bytes",
    "Size of the audit in the database, with its indexes",
    (found) => found?.sizes?.audit,
  );
  largest(
    "caretype_wal_bytes",
    "Size of the log that the database keeps. Left out if its user may not see that",
    (found) => found?.sizes?.wal ?? readWalBytes(storage),
  );
  smallest(
    "caretype_database_up",
    "1 if the database answered when these numbers were read, otherwise 0",
    (found) => (found ? 1 : 0),
  );
}

/** Metrics of the read replicas, numbered from 1 in the setting's order. */
function watchReplicas({ replicas }: Pick<Services, "replicas">, registers: Registry[]): void {
  const { gauge, counter } = readNumbers(registers);
  const found = () =>
    replicas?.report().replicas.map((replica, index) => ({ ...replica, number: index + 1 })) ?? [];
  gauge({
    name: "caretype_replica_lag_seconds",
    help: "How old the data of a read replica is at most",
    labelNames: ["replica"],
    aggregator: "max",
    read: () =>
      found().flatMap(({ number, lagSeconds }) =>
        lagSeconds === undefined ? [] : [[{ replica: number }, lagSeconds]],
      ),
  });
  gauge({
    name: "caretype_replica_used",
    help: "1 if a read replica answers lists and searches, 0 while it is left out",
    labelNames: ["replica"],
    aggregator: "min",
    read: () => found().map(({ number, state }) => [{ replica: number }, state === "fresh" ? 1 : 0]),
  });
  counter({
    name: "caretype_reads_total",
    help: "Statements of lists and searches by who answered: primary, or the number of a read replica",
    labelNames: ["target"],
    read: () => {
      const reads = replicas?.report().reads;
      if (reads === undefined) return [];
      const targets = reads.replicas.map((count, index) => [{ target: index + 1 }, count] as const);
      return [[{ target: "primary" }, reads.primary], ...targets];
    },
  });
}
