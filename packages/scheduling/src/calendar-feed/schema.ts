import { ActorId, CalendarFeedId, DoctorId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { AuthorName, CreatedAt, PageInput, pageOf } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";

const showsInitials = z
  .boolean()
  .describe("Whether appointments have the patient's initials. False: they are only called busy.");

export const CalendarFeed = namedObject(
  "CalendarFeed",
  "A secret link to a doctor's appointments in the practice, for calendar programs.",
  {
    id: CalendarFeedId,
    doctorId: DoctorId,
    doctorName: z.string().nullable().describe("The doctor's current name. Null if the doctor was erased."),
    showsInitials,
    isActive: z.boolean().describe("False once its creator may no longer manage the practice's schedule."),
    createdBy: ActorId,
    createdByName: AuthorName,
    createdAt: CreatedAt,
  },
);
export type CalendarFeed = z.output<typeof CalendarFeed>;

export const CreatedCalendarFeed = CalendarFeed.extend({
  path: z
    .string()
    .describe("The link, without the server's address: `/api/calendar/<token>.ics`. Shown only once."),
})
  .describe("A new link to a calendar, with its secret. It is shown only once.")
  .meta({ id: "CreatedCalendarFeed" });
export type CreatedCalendarFeed = z.output<typeof CreatedCalendarFeed>;

export const CalendarFeedPage = pageOf(CalendarFeed);
export type CalendarFeedPage = z.output<typeof CalendarFeedPage>;

export const ListCalendarFeeds = z
  .strictObject({ ...PageInput.shape, doctorId: DoctorId.optional().describe("Only links of this doctor.") })
  .prefault({});
export type ListCalendarFeeds = z.output<typeof ListCalendarFeeds>;

export const CreateCalendarFeed = z.strictObject({
  doctorId: DoctorId,
  showsInitials: showsInitials.default(false),
});
export type CreateCalendarFeed = z.output<typeof CreateCalendarFeed>;

export const CalendarFeedById = z.strictObject({ id: CalendarFeedId });

export const ReadCalendarFeed = z.strictObject({
  token: z.string().min(1, "Required").max(200).describe("The secret part of the link."),
  knownTag: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .describe("The tag of the calendar that the caller has."),
});
export type ReadCalendarFeed = z.output<typeof ReadCalendarFeed>;

export const FeedContent = z.object({
  tag: z.string().describe("Changes with the calendar."),
  calendar: z.string().nullable().describe("The calendar file (RFC 5545). Null if the caller has it."),
});
export type FeedContent = z.output<typeof FeedContent>;
