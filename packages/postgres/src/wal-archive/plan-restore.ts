import { BackupError } from "../backup-error.ts";
import { type Storage, StorageError } from "../storage/index.ts";
import { type Base, type History, readHistories, segmentsIn } from "./archive-folder.ts";

export type RestoreChoice = {
  /** The last moment to restore. Undefined: everything in the archive. */
  time?: Date | undefined;
  /** The folder of a history. Undefined: the latest of those that reach the time. */
  history?: string | undefined;
};

export type RestorePlan = {
  history: string;
  base: Base;
  segments: string[];
  time: string;
  /** The log position that a replay of all segments must reach. Undefined: unknown. */
  lsn: bigint | undefined;
  /** Whether the archive's end is unknown, or segments before the next base backup are missing. */
  isOpen: boolean;
  /** Other histories to choose from, with their times. */
  others: string[];
  /** Damaged files of the archive, which were not used. */
  damaged: string[];
};

/** The restorable part of a history. */
type Range = { history: History; from: string; until: string };

/**
 * Chooses the newest base backup before the time, and the segments from its beginning to that of the next one's end.
 */
export async function planRestore(archive: Storage, { time, history }: RestoreChoice): Promise<RestorePlan> {
  const histories = await historiesFor(archive, history);
  const ranges = histories.flatMap(rangeOf).toSorted((one, other) => (one.until < other.until ? -1 : 1));
  const wanted = time?.toISOString();
  const covering = ranges.filter(({ from, until }) => !wanted || (from <= wanted && wanted <= until));
  const chosen = covering.at(-1) ?? openRange(histories, wanted);
  const damaged = histories.flatMap((one) => one.damaged.map((file) => archive.pathOf(file)));
  if (chosen === undefined)
    throw new BackupError(
      [nothingText(archive, { histories, ranges, wanted }), ...damaged.map(damagedText)].join(" "),
    );
  if (wanted === undefined) assertNewest(archive, chosen, histories);
  const { base, segments, lsn, isOpen } = await choose(archive, chosen.history, wanted ?? chosen.until);
  // The newest one was restored from those that ended before it began.
  const others = covering.filter((range) => range !== chosen && (wanted ?? range.until) >= chosen.from);
  return {
    history: chosen.history.folder,
    base,
    segments,
    damaged,
    time: wanted ?? chosen.until,
    lsn,
    isOpen,
    others: others.map(rangeText),
  };
}

async function historiesFor(archive: Storage, history: string | undefined): Promise<History[]> {
  const all = await readHistories(archive).catch((cause: unknown) => {
    if (cause instanceof StorageError) throw cause;
    const reason = cause instanceof Error ? `: ${cause.message}` : "";
    throw new BackupError(`${archive.location} cannot be read as an archive of the log${reason}.`, { cause });
  });
  const histories = all.filter(({ folder }) => history === undefined || folder === history);
  if (history === undefined || histories.length > 0) return histories;
  const names = all.map(({ folder }) => folder).join(", ");
  throw new BackupError(`There is no history ${history} in ${archive.location}. It has: ${names || "none"}.`);
}

function rangeOf(history: History): Range[] {
  const from = history.bases[0]?.finishedAt;
  const { until } = history;
  return from === undefined || until === null || until < from ? [] : [{ history, from, until }];
}

/** A history whose end is damaged or not written yet. The replay shows whether it reaches the time. */
function openRange(histories: readonly History[], wanted: string | undefined): Range | undefined {
  const reaches = ({ until, bases: [first] }: History) =>
    until === null && first !== undefined && wanted !== undefined && first.finishedAt <= wanted;
  const history = histories.findLast(reaches);
  const from = history?.bases[0]?.finishedAt;
  return history && from && wanted ? { history, from, until: wanted } : undefined;
}

const rangeText = ({ history, from, until }: Range) => `${history.folder} (${from} to ${until})`;

export const damagedText = (file: string): string => `${file} is damaged, and was left out.`;

type Found = { histories: readonly History[]; ranges: readonly Range[]; wanted: string | undefined };

function nothingText(archive: Storage, { histories, ranges, wanted = "" }: Found): string {
  const [open] = histories.flatMap(({ bases }) => bases[0]?.finishedAt ?? []).toSorted();
  if (open === undefined) return `${archive.location} has no base backup yet.`;
  const from = ranges.map((range) => range.from).toSorted()[0] ?? open;
  const until = ranges.at(-1)?.until;
  if (until === undefined && wanted === "")
    return `${archive.location} does not say how far its log reaches. Pass a time after ${from}.`;
  if (wanted < from) return `The archive begins at ${from}. Choose a later time.`;
  if (until !== undefined && wanted > until)
    return `The archive ends at ${until}. A server copies its log each minute, and the rest when it stops.`;
  return `No history in the archive reaches that time: ${ranges.map(rangeText).join(", ")}.`;
}

/** An unreadable history may reach further. Older records must not pass for the newest ones. */
function assertNewest(archive: Storage, chosen: Range, histories: readonly History[]): void {
  const [file] = histories
    .filter(({ until }) => until === null || until > chosen.until)
    .flatMap(({ damaged }) => damaged);
  if (file === undefined) return;
  throw new BackupError(
    `${archive.pathOf(file)} is damaged, so the newest records cannot be restored. The archive is readable up to ${chosen.until}. Pass that time to restore it.`,
  );
}

async function choose(archive: Storage, history: History, time: string) {
  const index = history.bases.findLastIndex(({ finishedAt }) => finishedAt <= time);
  const base = history.bases[index];
  if (base === undefined) throw new BackupError(`${archive.location} has no base backup before ${time}.`);
  const last = history.bases[index + 1]?.lastSegment;
  const all = await segmentsIn(archive, history.folder);
  const segments = all.filter((name) => name >= base.firstSegment && (last === undefined || name <= last));
  assertWhole(history, base, segments);
  if (last !== undefined) return { base, segments, lsn: undefined, isOpen: segments.at(-1) !== last };
  return { base, segments, lsn: positionOf(history.lsn), isOpen: history.until === null };
}

/** Parses `0/5000028`. */
export function positionOf(lsn: string | undefined): bigint | undefined {
  const [high, low] = (lsn ?? "").split("/");
  return high && low ? (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`) : undefined;
}

/** PostgreSQL would stop at a gap as if it were the end of the log. */
function assertWhole(history: History, base: Base, segments: readonly string[]): void {
  const numbers = segments.map(
    (name) => BigInt(`0x${name.slice(8, 16)}`) * segmentsPerFile + BigInt(`0x${name.slice(16)}`),
  );
  const isGapless = numbers.every(
    (number, index) => index === 0 || number === (numbers[index - 1] ?? 0n) + 1n,
  );
  if (isGapless && segments[0] === base.firstSegment && (segments.at(-1) ?? "") >= base.lastSegment) return;
  throw new BackupError(`Segments of the log are missing in ${history.folder}, after ${base.firstSegment}.`);
}

/** With segments of 16 MB, as in every cluster that Caretype creates. */
const segmentsPerFile = 256n;
