import { z } from "zod";
import { ExpectedVersion, Id, Instant, requiredLine } from "../fields.ts";

/** A practice as its members see it, with what the caller may do in it. */
export const Practice = z.object({
  id: Id,
  name: z.string(),
  /** The caller's. */
  role: z.enum(["owner", "clinician", "reception", "viewer"]),
  /** What the role allows, such as `patient:read`. */
  permissions: z.array(z.string()),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
});
export type Practice = z.output<typeof Practice>;

export const UpdatePractice = z.strictObject({
  name: requiredLine(200).optional(),
  expectedVersion: ExpectedVersion,
});
export type UpdatePractice = z.output<typeof UpdatePractice>;
