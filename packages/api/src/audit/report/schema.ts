import { z } from "zod";
import { type ErrorCode, errorDefinitions } from "../../error/definitions.ts";
import {
  AccountId,
  ActorId,
  AnyId,
  type AuditEntryId,
  actorIds,
  BreakGlassId,
  branded,
  PatientId,
} from "../../field/ids.ts";
import { CalendarDate, Instant, Moment, notAnInstant, PageInput, pageOf } from "../../field/schemas.ts";
import { actions } from "./action-descriptions.ts";
import { effects } from "./words.ts";

/** A day stands for its first instant. */
const Edge = z.union(
  [Moment, CalendarDate.transform((day) => `${day}T00:00:00Z`).pipe(Moment)],
  notAnInstant,
);

const period = {
  from: Edge.optional().describe("Only what was done at this instant or later. A date is its 00:00 UTC."),
  until: Edge.optional().describe(
    "Only what was done before this instant. A date is its 00:00 UTC, so that nothing of that day is in.",
  ),
};

const isInOrder = ({ from, until }: { from?: string | undefined; until?: string | undefined }) =>
  from === undefined || until === undefined || from <= until;
const notInOrder = { error: "Has to be no later than `until`", path: ["from"] };

const limit = z.int().min(1).max(1_000).default(50).describe("How many items the page has at most.");

export const AccessReportInput = z
  .strictObject({
    patientId: PatientId.describe("Whom the report is about; removed patients have one, too."),
    ...period,
    ...PageInput.shape,
    limit,
  })
  .refine(isInOrder, notInOrder);
export type AccessReportInput = z.output<typeof AccessReportInput>;

// The literal's own keys, which TypeScript gives as plain texts.
const outcomes = ["ok", ...(Object.keys(errorDefinitions) as ErrorCode[])] as const;

export const EntryOrder = z.enum(["newest", "oldest"]);
export type EntryOrder = z.output<typeof EntryOrder>;

export const ListEntries = z
  .strictObject({
    ...PageInput.shape,
    limit,
    sort: EntryOrder.default("newest").describe("By when it was done."),
    accountId: AccountId.optional().describe("Only the calls of this account."),
    subjectId: AnyId.optional().describe("Only entries that name this record."),
    action: z
      .enum(actions)
      .optional()
      .describe("The path of a procedure, such as `patient.byId`, or the name of a command."),
    outcome: z.enum(outcomes).optional().describe("`ok`, or the code of an error."),
    ...period,
  })
  .refine(isInOrder, notInOrder)
  .prefault({});
export type ListEntries = z.output<typeof ListEntries>;

/** Who looks at the audit looks at no record: the thousands of ids in its entries are not what the call is about. */
const mentioned = z.guid("Not an id").toLowerCase().register(actorIds);
const MentionedId = branded<AnyId>(mentioned);

const accountNames = {
  accountName: z.string().nullable().describe("The name that the account has now."),
  accountNameThen: z
    .string()
    .nullable()
    .describe("The name that the account had at the time, where it was another; else null."),
};

const entry = {
  at: Instant,
  /** Null where nobody is known. */
  accountId: ActorId.nullable(),
  ...accountNames,
  role: z
    .string()
    .nullable()
    .describe("The role at the time: one of the practice's, `staff`, or `command line`."),
  /** In words: the name, and the one at the time where that was another, each between quotation marks. */
  who: z.string(),
  /** In words. */
  what: z.string(),
  action: z.string(),
  /** `ok`, or the code of an error. */
  outcome: z.string(),
  effect: z
    .enum(effects)
    .describe(
      "`nothing`: it was refused, or failed, or changed nothing. `replayed`: it was sent again under its `Idempotency-Key`, answered as the first time, and not done again.",
    ),
  /** Why it was allowed, or what was missing: the role, and the permission that was asked for. */
  basis: z.string().nullable(),
  /** The network address that the call came from; null on the command line. */
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  clientRequestId: z
    .string()
    .nullable()
    .describe("What the client calls the request, by `X-Request-Id`; several requests may have the same."),
};

export const AccessReportPage = pageOf(
  z
    .object({
      patientId: PatientId.describe(
        "Whose record it was: the patient's, or that of somebody merged into them.",
      ),
      ...entry,
    })
    .meta({ id: "AccessReportEntry" }),
);
export type AccessReportPage = z.output<typeof AccessReportPage>;

export const EntryPage = pageOf(
  z
    .object({
      id: branded<AuditEntryId>(mentioned),
      ...entry,
      /** The records that were asked for or answered with. */
      subjectIds: z.array(MentionedId),
    })
    .meta({ id: "AuditEntry" }),
);
export type EntryPage = z.output<typeof EntryPage>;

export const ListBreakGlass = PageInput.prefault({});
export type ListBreakGlass = z.output<typeof ListBreakGlass>;

export const BreakGlassPage = pageOf(
  z
    .object({
      id: BreakGlassId,
      patientId: PatientId,
      accountId: ActorId,
      ...accountNames,
      reason: z.string(),
      createdAt: Instant,
      expiresAt: Instant,
    })
    .meta({ id: "BreakGlass" }),
);
export type BreakGlassPage = z.output<typeof BreakGlassPage>;
