import { VisitTypeId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { comparedLine, ExpectedVersion, stamps } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";

export const VisitType = namedObject("VisitType", "A kind of visit that the practice offers.", {
  id: VisitTypeId,
  name: z.string().describe("Unique in the practice, ignoring case."),
  minutes: z.int().describe("How long a visit takes, without the buffers."),
  bufferBefore: z.int().describe("Minutes that the doctor and the room are kept free before."),
  bufferAfter: z.int().describe("Minutes that the doctor and the room are kept free after."),
  seats: z.int().describe("How many patients share one slot. More than 1: a group visit."),
  isActive: z.boolean().describe("False: it is not offered for new appointments."),
  ...stamps,
});
export type VisitType = z.output<typeof VisitType>;

const name = comparedLine(200);
const settings = {
  bufferBefore: z
    .int()
    .min(0)
    .max(240)
    .optional()
    .describe("Minutes that the doctor and the room are kept free before."),
  bufferAfter: z
    .int()
    .min(0)
    .max(240)
    .optional()
    .describe("Minutes that the doctor and the room are kept free after."),
  seats: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe("How many patients share one slot. More than 1: a group visit."),
  isActive: z.boolean().optional().describe("False: it is not offered for new appointments."),
};
const minutes = z.int().min(5).max(720);

export const CreateVisitType = z.strictObject({
  name: name.describe("Unique in the practice, ignoring case. On one line."),
  minutes: minutes.describe("How long a visit takes, without the buffers."),
  ...settings,
});

export const UpdateVisitType = z.strictObject({
  id: VisitTypeId,
  expectedVersion: ExpectedVersion,
  name: name.optional().describe("Unique in the practice, ignoring case. On one line."),
  minutes: minutes.optional().describe("How long a visit takes, without the buffers."),
  ...settings,
});
