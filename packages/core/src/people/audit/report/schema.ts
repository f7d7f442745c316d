import { z } from "zod";
import { type ErrorCode, errorDefinitions } from "../../../kernel/error/definitions.ts";
import {
  AccountId,
  ActorId,
  AnyId,
  type AuditEntryId,
  actorIds,
  BreakGlassId,
  branded,
  PatientId,
} from "../../../kernel/field/ids.ts";
import { lateEnum } from "../../../kernel/field/late-enum.ts";
import { namedObject } from "../../../kernel/field/named-object.ts";
import {
  CreatedAt,
  Instant,
  Moment,
  notAnInstant,
  PageInput,
  pageOf,
  ScheduleDay,
} from "../../../kernel/field/schemas.ts";
import { actions } from "./action-descriptions.ts";
import { effects } from "./words.ts";

const Edge = z.union([Moment, ScheduleDay], notAnInstant);

const period = {
  from: Edge.optional().describe(
    "Only entries at or after this instant. A date means its beginning in the practice.",
  ),
  until: Edge.optional().describe(
    "Only entries before this instant. A date means its beginning in the practice, so that day is excluded.",
  ),
};

const limit = z.int().min(1).max(1_000).default(50).describe("Maximum number of items on the page.");

const kind = z
  .enum(["records", "technical"])
  .optional()
  .describe(
    "Only entries of this kind. `records`: access to patients' data, and changes. `technical`: all others, such as sessions, statistics, and reading the audit.",
  );

export const AccessReportInput = z.strictObject({
  patientId: PatientId.describe("The patient of the report. May be removed."),
  ...period,
  kind,
  ...PageInput.shape,
  limit,
});
export type AccessReportInput = z.output<typeof AccessReportInput>;

type Outcome = "ok" | ErrorCode;
// The map's own keys, which TypeScript types as strings.
const outcomes = (): Outcome[] => ["ok", ...(Object.keys(errorDefinitions) as ErrorCode[])];

export const EntryOrder = z.enum(["newest", "oldest"]);
export type EntryOrder = z.output<typeof EntryOrder>;

export const ListEntries = z
  .strictObject({
    ...PageInput.shape,
    limit,
    sort: EntryOrder.default("newest").describe("By time."),
    accountId: AccountId.optional().describe("Only the calls of this account."),
    subjectId: AnyId.optional().describe("Only entries that name this record."),
    action: lateEnum(actions)
      .optional()
      .describe("The path of a procedure, such as `patient.byId`, or the name of a command."),
    outcome: lateEnum(outcomes).optional().describe("`ok`, or the code of an error."),
    kind,
    ...period,
  })
  .prefault({});
export type ListEntries = z.output<typeof ListEntries>;

/** Reading the audit is no access to the records in it, so these ids are no subjects of the call. */
const mentioned = z
  .guid("Not an id")
  .toLowerCase()
  .describe("A record that the entry names.")
  .register(actorIds, { isSubject: false });
const MentionedId = branded<AnyId>(mentioned);

const accountNames = {
  accountName: z.string().nullable().describe("The account's current name."),
  accountNameThen: z
    .string()
    .nullable()
    .describe("The account's name at the time, if it was different. Otherwise null."),
};

const entry = {
  at: Instant.describe(
    "When the transaction that wrote the entry began, in UTC, to the microsecond: that of the change, or for a read one at the call's end. An entry may become visible after others with a later time.",
  ),
  accountId: ActorId.nullable().describe("The caller's account. Null if it is unknown."),
  ...accountNames,
  role: z.string().nullable().describe("The role at the time: a practice role, `staff` or `command line`."),
  who: z.string().describe("The quoted name, and the quoted former name if it was different at the time."),
  what: z.string().describe("A description of the action."),
  action: z.string().describe("The path of a procedure, such as `patient.byId`, or the name of a command."),
  outcome: z.string().describe("`ok`, or the code of an error."),
  effect: z
    .enum(effects)
    .describe(
      "`nothing`: refused, failed, or changed nothing. `replayed`: a repeated `Idempotency-Key`, which got the first answer and did nothing.",
    ),
  basis: z
    .string()
    .nullable()
    .describe("Why it was allowed or refused: the role and the required permission."),
  address: z.string().nullable().describe("The caller's network address. Null on the command line."),
  requestId: z
    .string()
    .nullable()
    .describe("The server's id for the request, as in its log. Null on the command line."),
  clientRequestId: z
    .string()
    .nullable()
    .describe("The client's id for the request, from `X-Request-Id`. Not necessarily unique."),
};

/** Prevents an archived period from looking like one without entries. */
const archived = {
  archivedBefore: Instant.nullable().describe(
    "The page has no entries before this instant: they were moved to archives, which the operator of the server can search. Null: all are here.",
  ),
};

export const AccessReportPage = pageOf(
  namedObject("AccessReportEntry", "An access to a patient, in the words of the access report.", {
    patientId: PatientId.describe("The patient whose record it was: this one, or one merged into it."),
    ...entry,
  }),
).extend(archived);
export type AccessReportPage = z.output<typeof AccessReportPage>;

export const EntryPage = pageOf(
  namedObject("AuditEntry", "One call, as the audit log has it.", {
    id: branded<AuditEntryId>(mentioned.describe("One entry of the log.")),
    ...entry,
    subjectIds: z.array(MentionedId).describe("The records in the request or the answer."),
  }),
).extend({
  resumeCursor: z
    .string()
    .nullable()
    .describe(
      "On the last page from the oldest entry: the `cursor` with which to go on later. Entries of about the last ten seconds come again, and those since the start of a transaction that still runs. Null on other pages.",
    ),
  ...archived,
});
export type EntryPage = z.output<typeof EntryPage>;

/** As in a page of entries, so the request itself names no record. */
const MentionedIds = z.array(MentionedId).min(1, "Send at least one id").max(200, "Send at most 200 ids");

export const NamesOfRecords = z.strictObject({
  ids: MentionedIds.describe("Up to 200 of an entry's `subjectIds`."),
});

export const NamedRecord = namedObject(
  "NamedRecord",
  "The current name of a record that the audit log mentions.",
  {
    id: AnyId,
    type: z.enum(["patient", "doctor", "account"]).describe("The kind of the record."),
    name: z.string().nullable().describe("The current name. Null if the record is erased."),
    state: z
      .enum(["present", "removed", "erased"])
      .describe("`removed` records can be restored. `erased` ones are gone."),
  },
);
export type NamedRecord = z.output<typeof NamedRecord>;

/** There is never a next page. */
export const NamedRecordPage = pageOf(NamedRecord);
export type NamedRecordPage = z.output<typeof NamedRecordPage>;

export const ListBreakGlass = PageInput.prefault({});
export type ListBreakGlass = z.output<typeof ListBreakGlass>;

export const BreakGlassPage = pageOf(
  namedObject("BreakGlass", "An emergency access to a patient by staff.", {
    id: BreakGlassId,
    patientId: PatientId,
    accountId: ActorId.describe("The member of staff who read the record."),
    ...accountNames,
    reason: z.string().describe("Why the record had to be read, as free text."),
    createdAt: CreatedAt,
    expiresAt: Instant.describe("When the access ends, in UTC: half an hour after it began."),
  }),
);
export type BreakGlassPage = z.output<typeof BreakGlassPage>;
