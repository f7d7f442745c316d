import { createReadStream } from "node:fs";
import {
  type ConceptReading,
  conceptsOf,
  headingNames,
  includedConcepts,
  noteName,
  type ResourceHeading,
} from "@caretype/chart/codes/file/schema";
import type { SentConcept } from "@caretype/chart/codes/schema";
import { Tokenizer, TokenizerError, TokenParser, TokenParserError, TokenType } from "@streamparser/json";
import type { Events } from "./read-table.ts";

/** The metadata of a resource. */
export type Heading = ResourceHeading & { hasExpansion: boolean; names: ReadonlyMap<string, string> };

const emptyHeading = {
  resourceType: undefined,
  url: undefined,
  version: undefined,
  title: undefined,
  name: undefined,
  content: undefined,
};

type Piece = { top: string; value: unknown };

/** The parser's time grows with the square of the depth. */
const deepest = 5_000;
const tooDeep = "Nested too deeply";
const levels = new Map([
  [TokenType.LEFT_BRACE, 1],
  [TokenType.LEFT_BRACKET, 1],
  [TokenType.RIGHT_BRACE, -1],
  [TokenType.RIGHT_BRACKET, -1],
]);

/**
 * Reads the parts of a file at these paths, in chunks. A JSON error is reported by line and column, and ends the
 * file.
 */
async function* piecesOf(
  file: string,
  paths: string[],
  { onBytes, onProblem }: Events,
): AsyncGenerator<Piece[]> {
  let pieces: Piece[] = [];
  let [offset, depth] = [0, 0];
  const lines = new Lines();
  const parser = new TokenParser({ paths, keepStack: false });
  parser.onValue = ({ value, key, stack }) => {
    pieces.push({
      top:
        stack.length > 1
          ? stack
              .slice(1)
              .map((level) => level.key)
              .join(".")
          : String(key),
      value,
    });
  };
  const tokenizer = new Tokenizer();
  tokenizer.onToken = (token) => {
    offset = token.offset;
    depth += levels.get(token.token) ?? 0;
    if (depth > deepest) throw new TokenParserError(tooDeep);
    parser.write(token);
  };
  try {
    for await (const chunk of createReadStream(file)) {
      const bytes = Buffer.from(chunk);
      onBytes(bytes.length);
      lines.add(bytes);
      tokenizer.write(bytes);
      yield pieces;
      pieces = [];
    }
    if (!parser.isEnded) onProblem({ line: lines.count, message: "The JSON is not complete" });
  } catch (error) {
    // Thrown by a decoder.
    const isNoUtf8 =
      error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA";
    if (isNoUtf8) return onProblem({ ...lines.placeOf(offset), message: "Not UTF-8" });
    if (!(error instanceof TokenizerError) && !(error instanceof TokenParserError)) throw error;
    const known = /absolute position "(\d+)"/.exec(error.message)?.[1];
    const message = error.message === tooDeep ? tooDeep : "Not JSON";
    onProblem({ ...lines.placeOf(Number(known ?? offset)), message });
  }
}

const newline = 0x0a;

/** Byte offsets of the lines' starts. */
class Lines {
  #bytes = 0;
  readonly #starts = [0];

  get count(): number {
    return this.#starts.length;
  }

  add(chunk: Buffer): void {
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1))
      this.#starts.push(this.#bytes + at + 1);
    this.#bytes += chunk.length;
  }

  placeOf(offset: number): { line: number; column: string } {
    const line = this.#starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: `byte ${offset - (this.#starts[line] ?? 0) + 1}` };
  }
}

/** Codes have no line of their own. */
const atLine1 =
  ({ onProblem }: Pick<Events, "onProblem">): ConceptReading["onProblem"] =>
  (problem) =>
    onProblem({ line: 1, ...problem });

/** Reads a resource's metadata, and skips its codes. */
export async function readHeading(file: string, events: Pick<Events, "onProblem">): Promise<Heading> {
  const heading: Partial<Heading> = {};
  const paths = headingNames.map((name) => `$.${name}`);
  const names = new Map<string, string>();
  let hasExpansion = false;
  const read = [...paths, "$.property.*", "$.expansion.property.*", "$.expansion.contains.*"];
  for await (const pieces of piecesOf(file, read, { ...events, onBytes: () => undefined }))
    for (const { top, value } of pieces) {
      hasExpansion ||= top === "expansion.contains";
      if (top.endsWith("property")) noteName(names, value);
      const name = headingNames.find((one) => one === top);
      if (name && typeof value === "string") heading[name] = value;
    }
  return { ...emptyHeading, ...heading, hasExpansion, names };
}

/** Reads the codes of a code system, including nested ones. */
export async function* readCodeSystem(
  file: string,
  { names }: Pick<Heading, "names">,
  events: Events,
): AsyncGenerator<SentConcept[]> {
  const reading = { isValueSet: false, names, onProblem: atLine1(events) };
  for await (const pieces of piecesOf(file, ["$.concept.*"], events))
    yield pieces.flatMap(({ value }) => conceptsOf(value, reading));
}

/** Reads the codes of a value set: its expansion, or the lists that it is composed of. */
export async function* readValueSet(
  file: string,
  { hasExpansion, names }: Pick<Heading, "hasExpansion" | "names">,
  events: Events,
): AsyncGenerator<SentConcept[]> {
  const paths = hasExpansion ? ["$.expansion.contains.*"] : ["$.compose.include.*", "$.compose.exclude.*"];
  const reading = { isValueSet: true, names, onProblem: atLine1(events) };
  for await (const pieces of piecesOf(file, paths, events))
    yield pieces.flatMap(({ top, value }) =>
      hasExpansion ? conceptsOf(value, reading) : includedConcepts(top, value, reading.onProblem),
    );
}
