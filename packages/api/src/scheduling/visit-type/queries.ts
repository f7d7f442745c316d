import { schema } from "@caretype/db";
import { listQueries } from "../../mechanisms/record/list-queries.ts";
import type { VisitType } from "./schema.ts";

/** A visit type that an appointment has, even a past one, is not removed: `VISIT_TYPE_IN_USE`. */
export const visitTypes = listQueries({
  table: schema.visitType,
  kind: "visitType",
  notFound: "VISIT_TYPE_NOT_FOUND",
  toRecord: (row): VisitType => row,
});
