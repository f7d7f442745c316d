import { isDeepStrictEqual } from "node:util";
import type { FieldErrors } from "@caretype/api";
import { isRecord } from "./encode.ts";
import { emptyShape, type Shape } from "./shape.ts";
import { ownSpelling, ownValue } from "./spellings.ts";

const number = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** A text of the path or the query as the schema wants it. What does not fit stays a text, for the schema to refuse. */
export function decodeText(shape: Shape, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => decodeText(shape.items ?? shape, item));
  if (shape.items) return [decodeText(shape.items, value)];
  if (typeof value !== "string" || shape.kinds.has("string")) return value;
  if ((shape.kinds.has("integer") || shape.kinds.has("number")) && number.test(value)) return Number(value);
  if (shape.kinds.has("boolean") && (value === "true" || value === "false")) return value === "true";
  return value;
}

/** Gathers the fields of one object by their typed names, and what is wrong with their names. */
export class FieldGathering {
  readonly input: Record<string, unknown> = {};
  /** Typed name → the name that was sent. */
  readonly sentNames = new Map<string, string>();
  readonly errors: FieldErrors;
  readonly #shape: Shape;
  readonly #prefix: string;

  constructor(shape: Shape, errors: FieldErrors, prefix = "") {
    this.#shape = shape;
    this.errors = errors;
    this.#prefix = prefix;
  }

  /** Undefined where the schema has no such field. A name of the schema's own comes before another's spelling. */
  typedNameOf(sentName: string): string | undefined {
    const { typedNames } = this.#shape;
    return typedNames.get(sentName) ?? typedNames.get(ownSpelling(sentName) ?? "");
  }

  fieldShape = (typedName: string): Shape => this.#shape.fields.get(typedName) ?? emptyShape;

  add(typedName: string, sentName: string, given: unknown): void {
    const value = ownValue(typedName, given);
    const before = this.sentNames.get(typedName);
    if (before === undefined) {
      this.sentNames.set(typedName, sentName);
      this.input[typedName] = value;
    } else if (!isSame(this.input[typedName], value)) {
      this.refuse(sentName, before === sentName ? "Differs from the one in the address" : `Differs from \`${before}\``);
    }
  }

  refuse(sentName: string, message: string): void {
    this.errors[`${this.#prefix}${sentName}`] = [message];
  }
}

/** Ids are the same in either case of letters. */
const isSame = (first: unknown, second: unknown) =>
  typeof first === "string" && typeof second === "string"
    ? first.toLowerCase() === second.toLowerCase()
    : isDeepStrictEqual(first, second);

type BodyShapes = { input: Shape; output: Shape };

/** Adds a JSON object's fields. Those that only the answer has are left out: a client sent back what it had read. */
export function gatherBody(gathering: FieldGathering, body: Record<string, unknown>, output: Shape, prefix = ""): void {
  for (const [sentName, value] of Object.entries(body)) {
    const typedName = gathering.typedNameOf(sentName);
    const answerName = output.typedNames.get(sentName);
    if (answerName !== undefined && (typedName === undefined || (isRecord(value) && typedName !== answerName))) continue;
    if (typedName === undefined) {
      gathering.refuse(sentName, "Unknown field");
      continue;
    }
    const shapes = { input: gathering.fieldShape(typedName), output: output.fields.get(typedName) ?? emptyShape };
    gathering.add(typedName, sentName, decodeJson(value, shapes, { errors: gathering.errors, path: `${prefix}${sentName}.` }));
  }
}

type Place = { errors: FieldErrors; path: string };

function decodeJson(value: unknown, { input, output }: BodyShapes, { errors, path }: Place): unknown {
  if (Array.isArray(value)) {
    const shapes = { input: input.items ?? emptyShape, output: output.items ?? emptyShape };
    return input.items
      ? value.map((item, index) => decodeJson(item, shapes, { errors, path: `${path}${index}.` }))
      : value;
  }
  if (!isRecord(value) || input.fields.size === 0) return value;
  const gathering = new FieldGathering(input, errors, path);
  gatherBody(gathering, value, output, path);
  return gathering.input;
}
