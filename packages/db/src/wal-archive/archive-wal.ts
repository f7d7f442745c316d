import { createReadStream, existsSync, constants as fileMode, rmSync } from "node:fs";
import { access, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import { z } from "zod";
import { syncFolder } from "../backup/sync-folder.ts";
import type { Connection } from "../connection/connection.ts";
import { dataOf } from "../embedded/cluster-location.ts";
import { isSamePlace, Marks, readMarks } from "../embedded/place.ts";
import {
  createHistory,
  readHistory,
  readJson,
  removeOld,
  segmentFile,
  segmentsIn,
  walFolder,
  writeJson,
  writeUntil,
} from "./archive-folder.ts";
import { createSlot, dropSlot, slotName, withArchiveSession } from "./archive-session.ts";
import { takeBaseBackup } from "./base-backup.ts";
import { formatPosition, parsePosition, segmentName } from "./segments.ts";

export type WalArchive = {
  url: string;
  /** The embedded database's folder, such as `.data/postgres`. */
  directory: string;
  archive: string;
  /** For how many days each second can be restored. */
  days: number;
  now?: () => Date;
};

/** Which history of the archive a data folder continues. Copies of the folder begin their own. */
const Continued = z.object({ history: z.string(), marks: Marks });
const continuedFile = (directory: string) => path.join(directory, "wal-archive.json");

const switchMilliseconds = 60_000;
const baseMilliseconds = 24 * 60 * 60_000;

type Wal = {
  history: string;
  lastSwitch: number;
  /** The next transaction's number when all was copied. Null: a transaction was running. */
  quietAt: string | null;
  baseAt: number | null;
};

/**
 * Copies the log of the embedded database to an archive, one segment at a time, and all files once a day.
 * PostgreSQL keeps what is not copied yet, by a replication slot. It needs no `archive_command`, whose shell differs by
 * platform, and whose user could not write to the archive.
 */
export class WalArchiver {
  readonly #source: WalArchive;
  readonly #data: string;
  #wal: Wal | undefined;

  constructor(source: WalArchive) {
    this.#source = source;
    this.#data = dataOf(source.directory);
  }

  /**
   * Copies what is complete. A segment with changes is ended after a minute, or at once if `isLast`.
   * Returns the names of new segments.
   */
  async copySegments({ isLast = false }: { isLast?: boolean } = {}): Promise<string[]> {
    return withArchiveSession(this.#source.url, async (connection) => {
      const wal = await this.#begin(connection);
      const state = await readState(connection);
      // A transaction that began may still commit.
      const isQuiet = wal.quietAt === state.next && state.oldest === state.next;
      const isDue = isLast || this.#time() - wal.lastSwitch >= switchMilliseconds;
      const switches = !isQuiet && isDue;
      if (switches) await connection.command("select pg_switch_wal()");
      const copied = await this.#copyComplete(connection, wal.history);
      if (switches) {
        wal.lastSwitch = this.#time();
        wal.quietAt = state.oldest === state.next ? state.next : null;
      }
      if (switches || isQuiet) await writeUntil(wal.history, state.now);
      return copied;
    });
  }

  /** Copies all files if that was a day ago, and removes what is too old. Call it after `copySegments`. */
  async takeBaseIfDue(): Promise<{ files: number } | undefined> {
    const wal = this.#wal;
    if (wal === undefined || (wal.baseAt !== null && this.#time() - wal.baseAt < baseMilliseconds))
      return undefined;
    const { url, archive, days } = this.#source;
    const { sizes } = await takeBaseBackup({ url, data: this.#data, history: wal.history });
    wal.baseAt = this.#time();
    await removeOld(archive, { current: wal.history, days, now: this.#time() });
    return { files: Object.keys(sizes).length };
  }

  #time(): number {
    return (this.#source.now?.() ?? new Date()).getTime();
  }

  async #begin(connection: Connection): Promise<Wal> {
    const isKept = this.#wal !== undefined && (await keepsLog(connection)) && existsSync(this.#wal.history);
    if (this.#wal && isKept) return this.#wal;
    const history = (await this.#continued(connection)) ?? (await this.#beginHistory(connection));
    const newest = (await readHistory(history)).bases.at(-1);
    const baseAt = newest ? Date.parse(newest.finishedAt) : null;
    this.#wal = { history, lastSwitch: this.#time(), quietAt: null, baseAt };
    return this.#wal;
  }

  async #continued(connection: Connection): Promise<string | undefined> {
    const { archive, directory } = this.#source;
    const known = Continued.safeParse(await readJson(continuedFile(directory)).catch(() => undefined));
    if (!known.success || !isSamePlace(known.data.marks, readMarks(this.#data))) return undefined;
    const history = path.join(archive, known.data.history);
    if (!existsSync(walFolder(history)) || !(await keepsLog(connection))) return undefined;
    const { timeline, segmentBytes, flushed } = await readState(connection);
    const current = segmentName(timeline, flushed / BigInt(segmentBytes), segmentBytes);
    // Otherwise an older state of the whole folder was restored, and its log differs from the archive's.
    const isBehind = (await segmentsIn(history)).some((name) => name >= current);
    return isBehind ? undefined : history;
  }

  async #beginHistory(connection: Connection): Promise<string> {
    const { archive, directory } = this.#source;
    // A folder that is missing must not end the slot, which keeps the log for it.
    await access(archive, fileMode.W_OK);
    await createSlot(connection);
    const history = await createHistory(archive, new Date(this.#time()));
    await writeJson(continuedFile(directory), {
      history: path.basename(history),
      marks: readMarks(this.#data),
    });
    return history;
  }

  async #copyComplete(connection: Connection, history: string): Promise<string[]> {
    const { timeline, segmentBytes, flushed, kept } = await readState(connection);
    const bytes = BigInt(segmentBytes);
    const end = flushed / bytes;
    const copied: string[] = [];
    for (let segment = kept / bytes; segment < end; segment++) {
      const name = segmentName(timeline, segment, segmentBytes);
      const target = segmentFile(history, name);
      if (existsSync(target)) continue;
      await copySegment(path.join(this.#data, "pg_wal", name), target);
      copied.push(name);
    }
    const position = formatPosition(end * bytes);
    if (end * bytes > kept)
      await connection.command(`select pg_replication_slot_advance('${slotName}', '${position}')`);
    return copied;
  }
}

/** Lets PostgreSQL remove its log again, when there is no archive any more. */
export async function endWalArchive({
  url,
  directory,
}: Pick<WalArchive, "url" | "directory">): Promise<void> {
  if (!existsSync(continuedFile(directory))) return;
  await withArchiveSession(url, dropSlot);
  rmSync(continuedFile(directory), { force: true });
}

async function keepsLog(connection: Connection): Promise<boolean> {
  const [row] = await connection.command(
    `select restart_lsn is not null and wal_status in ('reserved', 'extended') as kept
      from pg_replication_slots where slot_name = '${slotName}'`,
  );
  return row?.kept === true;
}

async function readState(connection: Connection) {
  const [row = {}] = await connection.command(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now,
      pg_snapshot_xmin(snapshot)::text as oldest, pg_snapshot_xmax(snapshot)::text as next,
      pg_current_wal_flush_lsn()::text as flushed,
      (select restart_lsn::text from pg_replication_slots where slot_name = '${slotName}') as kept,
      (select timeline_id from pg_control_checkpoint()) as timeline,
      (select setting from pg_settings where name = 'wal_segment_size') as bytes
    from pg_current_snapshot() as snapshot`,
  );
  return {
    now: String(row.now),
    oldest: String(row.oldest),
    next: String(row.next),
    flushed: parsePosition(String(row.flushed)),
    kept: parsePosition(String(row.kept)),
    timeline: Number(row.timeline),
    segmentBytes: Number(row.bytes),
  };
}

/** The file has its name once it is whole and on the disk, because PostgreSQL then removes the original. */
async function copySegment(source: string, target: string): Promise<void> {
  const draft = `${target}.partial`;
  const handle = await open(draft, "w", 0o600);
  try {
    const gzip = createGzip({ level: constants.Z_BEST_SPEED });
    await pipeline(createReadStream(source), gzip, handle.createWriteStream({ flush: true }));
    await rename(draft, target);
    await syncFolder(path.dirname(target));
  } finally {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
  }
}
