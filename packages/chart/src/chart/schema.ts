import {
  ActorId,
  EncounterId,
  ObservationId,
  PatientId,
  RecordId,
  RecordMoveId,
} from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  AuthorName,
  ExpectedVersion,
  Instant,
  Moment,
  PageInput,
  pageOf,
  requiredLine,
  requiredReason,
} from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { Allergy } from "../allergy/schema.ts";
import { systemOf } from "../clinical/code-systems.ts";
import { ClinicalRecordKind, Concept, Statement } from "../clinical/schema.ts";
import { Condition } from "../condition/schema.ts";
import { Encounter } from "../encounter/schema.ts";
import { Medication } from "../medication/schema.ts";
import { Observation, shownComparator } from "../observation/schema.ts";
import { signCodes } from "../unit/measures.ts";

/** Maximum number of records of each kind in a summary. */
export const maxInSummary = 100;

export const RecordMove = namedObject(
  "RecordMove",
  "A clinical record that was written to the wrong patient, and moved to the right one.",
  {
    id: RecordMoveId,
    kind: ClinicalRecordKind,
    recordId: RecordId.describe("The record. It has its id, and its history, from before."),
    fromId: PatientId.describe("The patient whose chart had it."),
    toId: PatientId.describe("The patient whose chart has it now."),
    reason: z.string().describe("Why it was moved."),
    movedBy: ActorId,
    movedByName: AuthorName,
    movedAt: Instant.describe("When it was moved, in UTC."),
  },
);
export type RecordMove = z.output<typeof RecordMove>;

export const RecordMovePage = pageOf(RecordMove);
export type RecordMovePage = z.output<typeof RecordMovePage>;

export const ListRecordMoves = z.strictObject({ ...PageInput.shape, patientId: PatientId });
export type ListRecordMoves = z.output<typeof ListRecordMoves>;

export const MoveRecord = z.strictObject({
  recordId: RecordId.describe("The record. An encounter moves with all that was recorded in it."),
  expectedVersion: ExpectedVersion,
  patientId: PatientId.describe("The correct patient."),
  reason: requiredReason.describe("Why it is moved, on one line. Both patients' lists of moves have it."),
});
export type MoveRecord = z.output<typeof MoveRecord>;

export const ChartOf = z.strictObject({ patientId: PatientId });

const most = `At most ${maxInSummary}: the list has all.`;

const decimal = "A decimal number as a text.";

const BodyMassIndex = namedObject(
  "BodyMassIndex",
  "A body mass index, computed from a height and a weight of the same day.",
  {
    number: z.string().describe(`${decimal} Rounded to one place.`),
    unit: z.literal("kg/m2").describe("The unit as a UCUM code."),
    isComputed: z.literal(true).describe("Computed from a height and a weight, not recorded."),
    at: Instant.describe("When the later of the two was measured, in UTC."),
    heightId: ObservationId.describe(`The height (LOINC ${signCodes.height.join(", ")}).`),
    weightId: ObservationId.describe(
      `The last weight of the same day in the practice's time zone (LOINC ${signCodes.weight.join(", ")}).`,
    ),
  },
);
export type BodyMassIndex = z.output<typeof BodyMassIndex>;

export const ChartSummary = namedObject("ChartSummary", "What matters about a patient at a glance.", {
  allergiesKnown: z
    .enum(["never-asked", "none-known", "listed"])
    .describe("What is known of the patient's allergies, as in `allergy.list`."),
  noneKnown: Allergy.nullable().describe(
    "The statement that no allergy is known. Null if there is none now.",
  ),
  noneOf: z
    .array(Statement)
    .describe(
      "Statements that there are no problems, drugs or vaccines, or no allergies to drugs, food or the environment. Each holds until there is such a record.",
    ),
  allergies: z.array(Allergy).describe(`Active allergies, newest first. ${most}`),
  problems: z
    .array(Condition)
    .describe(`Conditions that the patient has now, and that were not refuted, newest first. ${most}`),
  medications: z
    .array(Medication)
    .describe(
      `Drugs that are active or on hold, from their first to their last day where the practice is, newest first. ${most}`,
    ),
  vitals: z
    .array(Observation)
    .describe(
      `The last observation of each vital sign: of LOINC's, whatever its category is, and of other codes by \`category\`. ${most}`,
    ),
  bodyMassIndex: BodyMassIndex.nullable().describe(
    "The last that can be computed. Null if there is none, if it is impossible, or if one was recorded on its day or later.",
  ),
  bodyMassIndexProblem: z
    .string()
    .nullable()
    .describe(
      "Why the last one is impossible, in English: its height or weight is wrong. Null if it is not.",
    ),
  encounters: z.array(Encounter).describe("The last five encounters, newest first."),
  isWithheld: z
    .boolean()
    .describe(
      "True if the patient has restricted records that you may not read: see `restriction.open`. They are left out.",
    ),
});
export type ChartSummary = z.output<typeof ChartSummary>;

/** Maximum number of latest changes in a revision. */
export const maxChanges = 10;

const ChartChange = namedObject(
  "ChartChange",
  "The last change of a record of a patient's chart, in short.",
  {
    kind: ClinicalRecordKind,
    what: z
      .enum(["added", "changed", "entered-in-error"])
      .describe("What was done: `entered-in-error` is a record that should not have been written."),
    at: Instant.describe("When it was done, in UTC."),
    by: ActorId,
    byName: AuthorName,
  },
);

export const ChartRevision = namedObject(
  "ChartRevision",
  "A mark that differs after a change of a patient's chart, for programs that poll.",
  {
    revision: z
      .string()
      .describe("Differs when a record that you may read was added, changed, moved or restricted."),
    changes: z
      .array(ChartChange)
      .describe(
        `The ${maxChanges} records that were changed last, the last one first, without what they say.`,
      ),
  },
);
export type ChartRevision = z.output<typeof ChartRevision>;

const TimelineItem = namedObject("TimelineItem", "A record of a patient's chart, in short.", {
  kind: ClinicalRecordKind,
  id: RecordId,
  at: Instant.describe(
    "When it happened, in UTC, or until that is known, when it was written. If `on` is a day, a month or a year: when that begins in the practice's time zone, by which the timeline is sorted.",
  ),
  on: z
    .string()
    .nullable()
    .describe(
      "The year, the month or the day on which it happened, such as `2019-05`: show this in place of `at`. Null if `at` is exact.",
    ),
  encounterId: EncounterId.nullable().describe(
    "The encounter in which it was recorded. Null if there was none.",
  ),
  title: z
    .string()
    .describe("What it is, in words. For an encounter, its reason or class. For a note, its kind."),
  coding: Concept.shape.coding.describe("The code of those words. Null if there are only words."),
  text: z
    .string()
    .nullable()
    .describe("Its status, its value, or the first words of a note. Null if there is nothing to say."),
  amended: z
    .enum(["addendum", "correction"])
    .nullable()
    .describe(
      "What was added to a note, which `text` does not have: `correction` if a part of it is wrong, else `addendum`. Null if nothing was, and for other kinds.",
    ),
});
export type TimelineItem = z.output<typeof TimelineItem>;

export const Timeline = pageOf(TimelineItem).extend({
  previousCursor: z
    .string()
    .nullable()
    .describe(
      "`cursor` takes it for the page before, of later records. Null where the newest records are. REST has it in `Link`, as `prev`.",
    ),
});
export type Timeline = z.output<typeof Timeline>;

export const ReadTimeline = z.strictObject({
  ...PageInput.shape,
  patientId: PatientId,
  kinds: z.array(ClinicalRecordKind).min(1).max(8).optional().describe("Only records of these kinds."),
  from: Moment.optional().describe("Only what happened at this instant or later."),
  to: Moment.optional().describe("Only what happened before this instant."),
  startBefore: Moment.optional().describe(
    "The first page begins with what happened before this instant. Pages before it have what happened later.",
  ),
});
export type ReadTimeline = z.output<typeof ReadTimeline>;

/** Maximum number of points of a series. */
export const maxPoints = 500;

export const maxSeries = 20;

export const ReadTrend = z.strictObject({
  patientId: PatientId,
  system: requiredLine(200)
    .overwrite(systemOf)
    .optional()
    .describe("The terminology of the code, as a URI. Omitted: `code` is the observation's words."),
  code: requiredLine(500).describe("The code of the observations, or their words, ignoring case."),
  from: Moment.optional().describe("Only what was measured at this instant or later."),
  to: Moment.optional().describe("Only what was measured before this instant."),
});
export type ReadTrend = z.output<typeof ReadTrend>;

const TrendPoint = namedObject("TrendPoint", "A number, or those of a bucket.", {
  at: Instant.describe("When it was measured, in UTC. Of several, when the first was."),
  count: z.int().describe("How many were measured. 1: the three numbers are the same."),
  least: z.string().describe(decimal),
  mean: z.string().describe(`${decimal} Rounded to six places, or to two more than its numbers have.`),
  greatest: z.string().describe(decimal),
  comparator: shownComparator.describe(
    "What was measured is less (`<`) or more (`>`) than the number, or at most (`<=`) or at least (`>=`) it. Null if it is the number, and for a bucket of different ones.",
  ),
  bounds: z
    .int()
    .describe("How many of the numbers have a comparator: they are only bounds of what was measured."),
});

const TrendSeries = namedObject("TrendSeries", "Numbers of one code and unit over time.", {
  code: Concept.describe("What was measured: the observation's code, or that of its component."),
  unit: z
    .string()
    .nullable()
    .describe(
      "The unit of all its numbers: the canonical one, if the code has one. Else the first of the spellings that mean the same. Null if they have none.",
    ),
  isComputed: z
    .boolean()
    .describe(
      "True: body mass indexes that nobody recorded, computed from a height and a weight of the same day.",
    ),
  isBucketed: z
    .boolean()
    .describe(`True: there are more than ${maxPoints} numbers, so each point is those of a stretch of time.`),
  points: z.array(TrendPoint).describe(`Oldest first. At most ${maxPoints} of each spelling of the unit.`),
});

export const Trend = namedObject("Trend", "How the numbers of an observation changed.", {
  series: z
    .array(TrendSeries)
    .describe(
      `One for each code and unit: a panel such as blood pressure has one for each component. Computed ones are apart. At most ${maxSeries}.`,
    ),
  isComplete: z.boolean().describe(`False if there are more than ${maxSeries} series. Others are missing.`),
});
export type Trend = z.output<typeof Trend>;
