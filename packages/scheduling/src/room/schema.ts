import { RoomId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { comparedLine, ExpectedVersion, stamps } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";

export const Room = namedObject("Room", "A room that appointments can reserve.", {
  id: RoomId,
  name: z.string().describe("Unique in the practice, ignoring case."),
  isActive: z.boolean().describe("False: it is not offered for new appointments."),
  ...stamps,
});
export type Room = z.output<typeof Room>;

const name = comparedLine(200);
const isActive = z.boolean().optional();

export const CreateRoom = z.strictObject({
  name: name.describe("Unique in the practice, ignoring case. On one line."),
  isActive: isActive.describe("False: it is not offered for new appointments. Default true."),
});

export const UpdateRoom = z.strictObject({
  id: RoomId,
  expectedVersion: ExpectedVersion,
  name: name.optional().describe("Unique in the practice, ignoring case. On one line."),
  isActive: isActive.describe("False: it is not offered for new appointments."),
});
