import { partOf } from "./part-of.ts";
import type { Calls, FileReading, PartRequest, Request } from "./protocol.ts";
import { readTable, type Table } from "./read-table.ts";

const tables = new Map<string, Table>();

async function read({ files, columnName }: Calls["read"]["input"]): Promise<FileReading[]> {
  tables.clear();
  const readings: FileReading[] = [];
  for (const { file, ...options } of files) {
    const { name } = options;
    const bytes = await file.bytes().catch(() => null);
    if (!bytes) {
      readings.push({ file: name, fault: "notOpened" });
      continue;
    }
    const table = readTable(bytes, { ...options, columnName });
    if (!("fault" in table)) tables.set(name, table);
    readings.push("fault" in table ? table : { ...table, rows: table.rows.length });
  }
  return readings;
}

function part({ file, ...request }: PartRequest) {
  const table = tables.get(file);
  if (!table) throw new Error("The file was not read.");
  return partOf(table, request);
}

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  try {
    postMessage({ id: data.id, output: data.kind === "read" ? await read(data.input) : part(data.input) });
  } catch (error) {
    postMessage({ id: data.id, failure: String(error) });
  }
});
