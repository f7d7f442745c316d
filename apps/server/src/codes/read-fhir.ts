import { createReadStream } from "node:fs";
import { SentConcept } from "@caretype/api/codes/schema";
import { Tokenizer, TokenizerError, TokenParser, TokenParserError } from "@streamparser/json";
import { z } from "zod";
import type { Events } from "./read-table.ts";

const text = z.string().optional().catch(undefined);

const Designation = z.object({ value: z.string() });
const Property = z.object({ code: z.string(), valueBoolean: z.boolean().optional(), valueCode: text });

/** A code as a CodeSystem and a ValueSet have it, with those below it. */
const Fhir = z.object({
  system: text,
  code: text,
  display: text,
  inactive: z.boolean().optional().catch(undefined),
  abstract: z.boolean().optional().catch(undefined),
  designation: z.array(Designation).optional().catch(undefined),
  property: z
    .array(Property.catch({ code: "" }))
    .optional()
    .catch(undefined),
  concept: z.array(z.unknown()).optional().catch(undefined),
  contains: z.array(z.unknown()).optional().catch(undefined),
});
type Fhir = z.output<typeof Fhir>;

const Include = z.looseObject({ system: text, concept: z.array(z.unknown()).optional() });

const headingPaths = ["resourceType", "url", "version", "title", "name", "content"] as const;

/** What a resource says of itself. */
export type Heading = Record<(typeof headingPaths)[number], string | undefined> & { hasExpansion: boolean };

const emptyHeading = {
  resourceType: undefined,
  url: undefined,
  version: undefined,
  title: undefined,
  name: undefined,
  content: undefined,
};

type Piece = { top: string; value: unknown };

/**
 * Reads the parts of a file at these paths, a chunk of the file at a time. A problem of its JSON is told by line and
 * column, and ends it.
 */
async function* piecesOf(
  file: string,
  paths: string[],
  { onBytes, onProblem }: Events,
): AsyncGenerator<Piece[]> {
  let pieces: Piece[] = [];
  let offset = 0;
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
    if (!(error instanceof TokenizerError) && !(error instanceof TokenParserError)) throw error;
    const known = /absolute position "(\d+)"/.exec(error.message)?.[1];
    onProblem({ ...lines.placeOf(Number(known ?? offset)), message: "Not JSON" });
  }
}

const newline = 0x0a;

/** Where lines begin, in bytes. */
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

const retired = ["retired", "deprecated", "inactive"];

const isRetired = ({ inactive, property = [] }: Fhir) =>
  inactive === true ||
  property.some(
    ({ code, valueBoolean, valueCode = "" }) =>
      (code === "inactive" && valueBoolean === true) || (code === "status" && retired.includes(valueCode)),
  );

type Reading = Pick<Events, "onProblem"> & {
  /** Of a value set: the system of codes that name none. */
  system?: string | undefined;
  isValueSet: boolean;
};

/** A code with all below it. */
function conceptsOf(value: unknown, reading: Reading): SentConcept[] {
  const parsed = Fhir.safeParse(value);
  if (!parsed.success) {
    reading.onProblem({ line: 1, message: "A code is not an object" });
    return [];
  }
  const { data } = parsed;
  const below = [...(data.concept ?? []), ...(data.contains ?? [])];
  const system = data.system ?? reading.system;
  // What only groups others has no code of its own.
  const own = data.code === undefined && data.abstract ? [] : [checked(data, system, reading)];
  return [...own, ...below.map((one) => conceptsOf(one, reading))].flat();
}

function checked(data: Fhir, system: string | undefined, { isValueSet, onProblem }: Reading): SentConcept[] {
  const { code, display = code, designation = [] } = data;
  const synonyms = designation.map(({ value }) => value).filter((word) => word !== display);
  const sent = SentConcept.safeParse({
    ...(isValueSet && { system: system ?? "" }),
    code,
    display,
    synonyms,
    isRetired: isRetired(data),
  });
  if (sent.success) return [sent.data];
  for (const { path, message } of sent.error.issues)
    onProblem({ line: 1, column: `code ${JSON.stringify(code ?? null)}, ${String(path[0])}`, message });
  return [];
}

/** Reads what a resource says of itself. Its codes are skipped. */
export async function readHeading(file: string, events: Pick<Events, "onProblem">): Promise<Heading> {
  const heading: Partial<Heading> = {};
  const paths = headingPaths.map((name) => `$.${name}`);
  let hasExpansion = false;
  for await (const pieces of piecesOf(file, [...paths, "$.expansion.contains.*"], {
    ...events,
    onBytes: () => undefined,
  }))
    for (const { top, value } of pieces) {
      hasExpansion ||= top === "expansion.contains";
      const name = headingPaths.find((one) => one === top);
      if (name && typeof value === "string") heading[name] = value;
    }
  return { ...emptyHeading, ...heading, hasExpansion };
}

/** Reads the codes of a code system, also those below others. */
export async function* readCodeSystem(file: string, events: Events): AsyncGenerator<SentConcept[]> {
  for await (const pieces of piecesOf(file, ["$.concept.*"], events))
    yield pieces.flatMap(({ value }) => conceptsOf(value, { ...events, isValueSet: false }));
}

const onlyLists = "Only lists of codes are read. Let a terminology server expand the value set first";

/** Reads the codes of a value set: its expansion, or the lists that it is composed of. */
export async function* readValueSet(
  file: string,
  { hasExpansion }: Pick<Heading, "hasExpansion">,
  events: Events,
): AsyncGenerator<SentConcept[]> {
  const paths = hasExpansion ? ["$.expansion.contains.*"] : ["$.compose.include.*", "$.compose.exclude.*"];
  for await (const pieces of piecesOf(file, paths, events))
    yield pieces.flatMap(({ top, value }) => {
      if (hasExpansion) return conceptsOf(value, { ...events, isValueSet: true });
      const { data } = Include.safeParse(value);
      if (top === "compose.include" && data?.concept && data.valueSet === undefined)
        return data.concept.flatMap((one) =>
          conceptsOf(one, { ...events, isValueSet: true, system: data.system }),
        );
      events.onProblem({ line: 1, column: top, message: onlyLists });
      return [];
    });
}
