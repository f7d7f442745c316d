import type { UploadId } from "@caretype/api";
import { throwIfAborted } from "./abort.ts";
import { retryAfterMs } from "./call-error.ts";
import type { Client } from "./client.ts";
import { isErrorCode } from "./errors.ts";
import { requireKnown } from "./known-options.ts";
import { pause } from "./pause.ts";

type Calls = Client["import"];
type Begin = Parameters<Calls["begin"]["mutate"]>[0];
export type ImportUpload = Awaited<ReturnType<Calls["progress"]["query"]>>;

/** The cells of a row, and its first line in the file. */
export type ImportRow = { line: number; cells: string[] };

/** A file to import: its name, its headings, and its rows in order. */
export type ImportTable = { file: string; columns: string[]; rows: readonly ImportRow[] };

/** A table or a calendar. A calendar has no columns, and each of its rows is one line of the file. */
type FileToImport = Omit<ImportTable, "columns"> & { columns?: string[] };

/** An import: a format with its settings, and the tables. */
interface NewImport extends Omit<Begin, "files"> {
  tables: readonly FileToImport[];
}

type ImportClient = Pick<Client, "import">;
type CheckedUpload = Pick<ImportUpload, "id" | "rows" | "invalidRows">;

export type ImportOptions = {
  /** Called with the number of rows sent, then with the progress of the check or the run. */
  onProgress?: (progress: ImportProgress) => void;
  /** Cancels the import, and deletes its sent rows. */
  signal?: AbortSignal;
};

const importOptions = { onProgress: 1, signal: 1 } satisfies Record<keyof ImportOptions, 1>;

type RunOptions = ImportOptions & { skipRows?: boolean };

/** `sending`, or a stage of the server. `rows` is the total number of rows in this stage. */
export type ImportProgress = {
  stage: "sending" | NonNullable<ImportUpload["progress"]>["stage"];
  rowsDone: number;
  rows: number;
};

/**
 * Uploads tables, and waits for the server's check. Creates no records yet: look at `problems` and `result`, then
 * call `runImport`.
 *
 * @example
 * const upload = await uploadImport(caretype, {
 *   format: "table",
 *   records: "patient",
 *   tables: [await readCsv(file)],
 *   table: { mapping: { name: "Name", gender: "Sex" } },
 * });
 * if (upload.problems?.total === 0) await runImport(caretype, upload);
 *
 * @throws {CallError} if a call is refused. The upload is then deleted.
 */
export async function uploadImport(
  client: ImportClient,
  { tables, ...input }: NewImport,
  options: ImportOptions = {},
): Promise<ImportUpload> {
  requireKnown(options, importOptions, "uploadImport");
  const { onProgress, signal = new AbortController().signal } = options;
  const files = tables.map(({ file, columns }) => ({ file, ...(columns && { columns }) }));
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  const { id } = await client.import.begin.mutate({ ...input, files }, { signal });
  try {
    const onSent = (rowsDone: number) => onProgress?.({ stage: "sending", rowsDone, rows });
    await sendParts(client, { id, parts: partsOf(tables), signal, onSent });
    await client.import.check.mutate({ id, rows }, { signal });
    return await ended(client, id, { onProgress, signal });
  } catch (error) {
    // Throws the original error, not that of a failed cancellation.
    await client.import.cancel.mutate({ id }).catch(() => undefined);
    throw error;
  }
}

/**
 * Creates the records of a checked upload: all of them, or none. Look at `state` and `result`.
 * @param options `skipRows` leaves out the rows with problems.
 */
export async function runImport(
  client: ImportClient,
  upload: CheckedUpload,
  options: RunOptions = {},
): Promise<ImportUpload> {
  requireKnown(options, { ...importOptions, skipRows: 1 }, "runImport");
  const { id, rows, invalidRows } = upload;
  const { skipRows = false, signal = new AbortController().signal } = options;
  const skipped = skipRows && invalidRows !== null && invalidRows > 0 ? { skipRows: invalidRows } : {};
  await client.import.run.mutate({ id, rows, ...skipped }, { signal });
  return ended(client, id, { ...options, signal });
}

type Sending = {
  id: UploadId;
  parts: AsyncIterator<ImportPart, undefined> | Iterator<ImportPart, undefined>;
  signal: AbortSignal;
  /** Called with the number of rows sent so far. */
  onSent: (rows: number) => void;
};

/** Rows of one file, few enough for one call. */
export type ImportPart = { file: string; rows: ImportRow[] };

const concurrency = 3;

/** Sends parts, three at a time. Safe to retry. Resolves to the number of rows. */
export async function sendParts(
  client: ImportClient,
  { id, parts, signal, onSent }: Sending,
): Promise<number> {
  const ending = new AbortController();
  const until = ending.signal;
  const onAbort = () => ending.abort(signal.reason);
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  let sent = 0;
  const worker = async () => {
    for (;;) {
      const { value: part, done } = await parts.next();
      if (done || part === undefined) return;
      throwIfAborted(until);
      await retryLimited(() => client.import.addPart.mutate({ id, ...part }, { signal: until }), until);
      sent += part.rows.length;
      onSent(sent);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, worker));
    return sent;
  } catch (error) {
    ending.abort();
    throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** Retries when rate limited, after the server's delay: the user cannot act on it. */
export async function retryLimited<Answer>(
  call: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted || !isErrorCode(error, "RATE_LIMITED")) throw error;
      await pause(Math.max(1_000, retryAfterMs(error) ?? 0), signal);
    }
  }
}

/** The server's limit per call. */
const maxRows = 1_000;
const maxBytes = 700_000;

function* partsOf(tables: readonly FileToImport[]): Generator<ImportPart, undefined> {
  for (const { file, rows } of tables) {
    for (let from = 0; from < rows.length; ) {
      const part = rowsThatFit(rows, from);
      yield { file, rows: part };
      from += part.length;
    }
  }
}

const encoder = new TextEncoder();

/**
 * Returns the next rows that fit into one call. A single row that is too large is sent alone, so that the server
 * reports it.
 */
export function rowsThatFit(
  rows: readonly ImportRow[],
  from: number,
  toSent: (cells: string[]) => string[] = (cells) => cells,
): ImportRow[] {
  const fitting: ImportRow[] = [];
  let bytes = 0;
  for (const { line, cells } of rows.slice(from, from + maxRows)) {
    const row = { line, cells: toSent(cells) };
    bytes += encoder.encode(JSON.stringify(row)).length;
    if (bytes > maxBytes && fitting.length > 0) break;
    fitting.push(row);
  }
  return fitting;
}

/** Polls until the check or the run is over. */
async function ended(
  { import: calls }: ImportClient,
  id: UploadId,
  { onProgress, signal }: { onProgress?: ImportOptions["onProgress"] | undefined; signal: AbortSignal },
): Promise<ImportUpload> {
  for (let polls = 0; ; polls++) {
    const upload = await calls.progress.query({ id }, { signal });
    if (upload.progress === null) return upload;
    onProgress?.(upload.progress);
    await pause(pollMilliseconds(polls), signal);
  }
}

/** Polls less often over time, as each call is audited. */
const pollMilliseconds = (polls: number) => Math.min(5_000, 100 * 2 ** polls);
