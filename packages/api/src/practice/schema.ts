import { z } from "zod";
import { ExpectedVersion, Id, Instant, PageInput, pageOf, requiredLine } from "../fields.ts";
import { roles } from "../permissions.ts";

/** A practice as its members see it, with what the caller may do in it. */
export const Practice = z.object({
  id: Id,
  name: z.string(),
  /** The caller's; `service` of who calls with an API key. */
  role: z.enum([...roles, "service"]),
  /** What the role allows, such as `patient:read`. */
  permissions: z.array(z.string()),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
});
export type Practice = z.output<typeof Practice>;

const PracticeName = requiredLine(200);

export const CreatePractice = z.strictObject({ name: PracticeName });
export type CreatePractice = z.output<typeof CreatePractice>;

export const UpdatePractice = z.strictObject({
  name: PracticeName.optional(),
  expectedVersion: ExpectedVersion,
});
export type UpdatePractice = z.output<typeof UpdatePractice>;

/** One of the practices that the caller works in. */
const OwnPractice = z
  .object({
    id: Id,
    name: z.string(),
    /** The caller's. */
    role: z.enum(roles),
    /** When the caller became a member. */
    since: Instant,
  })
  .meta({ id: "OwnPractice" });

export const OwnPracticePage = pageOf(OwnPractice);
export type OwnPracticePage = z.output<typeof OwnPracticePage>;

export const ListPractices = PageInput.prefault({});
export type ListPractices = z.output<typeof ListPractices>;
