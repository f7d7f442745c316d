import type { Target } from "@caretype/postgres/storage";
import type { ArchiveReport } from "./check-archive.ts";
import { checkArchive } from "./check-archive.ts";
import type { ArchivedEntry } from "./entry-text.ts";

/** Undefined matches anything. Instants are in microseconds since 1970. */
export type ArchiveFilter = {
  practice?: string;
  account?: string;
  /** The id of a record that the entry names. */
  subject?: string;
  action?: string;
  outcome?: string;
  from?: number;
  until?: number;
};

/** Reads and checks a whole archive. Calls `onEntry` for each match, before the file is known to be intact. */
export const searchArchive = (
  { location, s3 }: Target,
  filter: ArchiveFilter,
  onEntry: (entry: ArchivedEntry) => void,
): Promise<ArchiveReport> =>
  checkArchive(location, {
    s3,
    onEntry: (entry) => {
      if (matches(entry, filter)) onEntry(entry);
    },
  });

function matches(entry: ArchivedEntry, filter: ArchiveFilter): boolean {
  const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = filter;
  return (
    entry.at >= from &&
    entry.at < until &&
    isSame(filter.practice, entry.practice_id) &&
    isSame(filter.account, entry.account_id) &&
    isSame(filter.action, entry.action) &&
    isSame(filter.outcome, entry.outcome) &&
    (filter.subject === undefined || subjectsOf(entry).includes(filter.subject.toLowerCase()))
  );
}

const isSame = (wanted: string | undefined, found: string | null) =>
  wanted === undefined || wanted.toLowerCase() === found?.toLowerCase();

/** Returns the ids of an entry's records. The array literal of ids has no quotes. */
export const subjectsOf = ({ subject_ids }: ArchivedEntry): string[] =>
  subject_ids === null || subject_ids === "{}" ? [] : subject_ids.slice(1, -1).split(",");
