import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Storage } from "../storage/index.ts";
import { writeJson } from "../storage/storage.ts";

/**
 * An archive has a folder for each history of a data folder, named after the time at which it begins. A restored data
 * folder begins another, as its log differs from that of the original.
 *
 * `2026-11-23T10-15-00-000Z/base/2026-11-23T10-15-01-000Z/data/…`, `wal/000000010000000000000003.gz`, `until.json`
 *
 * All names are relative to the archive.
 */
export type History = {
  folder: string;
  bases: Base[];
  until: string | null;
  /** The log position of `until`. Undefined in archives of earlier versions. */
  lsn: string | undefined;
  /** Damaged files. The base backup or end that they describe is ignored. */
  damaged: string[];
};

/** PostgreSQL's name of a segment of its log. In one timeline, names sort by position. */
const isSegmentName = (name: string): boolean => /^[0-9A-F]{24}$/.test(name);

/** Strict, so that a damaged name of an optional key is noticed. */
const BaseFacts = z.strictObject({
  /** The earliest time that can be restored. */
  finishedAt: z.iso.datetime(),
  /** The segments of the log that it needs at least. */
  firstSegment: z.string().refine(isSegmentName),
  lastSegment: z.string().refine(isSegmentName),
  postgresMajor: z.string(),
  sizes: z.record(z.string(), z.number()),
  /** The digest of each copied file. Earlier versions recorded none. */
  sha256: z.record(z.string(), z.string()).optional(),
});
export type BaseFacts = z.infer<typeof BaseFacts>;
export type Base = BaseFacts & { folder: string };

/** `lsn`: PostgreSQL's position, such as `0/5000028`. */
const Until = z.object({
  until: z.iso.datetime(),
  lsn: z
    .string()
    .regex(/^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/)
    .optional(),
});
export type Until = z.infer<typeof Until>;
const stamp = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

/** `2026-11-23T10-15-00-000Z`: no colon, which Windows refuses. */
export const stampOf = (time: Date): string => time.toISOString().replace(/[:.]/g, "-");

const walFolder = (history: string): string => `${history}/wal`;
export const basesFolder = (history: string): string => `${history}/base`;
export const segmentFile = (history: string, name: string): string => `${walFolder(history)}/${name}.gz`;

/** A base backup is whole once it has this file, which is written last. */
const factsFile = (base: string): string => `${base}/base.json`;

/** Whether a folder or prefix has the form of an archive of the log. */
export const isWalArchive = (archive: Storage): Promise<boolean> =>
  historiesIn(archive).then(
    (histories) => histories.length > 0,
    () => false,
  );

/** Returns the histories in an archive, the oldest one first. */
export async function readHistories(archive: Storage): Promise<History[]> {
  return Promise.all((await historiesIn(archive)).map((folder) => readHistory(archive, folder)));
}

const historiesIn = async (archive: Storage): Promise<string[]> =>
  (await archive.list()).folders.filter((name) => stamp.test(name)).toSorted();

export async function readHistory(archive: Storage, folder: string): Promise<History> {
  const damaged: string[] = [];
  const bases = await Promise.all(
    (await baseFoldersIn(archive, folder)).map(async (base): Promise<Base[]> => {
      if (!(await hasFacts(archive, base))) return [];
      const facts = await readAs(archive, factsFile(base), BaseFacts);
      if (facts !== undefined) return [{ folder: base, ...facts }];
      damaged.push(factsFile(base));
      return [];
    }),
  );
  const end = await readUntil(archive, folder);
  if (end === undefined) damaged.push(untilFile(folder));
  return { folder, bases: bases.flat(), until: end?.until ?? null, lsn: end?.lsn, damaged };
}

const baseFoldersIn = async (archive: Storage, history: string): Promise<string[]> =>
  (await archive.list(basesFolder(history))).folders
    .filter((name) => stamp.test(name))
    .toSorted()
    .map((name) => `${basesFolder(history)}/${name}`);

const hasFacts = async (archive: Storage, base: string): Promise<boolean> =>
  (await archive.find(factsFile(base))) !== undefined;

export const writeFacts = (archive: Storage, base: string, facts: BaseFacts): Promise<void> =>
  writeJson(archive, factsFile(base), facts);

/** Removes base backups that were never finished. */
export async function removeUnfinished(archive: Storage, history: string): Promise<void> {
  for (const name of (await archive.list(basesFolder(history))).folders) {
    const base = `${basesFolder(history)}/${name}`;
    if (!(await hasFacts(archive, base))) await archive.removeFolder(base);
  }
}

const historyFile = (history: string): string => `${history}/history.json`;

/** Begins a history, and returns its folder. */
export async function createHistory(archive: Storage, now: Date): Promise<string> {
  const folder = stampOf(now);
  await writeJson(archive, historyFile(folder), { begunAt: now.toISOString() });
  return folder;
}

/** Whether the archive still has any file of a history. */
export async function hasHistory(archive: Storage, folder: string): Promise<boolean> {
  const { files, folders } = await archive.list(folder);
  return files.length + folders.length > 0;
}

/** Returns the names of the segments in a history, the oldest one first. */
export async function segmentsIn(archive: Storage, history: string): Promise<string[]> {
  return (await archive.list(walFolder(history))).files
    .filter((name) => name.endsWith(".gz"))
    .map((name) => name.slice(0, -".gz".length))
    .filter(isSegmentName)
    .toSorted();
}

/** Returns the end of the newest history, or undefined without one. Reads little. */
export async function archivedUntil(archive: Storage): Promise<string | undefined> {
  const ends = await Promise.all((await historiesIn(archive)).map((folder) => readUntil(archive, folder)));
  return ends
    .flatMap((end) => end?.until ?? [])
    .toSorted()
    .at(-1);
}

const untilFile = (history: string): string => `${history}/until.json`;

/** Null: none was written yet. Undefined: the file is damaged. */
async function readUntil(archive: Storage, history: string): Promise<Until | null | undefined> {
  const file = untilFile(history);
  if ((await archive.find(file)) === undefined) return null;
  return readAs(archive, file, Until);
}

/** Everything until this time is in the archive. */
export const writeUntil = (archive: Storage, history: string, until: Until): Promise<void> =>
  writeJson(archive, untilFile(history), until);

const dayMilliseconds = 24 * 60 * 60_000;

type Keeping = { current: string; days: number; now: number };

/** Keeps what is needed to restore each second of the last `days`. */
export async function removeOld(archive: Storage, { current, days, now }: Keeping): Promise<void> {
  const oldest = new Date(now - days * dayMilliseconds).toISOString();
  for (const { folder, bases, until, damaged } of await readHistories(archive)) {
    if (folder !== current && until !== null && until < oldest) {
      await archive.removeFolder(folder);
      continue;
    }
    const firstKept = bases.findLast(({ finishedAt }) => finishedAt <= oldest);
    if (firstKept === undefined) continue;
    for (const { folder: base, finishedAt } of bases)
      if (finishedAt < firstKept.finishedAt) await removeBase(archive, base);
    for (const base of await baseFoldersIn(archive, folder))
      if (base < firstKept.folder && damaged.includes(factsFile(base))) await removeBase(archive, base);
    const old = (await segmentsIn(archive, folder)).filter((name) => name < firstKept.firstSegment);
    await archive.remove(old.map((name) => segmentFile(folder, name)));
  }
}

/** Deletes the file that marks it as complete first. */
async function removeBase(archive: Storage, base: string): Promise<void> {
  await archive.remove([factsFile(base)]);
  await archive.removeFolder(base);
}

/** Undefined: the content is damaged. */
async function readAs<Content>(
  archive: Storage,
  name: string,
  schema: z.ZodType<Content>,
): Promise<Content | undefined> {
  const content = await text(await archive.read(name));
  try {
    return schema.parse(JSON.parse(content));
  } catch {
    return undefined;
  }
}
