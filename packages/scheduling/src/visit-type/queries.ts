import { listRecord } from "@caretype/core/mechanisms/record/list-record";
import { schema } from "@caretype/db";
import { schedulingKinds } from "../kinds.ts";
import { VisitType } from "./schema.ts";

/** A visit type with appointments, even past ones, cannot be removed: `VISIT_TYPE_IN_USE`. */
export const visitTypes = listRecord({
  kind: "visitType",
  says: schedulingKinds.visitType,
  table: schema.visitType,
  schema: VisitType,
  path: "/visit-types",
  permissions: { read: "appointment:read", manage: "schedule:manage" },
  toRecord: (row): VisitType => row,
});
