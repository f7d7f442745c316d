import { newId } from "@caretype/core/kernel/field/new-id";
import type { ReadRow } from "../source/problems.ts";
import type { SyntheaRow, SyntheaSource } from "../source/synthea/columns.ts";
import { type Encounter, type EncounterContext, encounterOf } from "../source/synthea/rows.ts";
import { readRows, type StagingContext } from "./stage-rows.ts";
import { stagings } from "./staging.ts";
import type { ProgressCounter } from "./throttle.ts";

/** A patient and a provider, with their latest encounter so far. */
type Pair = Encounter & { id: string; line: number; lines: number[]; rowCount: number };

/** The most pairs in memory. A later repetition of a pair is merged in SQL. */
const maxPairs = 2_000;
const linesInText = 500;

/**
 * Merges encounters into pairs. There are about ten times as many encounters, and a patient's are adjacent, so
 * merging here saves most copies to the database.
 */
export async function* stagedPairs(context: StagingContext, source: SyntheaSource, known: EncounterContext) {
  const file = "encounters.csv";
  const maxLines = context.problems.maxListed;
  const pairs = new Map<string, Pair>();
  const read = ({ line, cells }: SyntheaRow<typeof file>): ReadRow<Encounter & { line: number }> => {
    const result = encounterOf(cells, known);
    if ("problems" in result) return result;
    return result.value.provider === null ? {} : { value: { ...result.value, line } };
  };
  for await (const encounters of readRows(context, { file, rows: source.rows(file), read })) {
    for (const { line, ...encounter } of encounters) addEncounter(pairs, encounter, { line, maxLines });
    if (pairs.size >= maxPairs) yield* drain(pairs, context.progress);
  }
  yield* drain(pairs, context.progress);
}

type Listed = { line: number; maxLines: number };

function addEncounter(pairs: Map<string, Pair>, encounter: Encounter, { line, maxLines }: Listed) {
  const key = `${encounter.patient}\0${encounter.provider}`;
  const pair = pairs.get(key);
  if (!pair) {
    pairs.set(key, { ...encounter, id: newId(), line, lines: [line], rowCount: 1 });
    return;
  }
  pair.rowCount++;
  if (pair.lines.length < maxLines) pair.lines.push(line);
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
