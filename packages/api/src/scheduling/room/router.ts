import { router } from "../../kernel/procedure/builder.ts";
import { listProcedures } from "../../mechanisms/record/list-procedures.ts";
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
