import { newId } from "../../../../kernel/field/new-id.ts";
import { addCellProblems } from "../../pipeline/problems.ts";
import { importedId, parsedRows, type StagingContext } from "../../pipeline/stage-rows.ts";
import { stagings } from "../../pipeline/staging.ts";
import type { ProgressCounter } from "../../pipeline/throttle.ts";
import type { SyntheaSource } from "./columns.ts";
import { type Encounter, encounterOf, type Visit, visitOf } from "./rows.ts";

/** A patient and a provider, with their latest encounter so far. */
type Pair = Encounter & { id: string; line: number; lines: number[]; rowCount: number };

/** The most pairs in memory. A pair that returns later is merged in SQL. */
const maxPairs = 2_000;
const linesInText = 500;

/**
 * Merges encounters into pairs. There are about ten times as many encounters, and a patient's are adjacent,
 * so merging here spares the database most copies.
 */
export async function* stagedPairs({ problems, throttle, progress }: StagingContext, source: SyntheaSource) {
  const file = "encounters.csv";
  const pairs = new Map<string, Pair>();
  for await (const rows of source.rows(file)) {
    for (const row of rows) {
      const result = encounterOf(row.cells);
      if ("problems" in result) addCellProblems(problems, result.problems, { file, row });
      else addEncounter(pairs, result.value, { line: row.line, mostLines: problems.mostListed });
    }
    progress.add(rows.length);
    if (pairs.size >= maxPairs) yield* drain(pairs, progress);
    await throttle.pause();
  }
  yield* drain(pairs, progress);
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

/** Turns encounters that have ended into COPY text for appointments. */
export async function* stagedVisits(context: StagingContext, source: SyntheaSource) {
  const file = "encounters.csv";
  const encounters = { file, rows: source.rows(file), parseRow: visitOf };
  for await (const batch of parsedRows(context, encounters)) {
    const lines = batch.flatMap(({ row, value }) => (value ? [lineOf(context, row.line, value)] : []));
    context.progress.staged += lines.length;
    yield lines.join("");
  }
}

function lineOf({ importer: { practiceId } }: StagingContext, line: number, visit: Visit): string {
  const { externalId, patient, provider, visitType, startsAt, endsAt, details } = visit;
  return stagings.visit.line(
    { line, patient, provider, visit_type: visitType },
    {
      id: importedId(practiceId, "synthea", externalId),
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
      ...details,
    },
  );
}
