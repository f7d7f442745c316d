import { z } from "zod";
import { PracticeId } from "../field/ids.ts";
import { ExpectedVersion, Instant, PageInput, pageOf, requiredLine } from "../field/schemas.ts";
import { roles } from "../permissions.ts";
import { SecondFactorRequirement } from "../second-factor/schema.ts";

/** A practice as its members see it, with what the caller may do in it. */
export const Practice = z.object({
  id: PracticeId,
  name: z.string(),
  /** The caller's; `service` of who calls with an API key. */
  role: z.enum([...roles, "service"]),
  /** What the role allows, such as `patient:read`. */
  permissions: z.array(z.string()),
  /** Whether its members need a second factor. */
  secondFactor: z.enum(["optional", "required"]),
  /** How many days a member has to set one up, from their next sign-in on. */
  secondFactorGraceDays: z.int(),
  /** What the caller has yet to do; null where they have a second factor or need none, as API keys. */
  secondFactorRequirement: SecondFactorRequirement.nullable(),
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

export const UpdateSecondFactor = z.strictObject({
  secondFactor: z.enum(["optional", "required"]),
  graceDays: z
    .int()
    .min(0, "0 or more")
    .max(90, "At most 90")
    .optional()
    .describe(
      "How many days members have to set one up, from their next sign-in on; 7 where it was never said.",
    ),
  expectedVersion: ExpectedVersion,
});
export type UpdateSecondFactor = z.output<typeof UpdateSecondFactor>;

/** One of the practices that the caller works in. */
const OwnPractice = z
  .object({
    id: PracticeId,
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
