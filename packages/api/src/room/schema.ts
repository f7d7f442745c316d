import { z } from "zod";
import { ActorId, RoomId } from "../field/ids.ts";
import { ExpectedVersion, Instant, PageInput, pageOf, requiredLine } from "../field/schemas.ts";

export const Room = z
  .object({
    id: RoomId,
    name: z.string(),
    isActive: z.boolean().describe("False: it is not offered for new appointments."),
    createdBy: ActorId,
    createdAt: Instant,
    updatedAt: Instant,
    version: z.int(),
  })
  .meta({ id: "Room" });
export type Room = z.output<typeof Room>;

export const RoomPage = pageOf(Room);
export type RoomPage = z.output<typeof RoomPage>;

export const ListRooms = PageInput.prefault({});
export type ListRooms = z.output<typeof ListRooms>;

export const RoomById = z.strictObject({ id: RoomId });

const name = requiredLine(200);
const isActive = z.boolean().optional();

export const CreateRoom = z.strictObject({ name, isActive });
export type CreateRoom = z.output<typeof CreateRoom>;

export const UpdateRoom = z.strictObject({
  id: RoomId,
  expectedVersion: ExpectedVersion,
  name: name.optional(),
  isActive,
});
export type UpdateRoom = z.output<typeof UpdateRoom>;

export const RemoveRoom = z.strictObject({ id: RoomId, expectedVersion: ExpectedVersion });
export type RemoveRoom = z.output<typeof RemoveRoom>;
