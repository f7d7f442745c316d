import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { isSegmentName } from "./segments.ts";

/**
 * A folder of the archive has a folder for each history of a data folder, named after the time at which it begins. A
 * restored data folder begins another, as its log differs from that of the original.
 *
 * `2026-11-23T10-15-00-000Z/base/2026-11-23T10-15-01-000Z/data/…`, `wal/000000010000000000000003.gz`, `until.json`
 */
export type History = { folder: string; bases: Base[]; until: string | null };

export const BaseFacts = z.object({
  /** From when on it can be restored. */
  finishedAt: z.iso.datetime(),
  /** The segments of the log that it needs at least. */
  firstSegment: z.string().refine(isSegmentName),
  lastSegment: z.string().refine(isSegmentName),
  postgresMajor: z.string(),
  sizes: z.record(z.string(), z.number()),
});
export type BaseFacts = z.infer<typeof BaseFacts>;
export type Base = BaseFacts & { folder: string };

const Until = z.object({ until: z.iso.datetime() });
const stamp = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

/** `2026-11-23T10-15-00-000Z`: no colon, which Windows refuses. */
export const stampOf = (time: Date): string => time.toISOString().replace(/[:.]/g, "-");

export const walFolder = (history: string): string => path.join(history, "wal");
export const basesFolder = (history: string): string => path.join(history, "base");
export const segmentFile = (history: string, name: string): string =>
  path.join(walFolder(history), `${name}.gz`);

/** Returns the histories in an archive, the oldest one first. */
export async function readHistories(archive: string): Promise<History[]> {
  const names = (await readdir(archive)).filter((name) => stamp.test(name)).toSorted();
  return Promise.all(names.map((name) => readHistory(path.join(archive, name))));
}

export async function readHistory(folder: string): Promise<History> {
  const names = (await namesIn(basesFolder(folder))).filter((name) => stamp.test(name)).toSorted();
  const bases = await Promise.all(
    names.map(async (name) => {
      const base = path.join(basesFolder(folder), name);
      return { folder: base, ...BaseFacts.parse(await readJson(path.join(base, "base.json"))) };
    }),
  );
  return { folder, bases, until: await readUntil(folder) };
}

/** Creates a history's folders, which only their owner can read. */
export async function createHistory(archive: string, now: Date): Promise<string> {
  const folder = path.join(archive, stampOf(now));
  for (const each of [folder, basesFolder(folder), walFolder(folder)]) await mkdir(each, { mode: 0o700 });
  return folder;
}

/** Returns the names of the segments in a history, the oldest one first. */
export async function segmentsIn(history: string): Promise<string[]> {
  const names = (await namesIn(walFolder(history))).filter((name) => name.endsWith(".gz"));
  return names
    .map((name) => name.slice(0, -".gz".length))
    .filter(isSegmentName)
    .toSorted();
}

/** Returns the end of the newest history, or undefined if there is none. Reads little. */
export async function archivedUntil(archive: string): Promise<string | undefined> {
  const names = (await readdir(archive)).filter((name) => stamp.test(name));
  const ends = await Promise.all(names.map((name) => readUntil(path.join(archive, name))));
  return ends
    .filter((end) => end !== null)
    .toSorted()
    .at(-1);
}

async function readUntil(history: string): Promise<string | null> {
  const found = Until.safeParse(await readJson(path.join(history, "until.json")).catch(() => undefined));
  return found.success ? found.data.until : null;
}

/** Everything until this time is in the archive. */
export const writeUntil = (history: string, until: string): Promise<void> =>
  writeJson(path.join(history, "until.json"), { until });

const dayMilliseconds = 24 * 60 * 60_000;

type Keeping = { current: string; days: number; now: number };

/** Keeps what is needed to restore each second of the last `days`. */
export async function removeOld(archive: string, { current, days, now }: Keeping): Promise<void> {
  const oldest = new Date(now - days * dayMilliseconds).toISOString();
  for (const { folder, bases, until } of await readHistories(archive)) {
    if (folder !== current && until !== null && until < oldest) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    const firstKept = bases.findLast(({ finishedAt }) => finishedAt <= oldest);
    if (firstKept === undefined) continue;
    for (const { folder: base, finishedAt } of bases)
      if (finishedAt < firstKept.finishedAt) await rm(base, { recursive: true, force: true });
    for (const name of await segmentsIn(folder))
      if (name < firstKept.firstSegment) await rm(segmentFile(folder, name), { force: true });
  }
}

export async function writeJson(file: string, content: unknown): Promise<void> {
  const draft = `${file}.partial`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(JSON.stringify(content));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

export const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, "utf8"));

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
