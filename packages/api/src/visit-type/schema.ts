import { z } from "zod";
import { ActorId, VisitTypeId } from "../field/ids.ts";
import { ExpectedVersion, Instant, PageInput, pageOf, requiredLine } from "../field/schemas.ts";

export const VisitType = z
  .object({
    id: VisitTypeId,
    name: z.string(),
    minutes: z.int(),
    bufferBefore: z.int().describe("Minutes that the doctor and the room are kept free before."),
    bufferAfter: z.int().describe("Minutes that the doctor and the room are kept free after."),
    seats: z.int().describe("How many patients share one slot. More than 1: a group visit."),
    isActive: z.boolean().describe("False: it is not offered for new appointments."),
    createdBy: ActorId,
    createdAt: Instant,
    updatedAt: Instant,
    version: z.int(),
  })
  .meta({ id: "VisitType" });
export type VisitType = z.output<typeof VisitType>;

export const VisitTypePage = pageOf(VisitType);
export type VisitTypePage = z.output<typeof VisitTypePage>;

export const ListVisitTypes = PageInput.prefault({});
export type ListVisitTypes = z.output<typeof ListVisitTypes>;

export const VisitTypeById = z.strictObject({ id: VisitTypeId });

const name = requiredLine(200);
const settings = {
  bufferBefore: z.int().min(0).max(240).optional(),
  bufferAfter: z.int().min(0).max(240).optional(),
  seats: z.int().min(1).max(100).optional(),
  isActive: z.boolean().optional(),
};
const minutes = z.int().min(5).max(720);

export const CreateVisitType = z.strictObject({ name, minutes, ...settings });
export type CreateVisitType = z.output<typeof CreateVisitType>;

export const UpdateVisitType = z.strictObject({
  id: VisitTypeId,
  expectedVersion: ExpectedVersion,
  name: name.optional(),
  minutes: minutes.optional(),
  ...settings,
});
export type UpdateVisitType = z.output<typeof UpdateVisitType>;

export const RemoveVisitType = z.strictObject({ id: VisitTypeId, expectedVersion: ExpectedVersion });
export type RemoveVisitType = z.output<typeof RemoveVisitType>;
