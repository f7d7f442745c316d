import { BackupError } from "../backup/backup-error.ts";
import { type Storage, StorageError } from "../storage/index.ts";
import { type Base, type History, readHistories, segmentsIn } from "./archive-folder.ts";

export type RestorePlan = { history: string; base: Base; segments: string[]; time: string };

/** Chooses the newest base backup before the time, and the segments from its beginning to that of the next one's end. */
export async function planRestore(archive: Storage, time: Date | undefined): Promise<RestorePlan> {
  const histories = await readHistories(archive).catch((cause: unknown) => {
    if (cause instanceof StorageError) throw cause;
    throw new BackupError(`${archive.location} cannot be read as an archive of the log.`, { cause });
  });
  const candidates = histories.flatMap((history) =>
    history.bases.flatMap((base, index) =>
      history.until !== null && history.until >= base.finishedAt ? [{ history, base, index }] : [],
    ),
  );
  const wanted = time?.toISOString();
  const chosen = candidates
    .filter(({ base }) => wanted === undefined || base.finishedAt <= wanted)
    .toSorted((one, other) => (one.base.finishedAt < other.base.finishedAt ? -1 : 1))
    .at(-1);
  if (chosen === undefined) throw new BackupError(nothingText(archive.location, candidates[0]?.base));
  const { history, base, index } = chosen;
  const until = history.until ?? base.finishedAt;
  if (wanted !== undefined && wanted > until)
    throw new BackupError(
      `The archive ends at ${until}. A server copies its log each minute, and the rest when it stops.`,
    );
  const last = history.bases[index + 1]?.lastSegment;
  const all = await segmentsIn(archive, history.folder);
  const segments = all.filter((name) => name >= base.firstSegment && (last === undefined || name <= last));
  assertWhole(history, base, segments);
  return { history: history.folder, base, segments, time: wanted ?? until };
}

function nothingText(archive: string, oldest: Base | undefined): string {
  if (oldest === undefined) return `${archive} has no base backup yet.`;
  return `The archive begins at ${oldest.finishedAt}. Choose a later time.`;
}

/** PostgreSQL would end at a gap as if it were the end of the log. */
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
