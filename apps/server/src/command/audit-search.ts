import type { ArchivedEntry } from "@caretype/api/audit/archive/entry-text";
import { type ArchiveFilter, searchArchive, subjectsOf } from "@caretype/api/audit/archive/search-archive";
import { instantText } from "@caretype/api/audit/seal/seal-hash";
import { print, printToStderr } from "@caretype/cli/output";
import type { Settings } from "../settings/settings.ts";
import { archiveTarget } from "./archive-target.ts";
import { counted } from "./counted.ts";

/** Prints what matches as JSON lines, and then whether the archive is intact. Needs no database. */
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

/** With the names of fields of `audit list`. */
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
