import { importedId } from "../../pipeline/imported-id.ts";
import { parsedRows, type StagingContext } from "../../pipeline/stage-people.ts";
import { stagings } from "../../pipeline/staging.ts";
import type { SyntheaSource } from "./columns.ts";
import { type Visit, visitOf } from "./rows.ts";

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
