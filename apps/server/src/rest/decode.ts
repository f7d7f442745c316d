import { isDeepStrictEqual } from "node:util";
import { type FieldErrors, unknownField } from "@caretype/api";
import { canonicalName, canonicalValue } from "./aliases.ts";
import { isRecord } from "./encode.ts";
import { emptyShape, type Shape } from "./shape.ts";

const number = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Converts text from the path or query to the schema's type. Invalid text stays, and the schema refuses it. */
export function decodeText(shape: Shape, value: unknown): unknown {
  if (Array.isArray(value)) return value.flatMap((item) => decodeText(shape, item));
  if (shape.items) return listed(shape.items, value).map((item) => decodeText(shape.items ?? shape, item));
  if (typeof value !== "string" || shape.kinds.has("string")) return value;
  if (shape.isFieldName) return typedValue(shape, value);
  if ((shape.kinds.has("integer") || shape.kinds.has("number")) && number.test(value)) return Number(value);
  if (shape.kinds.has("boolean") && (value === "true" || value === "false")) return value === "true";
  return value;
}

/** A list may use commas, unless its items are free text: 200 repeated names do not fit into an address. */
const listed = ({ id, kinds }: Shape, value: unknown): unknown[] =>
  typeof value === "string" && (id || !kinds.has("string")) ? value.split(",") : [value];

/** Converts a value that is a field's name. An unknown name stays, and the schema refuses it. */
const typedValue = ({ typedNames }: Shape, value: string): string => typedNames.get(value) ?? value;

/** Collects errors of names, up to a limit: an answer must not be larger than its request. */
export class NameErrors {
  /** Without a prototype, because a hostile name may be `__proto__`. */
  readonly all: FieldErrors = Object.create(null);
  #count = 0;

  add(path: string, message: string): void {
    if (this.#count >= maxErrors) return;
    if (this.all[path] === undefined) this.#count++;
    this.all[path] = [message];
  }
}

type Place = { path?: string; ignored: (sentName: string) => boolean };

/** Collects the fields of one object by their typed names, and the errors of their names. */
export class FieldCollector {
  readonly input: Record<string, unknown> = {};
  /** Typed name → the name that was sent. */
  readonly sentNames = new Map<string, string>();
  readonly #shape: Shape;
  readonly #errors: NameErrors;
  readonly #path: string;

  readonly #ignored: (sentName: string) => boolean;

  /**
   * `path`: the object's place in the whole input, ending with a dot. `ignored`: fields of answers that are ignored.
   */
  constructor(shape: Shape, errors: NameErrors, { path = "", ignored }: Place) {
    this.#shape = shape;
    this.#errors = errors;
    this.#path = path;
    this.#ignored = ignored;
  }

  /**
   * Returns undefined for an unknown field.
   * The schema's own names win over aliases.
   */
  typedNameOf(sentName: string): string | undefined {
    const { typedNames } = this.#shape;
    return typedNames.get(sentName) ?? typedNames.get(canonicalName(sentName) ?? "");
  }

  shapeOf = (typedName: string): Shape => this.#shape.fields.get(typedName) ?? emptyShape;

  add(typedName: string, sentName: string, given: unknown): void {
    const value = canonicalValue(typedName, given);
    const before = this.sentNames.get(typedName);
    if (before === undefined) {
      this.sentNames.set(typedName, sentName);
      this.input[typedName] = value;
    } else if (!isSame(this.input[typedName], value)) {
      const other = before === sentName ? "the one in the address" : `\`${before}\``;
      this.refuse(sentName, `Differs from ${other}`);
    }
  }

  /** Adds a JSON object. Ignores fields that only answers have: clients of former systems send whole records back. */
  addBody(body: Record<string, unknown>, output: Shape): void {
    for (const [sentName, value] of Object.entries(body)) {
      const typedName = this.typedNameOf(sentName);
      if (this.#ignored(sentName) && isReadBack(sentName, value, { typedName, output })) continue;
      if (typedName === undefined) {
        this.refuseUnknown(sentName);
        continue;
      }
      const shapes = { input: this.shapeOf(typedName), output: output.fields.get(typedName) ?? emptyShape };
      this.add(typedName, sentName, this.#decode(value, shapes, `${this.#path}${sentName}.`));
    }
  }

  refuseUnknown(sentName: string): void {
    this.refuse(sentName, unknownField(sentName, this.#shape.typedNames.keys()));
  }

  refuse(sentName: string, message: string): void {
    this.#errors.add(`${this.#path}${sentName}`, message);
  }

  #decode(value: unknown, { input, output }: Shapes, path: string): unknown {
    const { items } = input;
    if (Array.isArray(value)) {
      if (!items) return value;
      const shapes = { input: items, output: output.items ?? emptyShape };
      return value.map((item, index) => this.#decode(item, shapes, `${path}${index}.`));
    }
    if (input.isFieldName && typeof value === "string") return typedValue(input, value);
    if (!isRecord(value) || input.fields.size === 0) return value;
    const nested = new FieldCollector(input, this.#errors, { path, ignored: this.#ignored });
    nested.addBody(value, output);
    return nested.input;
  }
}

export const maxErrors = 50;

type Shapes = { input: Shape; output: Shape };
type Naming = { typedName: string | undefined; output: Shape };

/** In an answer, `patient` is an object. In an input, it is an alias of `patient_id`, an id. */
function isReadBack(sentName: string, value: unknown, { typedName, output }: Naming): boolean {
  const answerName = output.typedNames.get(sentName);
  if (answerName === undefined) return false;
  return typedName === undefined || (isRecord(value) && typedName !== answerName);
}

/** Ids are case-insensitive. */
const isSame = (first: unknown, second: unknown) =>
  typeof first === "string" && typeof second === "string"
    ? first.toLowerCase() === second.toLowerCase()
    : isDeepStrictEqual(first, second);
