import { z } from "zod";
import { eventTypes } from "../../kernel/event/events.ts";
import { ActorId, AnyId, EventId, PatientId } from "../../kernel/field/ids.ts";
import { lateEnum } from "../../kernel/field/late-enum.ts";
import { namedObject } from "../../kernel/field/named-object.ts";
import { Instant } from "../../kernel/field/schemas.ts";

const Type = lateEnum(eventTypes);

export const RecordEvent = namedObject("RecordEvent", "A change of a record, without its content.", {
  id: EventId,
  cursor: z.string().describe("Names this place of the log. To go on after it, send it as `after`."),
  type: Type.describe("The kind of record, and what happened to it: `patient.created`."),
  recordId: AnyId.describe("The record. For `patient.merged`, the patient who was merged."),
  version: z
    .int()
    .nullable()
    .describe(
      "The record's version after the change, as you see it. A record's versions ascend, with gaps. " +
        "Null for an operation on many records.",
    ),
  patientId: PatientId.nullable().describe(
    "The patient whom the record is about. For `patient.merged`, the patient who was kept. Otherwise null.",
  ),
  by: ActorId.nullable().describe("The account that did this. Null for the server, and for changes by SQL."),
  at: Instant.describe("When the record was changed, in UTC, shortly before the commit."),
  requestId: z.string().nullable().describe("The request, as in the audit. Null outside of a request."),
  count: z
    .int()
    .nullable()
    .describe("The number of records that an operation on many changed. Otherwise null."),
});
export type RecordEvent = z.output<typeof RecordEvent>;

const maxEvents = 1_000;

export const ListEvents = z
  .strictObject({
    after: z
      .string()
      .max(200)
      .optional()
      .describe(
        "A cursor of an event or of an answer: returns what came after it. `now`: returns no events, but a cursor to " +
          "begin from. Default: the oldest event that is kept.",
      ),
    types: z
      .array(Type)
      .min(1)
      .max(100)
      .optional()
      .describe("Only events of these types. Default: all that you may read."),
    patientId: PatientId.optional().describe("Only events about this patient and the patient's records."),
    limit: z.int().min(1).max(maxEvents).default(100).describe(`The most events, up to ${maxEvents}.`),
  })
  .prefault({});
export type ListEvents = z.output<typeof ListEvents>;

export const EventPage = namedObject("EventPage", "Events, in the order of the log.", {
  items: z.array(RecordEvent).describe("In the order of the log."),
  next: z.string().describe("Send it as `after` to get what comes next, now or later."),
  hasMore: z.boolean().describe("Whether more events are there now."),
  isReset: z
    .boolean()
    .describe(
      "Whether events after your cursor are missing: it is older than the log, or a backup was restored. Then read your " +
        "records anew, and go on from `next`. `items` is empty.",
    ),
});
export type EventPage = z.output<typeof EventPage>;
