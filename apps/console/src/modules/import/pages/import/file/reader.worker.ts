import { guessEncoding } from "@caretype/import/source/guess-encoding";
import {
  type Calls,
  type FilePart,
  type FileReading,
  isCalendar,
  type PartRequest,
  type Request,
} from "./protocol.ts";
import { partOf, readTable, type Table } from "./read-table.ts";

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
    const isResource = options.isCodes && /\.json$/i.test(name);
    const table = isResource
      ? await readCodes(name, bytes)
      : isCalendar(name)
        ? await readCalendar(name, bytes, options.timeZone)
        : await readText(bytes, { ...options, columnName });
    if (!("fault" in table)) tables.set(name, table);
    readings.push("fault" in table ? table : { ...table, rows: table.rows.length });
  }
  return readings;
}

/** If the bytes do not reveal the encoding, it is guessed, and the page asks. */
async function readText(bytes: Uint8Array, options: Parameters<typeof readTable>[1]) {
  const table = readTable(bytes, options);
  if ("fault" in table || options.encoding || table.encoding !== "windows-1252") return table;
  const encoding = await guessEncoding(bytes);
  return encoding === table.encoding ? table : readTable(bytes, { ...options, encoding });
}

/** Loads the calendar library only if needed. */
async function readCalendar(name: string, bytes: Uint8Array, timeZone: string | null = null) {
  const { calendarTable } = await import("./calendar-table.ts");
  return calendarTable(bytes, { file: name, today: new Date(), timeZone });
}

/** Loads the schemas of codes only if needed. */
async function readCodes(name: string, bytes: Uint8Array) {
  const { readResource } = await import("./codes-resource.ts");
  // RFC 8259 requires UTF-8.
  return readResource(name, new TextDecoder().decode(bytes));
}

function part({ file, ...request }: PartRequest): FilePart {
  const table = tables.get(file);
  if (!table) throw new Error("Read the file first");
  return partOf(table, request);
}

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  try {
    postMessage({ id: data.id, output: data.kind === "read" ? await read(data.input) : part(data.input) });
  } catch (error) {
    postMessage({ id: data.id, failure: String(error) });
  }
});
