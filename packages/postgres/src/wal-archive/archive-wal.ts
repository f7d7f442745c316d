import { createReadStream, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { constants } from "node:zlib";
import type { Connection } from "@caretype/db/connection";
import { z } from "zod";
import { dataOf } from "../embedded/cluster-location.ts";
import { isSamePlace, Marks, readMarks } from "../embedded/place.ts";
import { FolderStorage } from "../storage/folder-storage.ts";
import { gzipped, type Storage } from "../storage/index.ts";
import { readJson, writeJson } from "../storage/storage.ts";
import {
  createHistory,
  hasHistory,
  readHistory,
  removeOld,
  segmentFile,
  segmentsIn,
  writeUntil,
} from "./archive-folder.ts";
import { createSlot, dropSlot, slotName, takeBaseBackup, withArchiveSession } from "./base-backup.ts";

export type WalArchive = {
  url: string;
  /** The embedded database's folder, such as `.data/postgres`. */
  directory: string;
  archive: Storage;
  /** For how many days each second can be restored. */
  days: number;
  now?: () => Date;
};

/** The history that a data folder continues. Copies of the folder begin their own. */
const Continued = z.object({ history: z.string(), marks: Marks });
const continuedFile = "wal-archive.json";

const switchMilliseconds = 60_000;
/** Interval of checks and updates of the archive while nothing is written. For a bucket, each costs money. */
const quietMilliseconds = 60_000;
const baseMilliseconds = 24 * 60 * 60_000;

type Wal = {
  history: string;
  lastSwitch: number;
  /** The next transaction id when everything was copied. Null: a transaction was running. */
  quietAt: string | null;
  /** The log position when the segment was ended. Later log without transactions need not be copied. */
  lsn: string | undefined;
  baseAt: number | null;
  /** When it was last seen in the archive. */
  seenAt: number;
  /** When the archive's end was last updated. */
  toldAt: number;
};

/**
 * Copies the log of the embedded database to an archive, one segment at a time, and all files once a day. A
 * replication slot keeps what is not copied yet. It does not use `archive_command`, whose shell differs by platform,
 * and whose user could not write to the archive.
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
   * Copies complete segments. A segment with changes is ended after a minute, or at once if `isLast`. Returns the
   * names of new segments.
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
        wal.lsn = state.lsn;
        wal.quietAt = state.oldest === state.next ? state.next : null;
      }
      if (switches || (isQuiet && (isLast || this.#time() - wal.toldAt >= quietMilliseconds))) {
        await writeUntil(this.#source.archive, wal.history, { until: state.now, lsn: wal.lsn });
        wal.toldAt = this.#time();
      }
      return copied;
    });
  }

  /** Copies all files if the last copy is a day old, and removes what is too old. Call it after `copySegments`. */
  async takeBaseIfDue(): Promise<{ files: number } | undefined> {
    const wal = this.#wal;
    if (wal === undefined || (wal.baseAt !== null && this.#time() - wal.baseAt < baseMilliseconds))
      return undefined;
    const { url, archive, days } = this.#source;
    const { sizes } = await takeBaseBackup({ url, data: this.#data, archive, history: wal.history });
    wal.baseAt = this.#time();
    await removeOld(archive, { current: wal.history, days, now: this.#time() });
    return { files: Object.keys(sizes).length };
  }

  #time(): number {
    return (this.#source.now?.() ?? new Date()).getTime();
  }

  async #begin(connection: Connection): Promise<Wal> {
    if (this.#wal && (await keepsLog(connection)) && (await this.#isThere(this.#wal))) return this.#wal;
    const { archive } = this.#source;
    const history = (await this.#continued(connection)) ?? (await this.#beginHistory(connection));
    const newest = (await readHistory(archive, history)).bases.at(-1);
    const baseAt = newest ? Date.parse(newest.finishedAt) : null;
    const now = this.#time();
    this.#wal = { history, lastSwitch: now, quietAt: null, lsn: undefined, baseAt, seenAt: now, toldAt: 0 };
    return this.#wal;
  }

  async #isThere(wal: Wal): Promise<boolean> {
    if (this.#time() - wal.seenAt < quietMilliseconds) return true;
    if (!(await hasHistory(this.#source.archive, wal.history))) return false;
    wal.seenAt = this.#time();
    return true;
  }

  async #continued(connection: Connection): Promise<string | undefined> {
    const { archive, directory } = this.#source;
    const local = new FolderStorage(directory);
    const known = Continued.safeParse(await readJson(local, continuedFile).catch(() => undefined));
    if (!known.success || !isSamePlace(known.data.marks, readMarks(this.#data))) return undefined;
    const { history } = known.data;
    if (!(await hasHistory(archive, history)) || !(await keepsLog(connection))) return undefined;
    const [current] = await connection.command("select pg_walfile_name(pg_current_wal_flush_lsn()) as name");
    // Otherwise an older state of the whole folder was restored, and its log differs from the archive's.
    const isBehind = (await segmentsIn(archive, history)).some((name) => name >= current?.name);
    return isBehind ? undefined : history;
  }

  async #beginHistory(connection: Connection): Promise<string> {
    const { archive, directory } = this.#source;
    // A missing archive must not drop the slot, which keeps the log for it.
    await archive.requireAccess();
    await createSlot(connection);
    const history = await createHistory(archive, new Date(this.#time()));
    const marks = readMarks(this.#data);
    await writeJson(new FolderStorage(directory), continuedFile, { history, marks });
    return history;
  }

  async #copyComplete(connection: Connection, history: string): Promise<string[]> {
    const complete = await connection.command(completeSegments);
    const copied: string[] = [];
    const { archive } = this.#source;
    for (const { name } of complete) {
      const target = segmentFile(history, name);
      if (await archive.find(target)) continue;
      const source = createReadStream(path.join(this.#data, "pg_wal", name));
      // An attempt without a known result has written the same content.
      await archive.write(target, gzipped(source, { level: constants.Z_BEST_SPEED }), { replaces: true });
      copied.push(name);
    }
    const last = complete.at(-1);
    if (last) await connection.command(`select pg_replication_slot_advance('${slotName}', '${last.end}')`);
    return copied;
  }
}

/** Lets PostgreSQL remove its log again, when there is no archive any more. */
export async function endWalArchive({
  url,
  directory,
}: Pick<WalArchive, "url" | "directory">): Promise<void> {
  const file = path.join(directory, continuedFile);
  if (!existsSync(file)) return;
  await withArchiveSession(url, dropSlot);
  rmSync(file, { force: true });
}

async function keepsLog(connection: Connection): Promise<boolean> {
  const [row] = await connection.command(
    `select restart_lsn is not null and wal_status in ('reserved', 'extended') as kept
      from pg_replication_slots where slot_name = '${slotName}'`,
  );
  return row?.kept === true;
}

/** Complete segments that are not copied yet. */
const completeSegments = `
  select pg_walfile_name('0/0'::pg_lsn + number * bytes) as name, '0/0'::pg_lsn + (number + 1) * bytes as end
  from pg_replication_slots, (select setting::numeric as bytes from pg_settings where name = 'wal_segment_size') as segment,
    generate_series(div(pg_wal_lsn_diff(restart_lsn, '0/0'), bytes),
      div(pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0'), bytes) - 1) as number
  where slot_name = '${slotName}' order by number`;

async function readState(connection: Connection) {
  const [row = {}] = await connection.command(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now,
      pg_current_wal_flush_lsn()::text as lsn, pg_snapshot_xmin(snapshot)::text as oldest, pg_snapshot_xmax(snapshot)::text as next
    from pg_current_snapshot() as snapshot`,
  );
  return { now: String(row.now), lsn: String(row.lsn), oldest: String(row.oldest), next: String(row.next) };
}
