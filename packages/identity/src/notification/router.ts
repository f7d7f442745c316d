import { noSubjects, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { listNotifications, markAllRead, markRead } from "./queries.ts";
import * as schema from "./schema.ts";

const ownOnly = noSubjects("every entry already names the caller's account");

// Not in any practice's audit, because these concern only the caller.
export const notificationRouter = router({
  list: protectedProcedure("account:self", { describes: "Listed their notifications" })
    .rest("GET /notifications", "List your notifications in your practice, newest first", {
      description:
        "Tells you of accepted invitations, finished imports, emergency access (owners) and an unverified email address. Notifications contain no patient data, and are kept for 90 days.",
    })
    .meta(ownOnly)
    .input(schema.ListNotifications)
    .output(schema.NotificationPage)
    .query(({ ctx, input }) => {
      ctx.audit.personal();
      return listNotifications(ctx.pageReader(input), ctx.scope, input);
    }),

  markRead: protectedProcedure("account:self", {
    describes: "Marked a notification as read",
    errors: ["NOTIFICATION_NOT_FOUND"],
  })
    .rest("POST /notifications/{id}/read", "Mark a notification as read")
    .meta(ownOnly)
    .input(schema.NotificationById)
    .output(schema.MarkedRead)
    .mutation(({ ctx, input }) => {
      ctx.audit.personal();
      return markRead(ctx, input);
    }),

  markAllRead: protectedProcedure("account:self", { describes: "Marked all notifications as read" })
    .rest("POST /notifications/read", "Mark all your notifications as read")
    .meta(ownOnly)
    .input(schema.MarkAllRead)
    .output(schema.MarkedRead)
    .mutation(({ ctx, input }) => {
      ctx.audit.personal();
      return markAllRead(ctx, input);
    }),
});
