import { setTimeout as pause } from "node:timers/promises";
import { plainStatement } from "../connection/connection.ts";
import { type Database, runnerOf } from "../database.ts";
import { type DatabaseHandle, openDatabase } from "../open-database.ts";
import { askPrimary, identity, identityOf, type Position, positionOf } from "./position.ts";
import type { ReplicaState } from "./replica.ts";

export type ReplicaFacts = {
  state: Exclude<ReplicaState, "unreachable">;
  /** `18.4` */
  version: string;
  /** How much of the primary's log it has not replayed, in bytes. 0 unless it is behind. */
  bytesBehind: number;
};

type Inspected = { primary: Pick<DatabaseHandle, "reader">; prepare: boolean };

/** A working replica replays the primary's position within this time. */
const attempts = 10;
const pauseMilliseconds = 200;

const factsStatement = plainStatement(
  `select current_setting('server_version') as version, ${identity} as identity,
    pg_is_in_recovery() as "isStandby", pg_last_wal_replay_lsn()::text as replayed`,
);

/**
 * Inspects a replica once, for the operator.
 * @throws {DatabaseUnavailable} if it or the primary does not answer.
 */
export async function inspectReplica(url: string, { primary, prepare }: Inspected): Promise<ReplicaFacts> {
  const replica = openDatabase({ url, listenUrl: null, prepare });
  try {
    const { flushed } = await askPrimary(primary.reader);
    const own = await identityOf(primary.reader);
    for (let attempt = 1; ; attempt++) {
      const facts = await lookAt(replica.reader, { flushed, own });
      if (facts.state !== "behind" || attempt === attempts) return facts;
      await pause(pauseMilliseconds);
    }
  } finally {
    await replica.close();
  }
}

async function lookAt(
  reader: Database,
  { flushed, own }: { flushed: Position; own: unknown },
): Promise<ReplicaFacts> {
  const [row] = await runnerOf(reader).run(factsStatement);
  const version = String(row?.version);
  if (row?.identity !== own) return { state: "foreign", version, bytesBehind: 0 };
  if (row?.isStandby !== true) return { state: "promoted", version, bytesBehind: 0 };
  const replayed = positionOf(row.replayed) ?? "0";
  if (replayed >= flushed) return { state: "fresh", version, bytesBehind: 0 };
  return { state: "behind", version, bytesBehind: Number(BigInt(`0x${flushed}`) - BigInt(`0x${replayed}`)) };
}
