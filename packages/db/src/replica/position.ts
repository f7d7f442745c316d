import { plainStatement } from "../connection/connection.ts";
import { type Database, runnerOf } from "../database.ts";

/**
 * A position in the primary's log of changes, as 16 hexadecimal digits. Positions are compared as text. A server that
 * has reached the position of a commit shows its changes.
 */
export type Position = string;

const positionText = /^[\da-f]{16}$/;

export const isPosition = (text: string): boolean => positionText.test(text);

/** Converts PostgreSQL's own form, `16/B374D848`. Returns undefined for other texts. */
export function positionOf(lsn: unknown): Position | undefined {
  const [, high, low] = /^([\dA-F]{1,8})\/([\dA-F]{1,8})$/.exec(String(lsn)) ?? [];
  if (high === undefined || low === undefined) return undefined;
  return (high.padStart(8, "0") + low.padStart(8, "0")).toLowerCase();
}

/** Identifies the data: the cluster, which a replica shares with its primary, and the database. */
export const identity =
  "(select system_identifier from pg_control_system())::text || '/' || current_database()";

export async function identityOf(reader: Database): Promise<unknown> {
  const [row] = await runnerOf(reader).run(plainStatement(`select ${identity} as identity`));
  return row?.identity;
}

/**
 * The flushed position includes each acknowledged commit. Without synchronous commits it does not, so the inserted
 * position is used.
 */
const flushed = "pg_current_wal_flush_lsn()";
const acknowledged = `case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn() else ${flushed} end`;

const primaryPosition = plainStatement(
  `select (${acknowledged})::text as acknowledged, ${flushed}::text as flushed`,
  [],
  { prepare: true },
);

/** `acknowledged`: includes each commit acknowledged before the query. `flushed`: what replicas can have. */
export type PrimaryPosition = { acknowledged: Position; flushed: Position };

/** Queries the primary. Rejects if it cannot answer, or is a standby itself. */
export async function askPrimary(reader: Database): Promise<PrimaryPosition> {
  const [row] = await runnerOf(reader).run(primaryPosition);
  const [known, sent] = [positionOf(row?.acknowledged), positionOf(row?.flushed)];
  if (known === undefined || sent === undefined) throw new TypeError("The primary reported no position.");
  return { acknowledged: known, flushed: sent };
}

/** Sent before each read on a replica, in the same packet. */
export const replicaState = plainStatement(
  'select pg_is_in_recovery() as "isStandby", pg_last_wal_replay_lsn()::text as replayed',
  [],
  { prepare: true },
);
