import { z } from "zod";
import { PracticeId } from "../field/ids.ts";
import { ExpectedVersion, Instant, PageInput, pageOf, requiredLine, TimeZone } from "../field/schemas.ts";
import { roles } from "../permissions.ts";
import { SecondFactorRequirement } from "../second-factor/schema.ts";

const offer =
  "How long a slot that becomes free is held for a patient of the waitlist, in minutes. Then the next one gets the offer.";
const reminder =
  "The hour of the day before a visit at which its patient is reminded, in the practice's time zone. Null: no reminders.";

/** A practice with the caller's role and permissions. */
export const Practice = z.object({
  id: PracticeId,
  name: z.string(),
  /** The caller's role; `service` for an API key. */
  role: z.enum([...roles, "service"]),
  /** The caller's permissions, such as `patient:read`. */
  permissions: z.array(z.string()),
  /** Whether its members need a second factor. */
  secondFactor: z.enum(["optional", "required"]),
  /** The days a member has to set one up, from their next sign-in. */
  secondFactorGraceDays: z.int(),
  /** What the caller still has to do. Null if they have a second factor or need none, such as API keys. */
  secondFactorRequirement: SecondFactorRequirement.nullable(),
  /** The time zone in which its days are counted, such as `Europe/Zurich`. Null: not set, so UTC. */
  timeZone: z.string().nullable(),
  /** Whether patients get emails about their appointments. */
  patientEmails: z.boolean(),
  reminderHour: z.int().nullable().describe(reminder),
  offerMinutes: z.int().describe(offer),
  sampleDataAt: Instant.nullable().describe(
    "When sample data was added. Null without it, and once it was removed.",
  ),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
});
export type Practice = z.output<typeof Practice>;

export const PracticeName = requiredLine(200);

/** The time zone of a new practice. */
export const NewPracticeZone = TimeZone.optional().describe(
  "In which the practice's days and opening hours are meant, such as `Europe/Zurich`. Default: not set, so UTC.",
);

export const CreatePractice = z.strictObject({ name: PracticeName, timeZone: NewPracticeZone });
export type CreatePractice = z.output<typeof CreatePractice>;

export const UpdatePractice = z.strictObject({
  name: PracticeName.optional(),
  timeZone: TimeZone.nullable()
    .optional()
    .describe("In which the practice's days are counted, such as `Europe/Zurich`. Null: UTC."),
  patientEmails: z
    .boolean()
    .optional()
    .describe("Sends patients emails about their appointments: booked, changed, cancelled, and a reminder."),
  reminderHour: z.int().min(0, "0 or more").max(23, "At most 23").nullable().optional().describe(reminder),
  offerMinutes: z.int().min(5).max(1_440).optional().describe(offer),
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
    .describe("The days members have to set one up, from their next sign-in. The initial value is 7."),
  expectedVersion: ExpectedVersion,
});
export type UpdateSecondFactor = z.output<typeof UpdateSecondFactor>;

/** A practice of which the caller is a member. */
const OwnPractice = z
  .object({
    id: PracticeId,
    name: z.string(),
    /** The caller's role. */
    role: z.enum(roles),
    /** When the caller became a member. */
    since: Instant,
    lastOpenedAt: Instant.nullable().describe("When the caller last opened it in the console; null if never"),
  })
  .meta({ id: "OwnPractice" });

export const OwnPracticePage = pageOf(OwnPractice);
export type OwnPracticePage = z.output<typeof OwnPracticePage>;

export const OpenPractice = z.strictObject({}).prefault({});

export const ListPractices = PageInput.prefault({});
export type ListPractices = z.output<typeof ListPractices>;
