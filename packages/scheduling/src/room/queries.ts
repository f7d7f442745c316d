import { listRecord } from "@caretype/core/mechanisms/record/list-record";
import { schema } from "@caretype/db";
import { schedulingKinds } from "../kinds.ts";
import { Room } from "./schema.ts";

/** A room with appointments, even past ones, cannot be removed: `ROOM_IN_USE`. */
export const rooms = listRecord({
  kind: "room",
  says: schedulingKinds.room,
  table: schema.room,
  schema: Room,
  path: "/rooms",
  permissions: { read: "appointment:read", manage: "schedule:manage" },
  toRecord: (row): Room => row,
});
