import { writeFile } from "node:fs/promises";
import type { Client, PatientId } from "@caretype/client";
import { toCsv } from "@caretype/client/csv";

/** Saves the access log of a patient, and resolves to the callers who were refused. */
export async function saveAccessReport(caretype: Client, patientId: PatientId): Promise<string[]> {
  const { fileName, text, rows } = await toCsv(
    caretype.audit.accessReport.pages({ patientId, limit: 1000 }),
    {
      fileName: "access-report.csv",
      columns: ["at", "who", "what", "outcome"],
    },
  );
  await writeFile(fileName, text);
  return rows.filter(({ outcome }) => outcome !== "ok").map(({ who }) => who);
}
