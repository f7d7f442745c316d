import { openAsBlob } from "node:fs";
import { parseArgs } from "node:util";
import { createClient } from "@caretype/client";
import { readCsv } from "@caretype/client/csv";
import { runImport, uploadImport } from "@caretype/client/import";

// Imports a file of patients with the columns No, Name, Sex and Born.
const { positionals } = parseArgs({ allowPositionals: true });
const [path = "patients.csv"] = positionals;
const caretype = createClient({
  url: process.env.CARETYPE_URL ?? "http://127.0.0.1:3000",
  apiKey: process.env.CARETYPE_API_KEY,
});

const onProgress = ({ stage, rowsDone, rows }: { stage: string; rowsDone: number; rows: number }) =>
  console.error(`${stage}: ${rowsDone} of ${rows}`);
const upload = await uploadImport(
  caretype,
  {
    format: "table",
    records: "patient",
    tables: [await readCsv(new File([await openAsBlob(path)], path))],
    table: {
      mapping: { name: "Name", gender: "Sex", dateOfBirth: "Born" },
      dateFormat: "DD.MM.YYYY",
      identifier: { column: "No", system: "old-practice" },
    },
  },
  { onProgress },
);
for (const { line, column, message } of upload.problems?.first ?? [])
  console.log(`Line ${line}, ${column}: ${message}`);
const { state, result } = await runImport(caretype, upload, { skipRows: true, onProgress });
console.log(`${state}: ${result?.patients.imported} patients, ${result?.rowsSkipped} rows left out`);
