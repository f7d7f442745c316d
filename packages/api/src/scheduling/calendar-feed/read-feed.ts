import { createHash } from "node:crypto";
import type { PublicContext } from "../../kernel/procedure/body-context.ts";
import type { Services } from "../../services.ts";
import { findFeed, listVisits } from "./queries.ts";
import type { FeedContent, ReadCalendarFeed } from "./schema.ts";

type ReadingContext = Pick<PublicContext, "db" | "audit"> & { services: Pick<Services, "linkTokens"> };

/**
 * Returns a doctor's calendar, unless the caller has it. The entry is in the practice's audit. It names the patients
 * whose initials are shown. Throws `INVALID_LINK`.
 */
export async function readFeed(
  { db, audit, services }: ReadingContext,
  { token, knownTag }: ReadCalendarFeed,
): Promise<FeedContent> {
  const feed = await findFeed(db, services.linkTokens, token);
  audit.ofPractice(feed.practiceId);
  audit.subjects([feed.id, feed.doctorId]);
  const visits = await listVisits(db, feed);
  // Loaded here, as most servers serve no calendar.
  const { feedFile } = await import("./feed-file.ts");
  const calendar = feedFile(feed, visits);
  const tag = createHash("sha256").update(calendar).digest("base64url");
  if (tag === knownTag) return { tag, calendar: null };
  if (feed.showsInitials) audit.subjects(visits.map(({ patientId }) => patientId));
  return { tag, calendar };
}
