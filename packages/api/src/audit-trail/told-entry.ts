import type { EntryRow } from "./queries.ts";
import type { AccessReportPage } from "./schema.ts";
import { describeActor, describeDeed } from "./words.ts";

/** An entry with its words; what it names besides is left out. */
export function toTold({
  id: _id,
  subjectIds: _subjects,
  ...row
}: EntryRow): AccessReportPage["items"][number] {
  return {
    ...row,
    who: describeActor({ name: row.accountName, basis: row.basis }),
    what: describeDeed(row),
  };
}
