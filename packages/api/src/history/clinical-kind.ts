import type { ErrorCode } from "../error/definitions.ts";
import type { PatientId, RecordId } from "../field/ids.ts";
import { clinicalTable, type VersionRow } from "./queries.ts";
import type { ReadableKind } from "./record-kind.ts";

type Version<Row> = VersionRow & { record: Row };

type Given<Row, Value extends { id: RecordId }, Content, NotFound extends ErrorCode> = Pick<
  ReadableKind<Version<Row>, Value, Content, NotFound>,
  "table" | "type" | "name" | "called" | "restBase" | "id" | "notFound" | "record" | "content" | "select"
> & { toRecord: (row: Row) => Value };

/** A kind of clinical record of a patient. Each change is a procedure of its own, so none is reverted. */
export const clinicalKind = <
  Row extends { patientId: PatientId },
  Value extends { id: RecordId },
  Content,
  NotFound extends ErrorCode,
>({
  toRecord,
  ...given
}: Given<Row, Value, Content, NotFound>): ReadableKind<Version<Row>, Value, Content, NotFound> => ({
  ...clinicalTable(given.table),
  ...given,
  reads: "clinical:read",
  described: { practice: given.called, patient: `${given.called} of the patient` },
  toRecord: ({ record }) => toRecord(record),
  relatedIds: ({ isThere, record }) => (isThere ? [record.patientId] : []),
});
