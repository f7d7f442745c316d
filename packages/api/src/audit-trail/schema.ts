import { z } from "zod";
import { ActorId, actorIds, Id, Instant, PageInput, pageOf, requiredLine } from "../fields.ts";
import { isStorableInstant, toUtc } from "../history/instant.ts";

const Moment = Instant.refine(isStorableInstant, "Not an instant of the years 1 to 9999").transform(toUtc);

const period = {
  /** From this instant on, */
  from: Moment.optional(),
  /** and before that one. */
  until: Moment.optional(),
};

export const AccessReportInput = z.strictObject({
  /** Removed patients have one, too. */
  patientId: Id,
  ...period,
  ...PageInput.shape,
  limit: z.int().min(1).max(1_000).default(50),
});
export type AccessReportInput = z.output<typeof AccessReportInput>;

export const EntryOrder = z.enum(["newest", "oldest"]);
export type EntryOrder = z.output<typeof EntryOrder>;

export const ListEntries = z
  .strictObject({
    ...PageInput.shape,
    sort: EntryOrder.default("newest"),
    /** Whose calls. */
    accountId: Id.optional(),
    /** Only entries that name this record. */
    subjectId: Id.optional(),
    /** The path of a procedure, such as `patient.byId`, or the name of a command. */
    action: requiredLine(100).optional(),
    /** `ok`, or the code of an error. */
    outcome: requiredLine(100).optional(),
    ...period,
  })
  .prefault({});
export type ListEntries = z.output<typeof ListEntries>;

/** Who looks at the audit looks at no record: the thousands of ids in its entries are not what the call is about. */
const MentionedId = z.guid("Not an id").toLowerCase().register(actorIds);

const entry = {
  at: Instant,
  /** Null where nobody is known. */
  accountId: ActorId.nullable(),
  accountName: z.string().nullable(),
  /** In words: the name, and the role at the time. */
  who: z.string(),
  /** In words. */
  what: z.string(),
  action: z.string(),
  /** `ok`, or the code of an error. */
  outcome: z.string(),
  /** Why it was allowed, or what was missing: the role, and the permission that was asked for. */
  basis: z.string().nullable(),
  /** The network address that the call came from; null on the command line. */
  address: z.string().nullable(),
  requestId: z.string().nullable(),
};

export const AccessReportPage = pageOf(z.object(entry).meta({ id: "AccessReportEntry" }));
export type AccessReportPage = z.output<typeof AccessReportPage>;

export const EntryPage = pageOf(
  z
    .object({
      id: MentionedId,
      ...entry,
      /** The records that were asked for or answered with. */
      subjectIds: z.array(MentionedId),
    })
    .meta({ id: "AuditEntry" }),
);
export type EntryPage = z.output<typeof EntryPage>;
