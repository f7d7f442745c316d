import type { AuditEntry } from "@caretype/client";
import { Fragment } from "react";
import { formatNumber } from "../../words/format/format.ts";
import { Name } from "../../words/format/name.tsx";
import { texts as auditTexts } from "./texts.en.ts";
import { type NamedRecord, namedIds, type RecordNames } from "./use-record-names.ts";

const texts = auditTexts.records;
const erased = { patient: texts.erasedPatient, doctor: texts.erasedDoctor, account: texts.erasedAccount };

/** The name of a record. Removed and erased records are marked. */
function RecordName({ record: { type, name, state } }: { record: NamedRecord }) {
  if (name === null) return state === "erased" ? erased[type] : null;
  return state === "removed" ? texts.removed(name) : <Name>{name}</Name>;
}

type RecordsOfProps = { entry: Pick<AuditEntry, "subjectIds">; names: RecordNames };

/** The person whom an entry concerns: `Ann Lee, Dr. Bo Ray`, or `Ann Lee and 49 more` for a list. */
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
      {more > 0 ? texts.more(formatNumber(more)) : null}
    </>
  );
}
