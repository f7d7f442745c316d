import { newId } from "../../../../kernel/field/new-id.ts";
import type { Author } from "../../../../kernel/procedure/scope.ts";
import { importedId, type ReadRow, readRows, type StagingContext } from "../../pipeline/stage-rows.ts";
import { stagings } from "../../pipeline/staging.ts";
import type { ProgressCounter } from "../../pipeline/throttle.ts";
import type { SyntheaRow, SyntheaSource } from "./columns.ts";
import { type Encounter, encounterOf, type Organizations, visitOf } from "./rows.ts";

/** A patient and a provider, with their latest encounter so far. */
type Pair = Encounter & { id: string; line: number; lines: number[]; rowCount: number };

/** The most pairs in memory. A pair that returns later is merged in SQL. */
const maxPairs = 2_000;
const linesInText = 500;

/**
 * Merges encounters into pairs. There are about ten times as many encounters, and a patient's are adjacent,
 * so merging here spares the database most copies.
 */
export async function* stagedPairs(
  context: StagingContext,
  source: SyntheaSource,
  organizations: Organizations,
) {
  const file = "encounters.csv";
  const mostLines = context.problems.mostListed;
  const pairs = new Map<string, Pair>();
  const read = ({ line, cells }: SyntheaRow<typeof file>): ReadRow<Encounter & { line: number }> => {
    const result = encounterOf(cells, organizations);
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
export function visitLine(
  { practiceId }: Author,
  { line, cells }: SyntheaRow<"encounters.csv">,
  organizations: Organizations,
): ReadRow {
  const visit = visitOf(cells, organizations);
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
