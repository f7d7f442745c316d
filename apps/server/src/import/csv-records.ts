import { CsvError, type Info, parse } from "csv-parse";
import { CsvBytes } from "./csv-bytes.ts";

export type CsvRecord = {
  /** The line in which the record begins, from 1. */
  line: number;
  /** One character per byte, not decoded yet. See csv-cells.ts. */
  cells: string[];
};
export type BrokenRecord = {
  line: number;
  /** The index of the broken field, from 0. */
  field: number;
  message: string;
};
/** What separates the cells, and what quotes them, if anything does. */
export type Dialect = { delimiter: string; quote: string | false };

const commas: Dialect = { delimiter: ",", quote: '"' };

export type RecordBatch = { records: CsvRecord[]; broken?: BrokenRecord; isSuspect: boolean };

/**
 * An unclosed quote would swallow the rest of the file.
 * No valid record is near this size.
 */
const maxRecordBytes = 1024 * 1024;

/**
 * Reads the records of a file in batches, without empty lines.
 * After broken quoting, it continues with the next line, to find every broken record.
 */
export async function* readRecords(
  path: string,
  onBytes: (count: number) => void,
  dialect: Dialect = commas,
): AsyncGenerator<RecordBatch> {
  const place = { start: 0, skipLines: 0, line: 0 };
  for (;;) {
    const segment = new Segment(path, place, { onBytes, dialect });
    yield* segment.batches();
    if (!segment.broken) return;
    // Skip to the line after the first line of the broken record.
    place.skipLines = segment.broken.line - segment.line;
    place.start = segment.end;
    place.line = segment.broken.line;
  }
}

/** One pass of the parser, from a place in the file to its end or to the first broken record. */
class Segment {
  readonly #bytes: CsvBytes;
  readonly #dialect: Dialect;
  #records: CsvRecord[] = [];
  #parserLine = 0;
  #emptyLines = 0;
  /** The last line of the last good record. */
  line: number;
  #end: number | undefined;
  broken: BrokenRecord | undefined;

  constructor(
    path: string,
    place: { start: number; skipLines: number; line: number },
    { onBytes, dialect }: { onBytes: (count: number) => void; dialect: Dialect },
  ) {
    this.#dialect = dialect;
    this.#bytes = new CsvBytes(path, { start: place.start, skipLines: place.skipLines, onBytes });
    this.line = place.line;
  }

  /** The offset at which the last good record ends. */
  get end() {
    return this.#end ?? this.#bytes.origin;
  }

  async *batches(): AsyncGenerator<RecordBatch> {
    const parser = parse({
      // Keep the bytes, so that invalid UTF-8 is found in its cell and not silently replaced.
      encoding: "latin1",
      ...this.#dialect,
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: maxRecordBytes,
      on_record: (cells: string[], info) => this.#add(cells, info),
    });
    parser.on("error", () => undefined);
    parser.resume();
    for await (const chunk of this.#bytes) {
      await this.#run((done) => parser.write(chunk, done));
      yield this.#take();
      if (this.broken) return;
    }
    await this.#run((done) => parser.end(done));
    yield this.#take();
  }

  /** Resolves when the parser has taken a chunk. Sets `broken` on broken quoting. */
  async #run(send: (done: (error?: Error | null) => void) => void) {
    const { promise, resolve } = Promise.withResolvers<Error | null | undefined>();
    send(resolve);
    const error = await promise;
    if (!error) return;
    if (!(error instanceof CsvError)) throw error;
    this.broken = this.#describe(error);
  }

  #add(cells: string[], info: Info) {
    const emptyLines = info.empty_lines - this.#emptyLines;
    const span = info.lines - this.#parserLine - emptyLines;
    const first = this.line + emptyLines + 1;
    this.#records.push({ line: first, cells });
    // The parser counts CR LF within a field as two lines.
    const doubled = span > 1 ? cells.reduce((sum, cell) => sum + cell.split("\r\n").length - 1, 0) : 0;
    this.line = first + span - 1 - doubled;
    this.#parserLine = info.lines;
    this.#emptyLines = info.empty_lines;
    this.#end = this.#bytes.origin + info.bytes;
    return null;
  }

  #take(): RecordBatch {
    const records = this.#records;
    this.#records = [];
    const { isSuspect } = this.#bytes;
    return this.broken ? { records, isSuspect, broken: this.broken } : { records, isSuspect };
  }

  #describe(error: CsvError): BrokenRecord {
    const emptyLines = Number(error.empty_lines ?? 0) - this.#emptyLines;
    const messages: Record<string, string> = {
      INVALID_OPENING_QUOTE: "Broken quoting: a quote in an unquoted field",
      CSV_INVALID_CLOSING_QUOTE: "Broken quoting: text after the closing quote",
      CSV_QUOTE_NOT_CLOSED: "Broken quoting: the quote is never closed",
      CSV_MAX_RECORD_SIZE: "Broken quoting: the quote is not closed within 1 MiB",
    };
    return {
      line: this.line + emptyLines + 1,
      field: Number(error.index ?? 0),
      message: messages[error.code] ?? "Not CSV",
    };
  }
}
