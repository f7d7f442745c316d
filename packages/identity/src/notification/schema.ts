import { ActorId, MentionedId, NotificationId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { CreatedAt, Instant, PageInput, pageOf } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";

const notificationKinds = [
  "invitation-accepted",
  "import-done",
  "import-failed",
  "emergency-access",
  "email-unverified",
] as const;

export const Notification = namedObject(
  "Notification",
  "What an account is told of in a practice. It contains no patient data.",
  {
    id: NotificationId,
    kind: z.enum(notificationKinds).describe("What happened."),
    actorId: ActorId.nullable().describe(
      "Who did it: the new member, or who opened a record in an emergency. Null for all other kinds.",
    ),
    actorName: z.string().nullable().describe("The current name of that account. Null without one."),
    subjectId: MentionedId.nullable().describe(
      "The import upload, or the emergency access. Null for all other kinds.",
    ),
    createdAt: CreatedAt,
    readAt: Instant.nullable().describe("When the account marked it as read, in UTC. Null: not read yet."),
  },
);
export type Notification = z.output<typeof Notification>;

/** Unread notifications are counted up to this number. */
export const maxCounted = 100;

export const NotificationPage = pageOf(Notification).extend({
  unread: z.int().describe(`How many are unread, on all pages. At most ${maxCounted}.`),
});
export type NotificationPage = z.output<typeof NotificationPage>;

export const ListNotifications = PageInput.prefault({});
export type ListNotifications = z.output<typeof ListNotifications>;

export const NotificationById = z.strictObject({ id: NotificationId });

export const MarkAllRead = z.strictObject({
  newestId: NotificationId.describe("The newest one shown to the reader. Later ones stay unread."),
});

export const MarkedRead = z.object({ unread: NotificationPage.shape.unread });
export type MarkedRead = z.output<typeof MarkedRead>;
