import type { AuditEntry } from "@caretype/client";
import { Fragment } from "react";
import { Name } from "../shell/text/name.tsx";
import { type NamedRecord, namedIds, type RecordNames } from "./use-record-names.ts";

/** The name of a record. Removed and erased records are marked. */
function RecordName({ record: { type, name, state } }: { record: NamedRecord }) {
  if (name === null) return state === "erased" ? `Erased ${type}` : null;
  return (
    <>
      <Name>{name}</Name>
      {state === "removed" ? " (removed)" : ""}
    </>
  );
}

type RecordsOfProps = { entry: Pick<AuditEntry, "subjectIds">; names: RecordNames };

/** Whom an entry concerns: `Ann Lee, Dr. Bo Ray`, or `Ann Lee and 49 more` for a list. */
export function RecordsOf({ entry, names }: RecordsOfProps) {
  const ids = namedIds(entry);
  const shown = ids.flatMap((id) => names.get(id) ?? []);
  if (shown.length === 0) return null;
  const more = entry.subjectIds.length - ids.length;
  return (
    <>
      {shown.map((record, index) => (
        <Fragment key={record.id}>
          {index === 0 ? null : ", "}
          <RecordName record={record} />
        </Fragment>
      ))}
      {more > 0 ? ` and ${more} more` : null}
    </>
  );
}
