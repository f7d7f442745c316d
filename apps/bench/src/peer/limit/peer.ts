import { fileURLToPath } from "node:url";
import type { BenchEnvironment } from "../../environment/bench-environment.ts";
import { startNodeServer } from "../../process/server-process.ts";
import type { PoolSizes } from "../patient/store.ts";
import { limitName, newPatient, type Peer, resourceCalls } from "../peer.ts";

const program = fileURLToPath(new URL("server.ts", import.meta.url));

type Limit = { name: string; processes: number; pool: PoolSizes; env?: Record<string, string> };

export const limitPeer = (processes: number, pool: PoolSizes): Peer => ({
  name: limitName,
  processes,
  serverKey: `limit ${processes}`,
  start: (environment) => startLimit(environment, { name: limitName, processes, pool }),
  calls: callsOf,
});

const auditedName = "the limit, with the audit";

/** The limit with Caretype's audit. The difference is the audit's cost. */
export const auditedLimitPeer = (pool: PoolSizes): Peer => ({
  name: auditedName,
  processes: 1,
  serverKey: auditedName,
  start: (environment) =>
    startLimit(environment, { name: auditedName, processes: 1, pool, env: { AUDIT: "on" } }),
  calls: (environment) => ({ byId: callsOf(environment).byId }),
});

const callsOf = (environment: BenchEnvironment) =>
  resourceCalls(environment, { path: "/patients", newPatient });

function startLimit(
  { database, practiceId, account }: BenchEnvironment,
  { name, processes, pool, env = {} }: Limit,
) {
  return startNodeServer({
    name,
    arguments: [program],
    env: {
      DATABASE_URL: database.url,
      PRACTICE_ID: practiceId,
      ACCOUNT_ID: account.id,
      READERS: String(pool.reads),
      WRITERS: String(pool.writes),
      WORKERS: String(processes),
      ...env,
    },
  });
}
