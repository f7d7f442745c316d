import { newId } from "../field/new-id.ts";
import { addCellProblems } from "./cell-problems.ts";
import type { ProgressCounter } from "./progress-counter.ts";
import type { StagingContext } from "./stage-records.ts";
import { stagings } from "./staging.ts";
import type { SyntheaSource } from "./synthea-columns.ts";
import { type Encounter, encounterOf } from "./synthea-rows.ts";

/** A patient and a provider that have met, with the latest encounter seen so far. */
type Pair = Encounter & { id: string; line: number; lines: number[]; rowCount: number };

/** More are not listed in an error. */
const mostLines = 100;
/** So many are held at a time; a pair that comes back later is united with itself in SQL. */
const mostPairs = 2_000;
const linesInText = 500;

/**
 * There are some ten times as many encounters as pairs, and a patient's stand together: so most are united
 * here, which spares the database their copy.
 */
export async function* stagedPairs({ problems, pace, progress }: StagingContext, source: SyntheaSource) {
  const file = "encounters.csv";
  const pairs = new Map<string, Pair>();
  for await (const rows of source.rows(file)) {
    for (const row of rows) {
      const judged = encounterOf(row.cells);
      if ("problems" in judged) addCellProblems(problems, judged.problems, { file, row });
      else unite(pairs, judged.value, row.line);
    }
    progress.add(rows.length);
    if (pairs.size >= mostPairs) yield* drain(pairs, progress);
    await pace.rest();
  }
  yield* drain(pairs, progress);
}

function unite(pairs: Map<string, Pair>, encounter: Encounter, line: number) {
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
