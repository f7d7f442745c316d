import { schema } from "@caretype/db";
import { listQueries } from "../../mechanisms/record/list-queries.ts";
import type { Room } from "./schema.ts";

/** A room that an appointment has, even a past one, is not removed: `ROOM_IN_USE`. */
export const rooms = listQueries({
  table: schema.room,
  kind: "room",
  notFound: "ROOM_NOT_FOUND",
  toRecord: (row): Room => row,
});
