import type { Client } from "@caretype/client";
import { runImport, uploadImport } from "@caretype/client/import";

type Import = Parameters<typeof uploadImport>[1];
type Table = {
  records: NonNullable<Import["records"]>;
  columns: string[];
  rows: string[][];
  table: Import["table"];
  /** Only checks the file. Default false. */
  checks?: boolean;
};

/** Imports a table through the API. */
export async function importTable(
  client: Client,
  { records, columns, rows, table, checks }: Table,
): Promise<void> {
  const numbered = rows.map((cells, at) => ({ line: at + 2, cells }));
  const upload = await uploadImport(client, {
    format: "table",
    records,
    tables: [{ file: `${records}s.csv`, columns, rows: numbered }],
    table,
  });
  if (checks) return void (await client.import.cancel.mutate({ id: upload.id }));
  const { state, problems } = await runImport(client, upload);
  if (state !== "done")
    throw new Error(`The ${records}s could not be imported: ${problems?.first[0]?.message ?? state}.`);
}
