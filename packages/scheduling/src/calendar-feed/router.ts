import { createHash } from "node:crypto";
import { Nothing } from "@caretype/core/kernel/field/schemas";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import {
  noSubjects,
  protectedProcedure,
  publicProcedure,
  router,
} from "@caretype/core/kernel/procedure/builder";
import { internal } from "@caretype/core/kernel/procedure/rest";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { createFeed, deleteFeed, findFeed, listFeeds, listVisits } from "./queries.ts";
import * as schema from "./schema.ts";

export const calendarFeedRouter = router({
  list: protectedProcedure("schedule:manage", { describes: "Listed the links to doctors' calendars" })
    .rest("GET /calendar-feeds", "List the secret links to doctors' calendars, newest first", {
      description: "The links themselves are not stored, and shown only when they are created.",
    })
    .input(schema.ListCalendarFeeds)
    .output(schema.CalendarFeedPage)
    .query(({ ctx, input }) => listFeeds(ctx.pageReader(input), ctx.scope, input)),

  create: protectedProcedure("schedule:manage", {
    describes: "Created a link to a doctor's calendar",
    errors: ["DOCTOR_NOT_FOUND"],
    requireRecentAuth: true,
    cost: 5,
    keyed: false,
  })
    .rest("POST /calendar-feeds", "Create a secret link to a doctor's calendar", {
      status: 201,
      description:
        "A calendar program reads the doctor's appointments in the practice at `path`, without an account: the times and nothing else, or also the patients' initials. The link works until it is revoked, and while you may manage the practice's schedule.",
    })
    .input(schema.CreateCalendarFeed)
    .output(schema.CreatedCalendarFeed)
    .mutation(({ ctx, input }) => createFeed(ctx, input)),

  revoke: protectedProcedure("schedule:manage", {
    describes: "Revoked a link to a doctor's calendar",
    errors: ["CALENDAR_FEED_NOT_FOUND"],
  })
    .rest("DELETE /calendar-feeds/{id}", "Revoke a link to a doctor's calendar", { status: 204 })
    .input(schema.CalendarFeedById)
    .output(Nothing)
    .mutation(async ({ ctx, input }) => {
      const { doctorId } = await deleteFeed(ctx.db, ctx.scope, input.id);
      ctx.audit.subjects([doctorId]);
    }),

  read: publicProcedure({
    describes: "Read a doctor's calendar by its link",
    errors: ["INVALID_LINK"],
    cost: 5,
    checksSecret: true,
  })
    .meta(
      internal(
        "It is served as text/calendar at GET /api/calendar/<token>.ics",
        "Read the calendar of a secret link",
      ),
    )
    .meta(noSubjects("the body names the link, the doctor, and patients whose initials are shown"))
    .input(schema.ReadCalendarFeed)
    .output(schema.FeedContent)
    // Not a query: its input would be in the URL, which proxies log.
    .mutation(({ ctx, input }) => readFeed(ctx, input)),
});

type ReadingContext = Pick<PublicContext, "db" | "audit"> & { services: Pick<Services, "linkTokens"> };

/**
 * Returns a doctor's calendar, unless the caller has the current one. The practice's audit has the entry, with the
 * patients whose initials are shown. Throws `INVALID_LINK`.
 */
async function readFeed(
  { db, audit, services }: ReadingContext,
  { token, knownTag }: schema.ReadCalendarFeed,
): Promise<schema.FeedContent> {
  const feed = await findFeed(db, services.linkTokens, token);
  audit.ofPractice(feed.practiceId);
  audit.subjects([feed.id, feed.doctorId]);
  const visits = await listVisits(db, feed);
  // Lazy, because most servers serve no calendar.
  const { feedFile } = await import("./feed-file.ts");
  const calendar = feedFile(feed, visits);
  const tag = createHash("sha256").update(calendar).digest("base64url");
  if (tag === knownTag) return { tag, calendar: null };
  if (feed.showsInitials) audit.subjects(visits.map(({ patientId }) => patientId));
  return { tag, calendar };
}
