import { archiveMonths } from "@caretype/api/modules/audit-archive/archive-months";
import type { ArchivedEntry } from "@caretype/api/modules/audit-archive/entry-text";
import {
  type ArchiveFilter,
  searchArchive,
  subjectsOf,
} from "@caretype/api/modules/audit-archive/search-archive";
import { print, printToStderr } from "@caretype/cli/output";
import { instantText } from "@caretype/core/people/audit/seal/seal-hash";
import type { Target } from "@caretype/postgres/storage";
import { openStorage, StorageError } from "@caretype/postgres/storage";
import { isS3Location } from "@caretype/postgres/storage/location";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";
import { counted } from "./counted.ts";

/** Prints each file with its hash, as `sha256sum` does. */
export async function auditArchive(
  settings: Settings,
  { before, to: location }: { before: string; to: string },
): Promise<void> {
  const target = { location, s3: settings.s3 };
  const storage = await openStorage(target);
  await storage.list().catch((error: unknown) => {
    if (error instanceof StorageError) throw error;
    throw new Error(`${location} is not a folder. Create it, or mount it, first.`);
  });
  let [months, total] = [0, 0];
  await withDatabase(settings, (database) =>
    archiveMonths(database, {
      before,
      target,
      onArchived: ({ fileName, fileHash, entries }) => {
        months++;
        total += entries;
        print(`${fileHash}  ${fileName}`);
      },
    }),
  );
  printToStderr(
    months === 0
      ? `There is nothing to archive before ${before}.`
      : `${counted(months, "month")} with ${counted(total, "entry", "entries")} archived and dropped. Keep the files, and copies of them: nothing else has these entries.`,
  );
}

/** A local file needs no settings, so it can be checked on any machine. */
export const archiveTarget = (location: string, read: () => Settings): Target =>
  isS3Location(location) ? { location, s3: read().s3 } : { location };

/** Prints matching entries as JSON lines, then whether the archive is intact. Needs no database. */
export async function auditSearch(
  read: () => Settings,
  { archive, ...filter }: ArchiveFilter & { archive: string },
): Promise<void> {
  let found = 0;
  const file = archiveTarget(archive, read);
  const { entries, problems } = await searchArchive(file, filter, (entry) => {
    found++;
    print(JSON.stringify(shown(entry)));
  });
  for (const problem of problems) printToStderr(problem);
  printToStderr(
    `${counted(found, "entry", "entries")} found, of ${entries}. ` +
      (problems.length === 0 ? "The archive is intact." : "The archive was changed: do not rely on it."),
  );
  if (problems.length > 0) process.exitCode = 1;
}

/** Fields have the names of `audit list`. */
const shown = (entry: ArchivedEntry) => ({
  id: entry.id,
  at: instantText(entry.at),
  practice_id: entry.practice_id,
  account_id: entry.account_id,
  session_id: entry.session_id,
  action: entry.action,
  outcome: entry.outcome,
  basis: entry.basis,
  subject_ids: subjectsOf(entry),
  address: entry.address,
  request_id: entry.request_id,
  client_request_id: entry.client_request_id,
});
