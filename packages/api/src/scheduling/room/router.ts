import { Nothing } from "../../kernel/field/schemas.ts";
import { noSubjects, protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { rooms } from "./queries.ts";
import { CreateRoom, ListRooms, RemoveRoom, Room, RoomById, RoomPage, UpdateRoom } from "./schema.ts";

export const roomRouter = router({
  list: protectedProcedure("appointment:read", { describes: "Listed rooms" })
    .meta(rest("GET /rooms", "List the practice's rooms, newest first"))
    .meta(noSubjects("it names no person"))
    .input(ListRooms)
    .output(RoomPage)
    .query(({ ctx, input }) => rooms.list(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("appointment:read", { describes: "Read a room", errors: ["ROOM_NOT_FOUND"] })
    .meta(rest("GET /rooms/{id}", "Read one room"))
    .meta(noSubjects("it names no person"))
    .input(RoomById)
    .output(Room)
    .query(({ ctx, input }) => rooms.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("schedule:manage", { describes: "Added a room", errors: ["ROOM_NAME_TAKEN"] })
    .meta(rest("POST /rooms", "Add a room to the practice", { status: 201 }))
    .meta(noSubjects("it names no person"))
    .input(CreateRoom)
    .output(Room)
    .mutation(({ ctx, input }) => rooms.create(ctx.db, ctx.scope, input)),

  update: protectedProcedure("schedule:manage", {
    describes: "Changed a room",
    errors: ["ROOM_NOT_FOUND", "ROOM_NAME_TAKEN", "STALE_VERSION"],
  })
    .meta(rest("PATCH /rooms/{id}", "Change a room"))
    .meta(noSubjects("it names no person"))
    .input(UpdateRoom)
    .output(Room)
    .mutation(({ ctx, input: { id, expectedVersion, ...changes } }) =>
      rooms.update(ctx, { id, expectedVersion }, changes),
    ),

  remove: protectedProcedure("schedule:manage", {
    describes: "Removed a room",
    errors: ["ROOM_NOT_FOUND", "ROOM_IN_USE", "STALE_VERSION"],
  })
    .meta(rest("DELETE /rooms/{id}", "Remove a room", { status: 204, record: Room }))
    .meta(noSubjects("it names no person"))
    .input(RemoveRoom)
    .output(Nothing)
    .mutation(({ ctx, input }) => rooms.remove(ctx.db, ctx.scope, input)),
});
