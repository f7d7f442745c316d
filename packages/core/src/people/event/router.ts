import { protectedProcedure, reportsBackgroundWork, router } from "../../kernel/procedure/builder.ts";
import { listEvents } from "./list-events.ts";
import { EventPage, ListEvents } from "./schema.ts";

const order =
  "Each committed change of a record is one event, also a change by SQL. An import, its undo, a merge, its undo, an " +
  "erasure and sample data are one event each. No event appears before one that you have read, and each record's versions " +
  "ascend. Events have no content: read the records. The log keeps them for some days (`EVENTS_DAYS`). Doctors, " +
  "members and settings of the practice have none.";

export const eventRouter = router({
  list: protectedProcedure("event:read", {
    describes: { practice: "Listed changes of records", patient: "Listed changes of the patient's records" },
  })
    .rest("GET /events", "List changes of records, in order", { description: order })
    // Replicas may lack the changes. So their reads wait for these.
    .meta(reportsBackgroundWork)
    .input(ListEvents)
    .output(EventPage)
    .query(({ ctx, input }) => {
      const { database, eventCursors: cursors } = ctx.services;
      const { practiceId } = ctx.scope;
      // Only the primary: a replica may lack the event that a cursor names.
      const searcher = database.readsFor(practiceId).searcher(practiceId, ctx.client);
      return listEvents({ db: ctx.db, searcher, cursors }, ctx.scope, input);
    }),
});
