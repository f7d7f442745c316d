import { createHash } from "node:crypto";
import { AppointmentId, type PracticeId } from "../field/ids.ts";
import { parsedRows, type StagingContext } from "./stage-records.ts";
import { stagings } from "./staging.ts";
import type { SyntheaSource } from "./synthea-columns.ts";
import { type Visit, visitOf } from "./synthea-rows.ts";

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
      id: importedId(practiceId, externalId),
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
      ...details,
    },
  );
}

/**
 * The same id for the same encounter, so that a repeated import finds its appointment. A UUID of version 8, which
 * RFC 9562 leaves to the application: the first bits of a SHA-256.
 */
function importedId(practiceId: PracticeId, encounter: string): AppointmentId {
  const hash = createHash("sha256").update(`${practiceId} synthea ${encounter}`).digest("hex");
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return AppointmentId.parse(parts.join("-"));
}
