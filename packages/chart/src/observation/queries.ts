import {
  DomainError,
  type FieldErrors,
  invalidInput,
  onlyRow,
} from "@caretype/core/kernel/error/domain-error";
import type { ObservationId } from "@caretype/core/kernel/field/ids";
import { isSame } from "@caretype/core/kernel/field/is-same";
import { newId } from "@caretype/core/kernel/field/new-id";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import type { Author, Scope } from "@caretype/core/kernel/procedure/scope";
import { unstamped } from "@caretype/core/mechanisms/history/record-kind";
import type { Change } from "@caretype/core/mechanisms/record/record-queries";
import { type Database, newRow, preparedInsert, preparedInserts, schema } from "@caretype/db";
import { observation } from "@caretype/db/schema";
import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { clinicalRecord, titleIn, unshown, wordsIn } from "../clinical/clinical-record.ts";
import { newRecords } from "../clinical/duplicates.ts";
import { requireAllRecordable, requireBorn, requireRecordable } from "../clinical/recordable.ts";
import { instantNow, isFuture } from "../clinical/times.ts";
import { offerOf } from "../codes/require-offered.ts";
import { canonicalOf } from "../unit/check-quantity.ts";
import { convertRange } from "../unit/convert-range.ts";
import { compareDecimals } from "../unit/decimal.ts";
import { loinc, measureOf, vitalSigns } from "../unit/measures.ts";
import { requireMeasurable } from "./require-measurable.ts";
import { interpret } from "./rules.ts";
import {
  type CreateObservation,
  type EnterObservationInError,
  type ListObservations,
  Observation,
  type ObservationPage,
  type ObservationValue,
  type UpdateObservation,
} from "./schema.ts";

type ValueColumns = Pick<
  typeof observation.$inferSelect,
  "valueNumber" | "valueUnit" | "valueComparator" | "valueConcept" | "valueText" | "valueBoolean"
>;
type CanonicalColumns = Pick<typeof observation.$inferSelect, "canonicalNumber" | "canonicalUnit">;
type Computed = "value" | "canonical" | "components";
export type ObservationRow = Omit<Observation, Computed> &
  ValueColumns &
  CanonicalColumns & { components: schema.Component[] };

export function toObservation(row: ObservationRow): Observation {
  const { valueNumber: _number, valueUnit: _unit, valueComparator: _comparator, ...others } = row;
  const { valueConcept: _concept, valueText: _text, valueBoolean: _boolean, ...rest } = others;
  const { canonicalNumber: _canonical, canonicalUnit: _of, components, ...record } = rest;
  const value = shownValue(row);
  return {
    ...record,
    value,
    // Recomputed: earlier versions stored creatinine in mmol/L, and any ratio as a percentage.
    canonical: value?.kind === "quantity" ? canonicalOf(record.code, value) : null,
    components: components.map(({ code, value }) => ({
      code,
      value: value.kind === "quantity" ? { ...value, comparator: value.comparator ?? null } : value,
      canonical: value.kind === "quantity" ? canonicalOf(code, value) : null,
    })),
  };
}

function shownValue(row: ValueColumns): ObservationValue | null {
  const { valueNumber: number, valueUnit: unit, valueComparator: comparator } = row;
  // Older versions in the history have no comparator.
  if (number !== null) return { kind: "quantity", number, unit, comparator: comparator ?? null };
  if (row.valueConcept !== null) return { kind: "concept", concept: row.valueConcept };
  if (row.valueText !== null) return { kind: "text", text: row.valueText };
  return row.valueBoolean === null ? null : { kind: "boolean", boolean: row.valueBoolean };
}

function columnsOf(value: ObservationValue | null): ValueColumns {
  const quantity = value?.kind === "quantity" ? value : null;
  return {
    valueNumber: quantity?.number ?? null,
    valueUnit: quantity?.unit ?? null,
    valueComparator: quantity?.comparator ?? null,
    valueConcept: value?.kind === "concept" ? value.concept : null,
    valueText: value?.kind === "text" ? value.text : null,
    valueBoolean: value?.kind === "boolean" ? value.boolean : null,
  };
}

const vitalKeys = sql.raw(`'{${vitalSigns.map((code) => `${loinc}|${code}`).join(",")}}'`);

/** The category decides for codes other than LOINC's vital signs. */
export const isVitalSign = (category: SQLWrapper, key: SQL): SQL =>
  sql`(${category} is not distinct from 'vital-signs' or ${key} = any (${vitalKeys}))`;

const wanted = sql`${sql.placeholder("vitalSigns")}::boolean`;

export const observations = clinicalRecord({
  table: observation,
  schema: Observation,
  content: Observation.omit(unstamped),
  hides: unshown,
  lists: sql`(${wanted} is null
    or ${isVitalSign(observation.category, schema.observationKey(sql`${observation.code}`))} = ${wanted})`,
  timeline: {
    ...titleIn("code"),
    text: sql`coalesce(coalesce(value_comparator, '') || value_number || coalesce(' ' || value_unit, ''), ${wordsIn("value_concept")}, value_text,
      value_boolean::text, (
        select string_agg(concat_ws(' ', concat(part #>> '{value,comparator}', part #>> '{value,number}'), part -> 'value' ->> 'unit'), ' / ')
        from jsonb_array_elements(components) as part))`,
  },
  toRecord: toObservation,
});

export const observationColumns = observations.columns;
const { columns } = observations;

export const newObservation = newRecords(observations, { concept: "code", at: "effectiveAt" });

export const findObservation = async (db: Database, scope: Scope, id: ObservationId): Promise<Observation> =>
  toObservation(await observations.find(db, scope, id));

/** Lists a patient's observations by when they were made, newest first. */
export async function listObservations(
  db: Database,
  scope: Scope,
  input: ReturnType<typeof ListObservations.parse>,
): Promise<ObservationPage> {
  const { items, nextCursor } = await observations.list(db, scope, input);
  return { items: items.map(toObservation), nextCursor };
}

type Checked = Pick<UpdateObservation, "referenceRange" | "effectiveAt">;

function requirePossible({ referenceRange, effectiveAt }: Checked, path = ""): void {
  if (effectiveAt !== undefined && isFuture(effectiveAt))
    throw invalidInput({ [`${path}effectiveAt`]: ["Is more than a day in the future"] });
  const { low = null, high = null } = referenceRange ?? {};
  if (low !== null && high !== null && compareDecimals(low, high) > 0)
    throw invalidInput({ [`${path}referenceRange.high`]: ["Has to be no less than the least number"] });
}

type Valued = Pick<CreateObservation, "code" | "value" | "components">;

/** The columns of a value, as entered and in canonical units. */
function valueColumns({ code, value, components }: Valued) {
  const canonical = value?.kind === "quantity" ? canonicalOf(code, value) : null;
  return {
    ...columnsOf(value),
    canonicalNumber: canonical?.number ?? null,
    canonicalUnit: canonical?.unit ?? null,
    components: components.map((part) => ({
      ...part,
      canonical: part.value.kind === "quantity" ? canonicalOf(part.code, part.value) : null,
    })),
  };
}

const insertion = preparedInsert(observation, columns);
const insertions = preparedInserts(observation, (db, rows) =>
  db.insert(observation).select(rows).returning(columns),
);

/**
 * Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for impossible values.
 * `path` is the observation's path in the input.
 */
export function newObservationRow(
  { practiceId, accountId: createdBy }: Author,
  given: CreateObservation,
  path = "",
) {
  const { value, ...input } = given;
  requirePossible(input, path);
  if (value === null && input.components.length === 0) throw invalidInput({ [`${path}value`]: ["Required"] });
  requireMeasurable(given, path);
  return newRow(observation, {
    ...input,
    ...valueColumns(given),
    ...interpret(given),
    effectiveAt: input.effectiveAt ?? instantNow(),
    practiceId,
    id: newId<ObservationId>(),
    createdBy,
  });
}

type Coded = Pick<CreateObservation, "code" | "components">;
type CodedPlace = {
  current?: Coded;
  /** Its path in the input. */
  path?: string;
};

/**
 * Returns the codes to store, including those of components. Throws `INVALID_INPUT` for a code that is not offered.
 */
async function withOfferedCodes<Given extends Coded>(
  offered: ReturnType<typeof offerOf>,
  given: Given,
  { current, path = "" }: CodedPlace = {},
): Promise<Given> {
  const code = await offered({ concept: given.code, current: current?.code, path: `${path}code` });
  const components: Coded["components"] = [];
  for (const [at, part] of given.components.entries()) {
    const same = current?.components.find((other) => isSame(other.code, part.code));
    const place = { current: same?.code, path: `${path}components.${at}.code` };
    components.push({ ...part, code: await offered({ concept: part.code, ...place }) });
  }
  return { ...given, code, components };
}

/** Throws `PATIENT_NOT_FOUND`, `ENCOUNTER_NOT_FOUND` and `ENCOUNTER_LOCKED`. */
export async function createObservation(
  db: Database,
  scope: Scope,
  input: CreateObservation,
): Promise<Observation> {
  const offered = offerOf(db, scope, "observation.code");
  const row = newObservationRow(scope, await withOfferedCodes(offered, input));
  await requireRecordable(db, scope, input);
  return toObservation(await insertion(db).execute(row));
}

/** Creates all or none. Throws the codes of one, and names all that are refused for their values. */
export async function createObservations(
  db: Database,
  scope: Scope,
  inputs: readonly CreateObservation[],
): Promise<Observation[]> {
  const offered = offerOf(db, scope, "observation.code");
  const rows: ReturnType<typeof newObservationRow>[] = [];
  const refused: FieldErrors = {};
  for (const [at, input] of inputs.entries()) {
    const path = `observations.${at}.`;
    try {
      rows.push(newObservationRow(scope, await withOfferedCodes(offered, input, { path }), path));
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "INVALID_INPUT") throw error;
      Object.assign(refused, error.details.errors);
    }
  }
  if (Object.keys(refused).length > 0) throw new DomainError("INVALID_INPUT", { errors: refused });
  await requireAllRecordable(db, scope, { records: inputs, pathOf: (at) => `observations.${at}.` });
  const inserted = new Map(
    (await insertions(db).execute(scope.practiceId, rows)).map((row) => [row.id, toObservation(row)]),
  );
  return rows.flatMap(({ id }) => inserted.get(id) ?? []);
}

type Changes = Partial<Omit<typeof observation.$inferInsert, "id" | "practiceId">>;
type Write = { id: ObservationId; changes: Changes };

async function change(db: Database, { practiceId }: Scope, { id, changes }: Write): Promise<Observation> {
  const rows = await db
    .update(observation)
    .set(changes)
    .where(and(eq(observation.practiceId, practiceId), eq(observation.id, id)))
    .returning(columns);
  return toObservation(onlyRow(rows, "OBSERVATION_NOT_FOUND"));
}

type Fields = Omit<UpdateObservation, "id" | "expectedVersion">;

/** Throws `STALE_VERSION`, `RECORD_IN_ERROR`, and `ENCOUNTER_LOCKED` if its encounter is locked. */
export async function updateObservation(
  { db, scope, audit }: ChangeContext,
  of: Change<ObservationId>,
  changes: Fields,
): Promise<Observation> {
  const current = toObservation(await observations.lock(db, scope, of));
  if (isSame(asEntered(current), changes)) return unchanged(audit, current);
  requirePossible(changes);
  await requireBorn(db, scope, { patientId: current.patientId, fields: changes });
  const entered = asEntered(current);
  const merged = await withOfferedCodes(
    offerOf(db, scope, "observation.code"),
    { ...entered, ...defined(changes) },
    { current: entered },
  );
  if (merged.value === null && merged.components.length === 0) throw invalidInput({ value: ["Required"] });
  // Values from before units were checked stay until the value or its code changes.
  const measured = { code: merged.code, value: merged.value, components: merged.components };
  if (!isSame(entered, measured)) requireMeasurable(measured);
  const referenceRange = nextRange(entered, merged, changes.referenceRange);
  const interpretation = nextInterpretation(entered, merged, changes.interpretation);
  const interpreted = interpret({ value: merged.value, referenceRange, interpretation });
  // A final observation never becomes preliminary or final again.
  const status = current.status === "preliminary" ? (changes.status ?? "preliminary") : "amended";
  const { code, category, note, effectiveAt } = merged;
  const fields = { code, category, referenceRange, note, effectiveAt };
  return change(db, scope, {
    id: of.id,
    changes: { ...fields, ...valueColumns(measured), ...interpreted, status },
  });
}

/** Removes canonical values, which are computed. */
const asEntered = ({ canonical: _computed, ...record }: Observation) => ({
  ...record,
  components: record.components.map(({ code, value }) => ({ code, value })),
});

type Entered = ReturnType<typeof asEntered>;

const unitOf = (value: ObservationValue | null) => (value?.kind === "quantity" ? value.unit : undefined);

/** Returns the sent range, or the current one in the unit of the next value. Throws `INVALID_INPUT`. */
function nextRange(current: Entered, next: Entered, sent: UpdateObservation["referenceRange"]) {
  const { code, referenceRange } = current;
  const [from, to] = [unitOf(current.value), unitOf(next.value)];
  if (sent !== undefined || referenceRange === null || from === undefined || to === undefined)
    return next.referenceRange;
  // Moles of different substances have different masses.
  const isSameThing = measureOf(code.coding) === measureOf(next.code.coding);
  const converted = convertRange(isSameThing ? code : { coding: null }, referenceRange, { from, to });
  if (converted === null)
    throw invalidInput({ referenceRange: ["Is in the old unit. Send it in the new unit"] });
  return converted;
}

/** Keeps a given interpretation only while the value is unchanged. */
function nextInterpretation(
  current: Entered,
  { value, components }: Entered,
  sent: UpdateObservation["interpretation"],
) {
  if (sent !== undefined) return sent;
  const isGiven = !current.isInterpretationComputed && isSame(current, { value, components });
  return isGiven ? current.interpretation : null;
}

/** Removes fields that were not sent. */
function defined(changes: Fields): Partial<Entered> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** Throws `STALE_VERSION` and `RECORD_IN_ERROR`. */
export async function enterObservationInError(
  { db, scope }: ChangeContext,
  { reason: errorReason, ...input }: EnterObservationInError,
): Promise<Observation> {
  await observations.lock(db, scope, input);
  return change(db, scope, { id: input.id, changes: { errorReason } });
}
