import { newId } from "@caretype/core/kernel/field/new-id";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import type { BulkDatabase } from "@caretype/db";
import { importedId } from "../source/ids.ts";
import type { ReadRow } from "../source/problems.ts";
import type { SyntheaFile, SyntheaRow, SyntheaSource } from "../source/synthea/columns.ts";
import {
  doctorOf,
  type Encounter,
  type EncounterContext,
  encounterOf,
  type Organizations,
  patientOf,
  phoneOf,
  visitOf,
  withReadableNames,
  withReadableProvider,
} from "../source/synthea/rows.ts";
import { placesIn, stageRecords } from "./clinical/stage-synthea.ts";
import { type ImportPlan, personLine, readRows, type StagingContext, stageRows } from "./stage-rows.ts";
import { stagings } from "./staging.ts";
import type { ProgressCounter } from "./throttle.ts";

const system = "synthea";

export type SyntheaOptions = {
  /** Whether to write names and specializations as people do, without numbers and capitals. Default: true. */
  readableNames: boolean;
  /** Whether encounters that have ended become completed appointments. Default: false. */
  appointments: boolean;
};

/**
 * Plans the import of a Synthea export: patients, providers, one assignment for each pair with an encounter, and
 * the encounters as appointments if they are wanted, and clinical records if there are any.
 */
export function syntheaPlan(source: SyntheaSource, options: SyntheaOptions): ImportPlan {
  const places = placesIn(source);
  return {
    source: system,
    systems: { patient: system, doctor: system },
    places,
    async stage(transaction, context) {
      const organizations = await stagePeople(transaction, context, { source, ...options });
      const readsVisits = options.appointments;
      if (places.encounter)
        await stageRecords(transaction, context, { source, readsVisits, places, organizations });
    },
  };
}

type People = SyntheaOptions & { source: SyntheaSource };

async function stagePeople(
  transaction: BulkDatabase,
  context: StagingContext,
  { source, readableNames, appointments }: People,
): Promise<Organizations> {
  const { importer } = context;
  const rowsOf = <File extends SyntheaFile>(file: File) => ({ file, rows: source.rows(file) });
  await stageRows(transaction, context, {
    ...rowsOf("patients.csv"),
    kind: "patient",
    read: (row) =>
      personLine(
        stagings.patient,
        row,
        patientOf(importer, readableNames ? withReadableNames(row.cells) : row.cells),
      ),
  });
  const organizations = await readOrganizations(context, source);
  await stageRows(transaction, context, {
    ...rowsOf("providers.csv"),
    kind: "doctor",
    read: (row) =>
      personLine(
        stagings.doctor,
        row,
        doctorOf(importer, readableNames ? withReadableProvider(row.cells) : row.cells, organizations),
      ),
  });
  const read = { organizations, timeZone: importer.timeZone };
  await transaction.copyFrom(stagings.pair.copy, stagedPairs(context, source, read));
  if (appointments)
    await stageRows(transaction, context, {
      ...rowsOf("encounters.csv"),
      kind: "visit",
      read: (row) => visitLine(importer, row, read),
    });
  return organizations;
}

async function readOrganizations(context: StagingContext, source: SyntheaSource): Promise<Organizations> {
  const organizations = new Map<string, string | null>();
  const file = "organizations.csv";
  const read = ({ cells }: SyntheaRow<typeof file>) => phoneOf(cells);
  for await (const batch of readRows(context, { file, rows: source.rows(file), read }))
    for (const { externalId, phone } of batch) organizations.set(externalId, phone);
  return organizations;
}

/** A patient and a provider, with their latest encounter so far. */
type Pair = Encounter & { id: string; line: number; lines: number[]; rowCount: number };

/** The most pairs in memory. A pair that returns later is merged in SQL. */
const maxPairs = 2_000;
const linesInText = 500;

/**
 * Merges encounters into pairs. There are about ten times as many encounters, and a patient's are adjacent,
 * so merging here spares the database most copies.
 */
async function* stagedPairs(context: StagingContext, source: SyntheaSource, known: EncounterContext) {
  const file = "encounters.csv";
  const mostLines = context.problems.mostListed;
  const pairs = new Map<string, Pair>();
  const read = ({ line, cells }: SyntheaRow<typeof file>): ReadRow<Encounter & { line: number }> => {
    const result = encounterOf(cells, known);
    if ("problems" in result) return result;
    return result.value.provider === null ? {} : { value: { ...result.value, line } };
  };
  for await (const encounters of readRows(context, { file, rows: source.rows(file), read })) {
    for (const { line, ...encounter } of encounters) addEncounter(pairs, encounter, { line, mostLines });
    if (pairs.size >= maxPairs) yield* drain(pairs, context.progress);
  }
  yield* drain(pairs, context.progress);
}

type Listed = { line: number; mostLines: number };

function addEncounter(pairs: Map<string, Pair>, encounter: Encounter, { line, mostLines }: Listed) {
  const key = `${encounter.patient}\0${encounter.provider}`;
  const pair = pairs.get(key);
  if (!pair) {
    pairs.set(key, { ...encounter, id: newId(), line, lines: [line], rowCount: 1 });
    return;
  }
  pair.rowCount++;
  if (pair.lines.length < mostLines) pair.lines.push(line);
  if (encounter.startedAt < pair.startedAt) return;
  pair.startedAt = encounter.startedAt;
  pair.details = encounter.details;
  pair.line = line;
}

function* drain(pairs: Map<string, Pair>, progress: ProgressCounter) {
  progress.staged += pairs.size;
  let lines: string[] = [];
  for (const { id, details, startedAt, lines: rows, rowCount, ...from } of pairs.values()) {
    const keys = { ...from, started_at: startedAt, lines: `{${rows.join(",")}}`, row_count: rowCount };
    lines.push(stagings.pair.line(keys, { id, ...details }));
    if (lines.length < linesInText) continue;
    yield lines.join("");
    lines = [];
  }
  if (lines.length > 0) yield lines.join("");
  pairs.clear();
}

/** Turns an encounter that has ended into COPY text for an appointment. */
function visitLine(
  { practiceId }: Author,
  { line, cells }: SyntheaRow<"encounters.csv">,
  known: EncounterContext,
): ReadRow {
  const visit = visitOf(cells, known);
  if ("problems" in visit) return visit;
  if (visit.value === null) return {};
  const { externalId, visitType, startsAt, endsAt, details, ...people } = visit.value;
  return {
    value: stagings.visit.line(
      { line, ...people, visit_type: visitType },
      {
        id: importedId(practiceId, "synthea", externalId),
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(endsAt).toISOString(),
        ...details,
      },
    ),
  };
}
