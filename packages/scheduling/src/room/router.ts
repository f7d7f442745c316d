import { router } from "@caretype/core/kernel/procedure/builder";
import { listProcedures } from "@caretype/core/mechanisms/record/list-procedures";
import { rooms } from "./queries.ts";
import * as schema from "./schema.ts";

export const roomRouter = router(
  listProcedures(rooms, {
    create: schema.CreateRoom,
    update: schema.UpdateRoom,
    taken: "ROOM_NAME_TAKEN",
    inUse: "ROOM_IN_USE",
  }),
);
