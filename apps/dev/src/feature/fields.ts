import { type FeatureNames, isReserved } from "./names.ts";

const kinds = ["text", "line", "integer", "number", "date", "boolean", "choice"] as const;
type FieldKind = (typeof kinds)[number];

/** A field of a generated record. `dueOn` is `due_on` in the table, and "Due on" in the console. */
export type Field = {
  name: string;
  snake: string;
  label: string;
  kind: FieldKind;
  choices: readonly string[];
  isOptional: boolean;
};

/** Names that every record has, and options of lists. */
const own = new Set(
  "id practiceId patientId patientName createdBy createdAt updatedBy updatedAt version expectedVersion limit cursor".split(
    " ",
  ),
);

export const usualFields = ["name:line", "remarks:text?"] as const;

const form = "Write a field as name:kind, such as reason:text, dueOn:date? or state:choice(open|done)";

/**
 * Parses fields such as `reason:text`, `dueOn:date?` and `state:choice(open|done)`. A `?` at the end marks an
 * optional one.
 * @throws {Error} naming an invalid or duplicate field.
 */
export function readFields(specs: readonly string[]): Field[] {
  const fields = specs.map(readField);
  const twice = fields.find(({ name }, at) => fields.findIndex((other) => other.name === name) < at);
  if (twice) throw new Error(`There are two fields ${twice.name}.`);
  return fields;
}

function readField(spec: string): Field {
  const [, name = "", kind = "", list, optional] =
    /^([^:]*):([a-z]*)(?:\(([^()]*)\))?(\?)?$/.exec(spec) ?? [];
  const wrong = (why: string) => new Error(`${JSON.stringify(spec)} ${why}`);
  if (!/^[a-z][a-zA-Z0-9]{0,39}$/.test(name)) throw wrong(`is no field. ${form}.`);
  if (own.has(name)) throw wrong("cannot be: each record has it already.");
  if (isReserved(name)) throw wrong("has a reserved word as its name. Choose another name.");
  const known = kinds.find((each) => each === kind);
  if (!known) throw wrong(`has an unknown kind. Use ${kinds.join(", ")}.`);
  const choices = list?.split("|") ?? [];
  const areChoices =
    choices.length > 1 &&
    new Set(choices).size === choices.length &&
    choices.every((choice) => /^[a-z][a-z0-9-]{0,39}$/.test(choice));
  if (known === "choice" ? !areChoices : list !== undefined)
    throw wrong("needs its values, each once and in lower case, if and only if it is a choice(open|done).");
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return {
    name,
    snake: words.replaceAll(" ", "_"),
    label: capitalized(words),
    kind: known,
    choices,
    isOptional: optional !== undefined,
  };
}

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

type KindCode = {
  /** Drizzle's function for the column, and its arguments after the name. */
  column: string;
  options?: string;
  output: string;
  required: string;
  optional: string;
  /** Two different values. */
  samples: readonly [string, string];
};

const listOf = (choices: readonly string[]) => `[${choices.map((choice) => `"${choice}"`).join(", ")}]`;
const orNull = (schema: string) => ({ required: schema, optional: `${schema}.nullable()` });

function codeOf({ kind, choices }: Field): KindCode {
  const values = listOf(choices);
  const [one = "", other = ""] = choices;
  const all: Record<FieldKind, KindCode> = {
    text: {
      column: "text",
      output: "z.string()",
      required: "requiredText(2000)",
      optional: "optionalText(2000)",
      samples: ['"Palpitations\\nand more"', '"Palpitations\\nand less"'],
    },
    line: {
      column: "text",
      output: "z.string()",
      required: "requiredLine(200)",
      optional: "optionalLine(200)",
      samples: ['"Zelda Quux"', '"Quux"'],
    },
    integer: {
      column: "integer",
      output: "z.int()",
      ...orNull("z.int32()"),
      samples: ["3", "4"],
    },
    number: {
      column: "doublePrecision",
      output: "z.number()",
      ...orNull("z.number()"),
      samples: ["1.5", "-2.25"],
    },
    date: {
      column: "date",
      output: "z.iso.date()",
      ...orNull("ScheduleDay"),
      samples: ['"2026-03-14"', '"2026-03-15"'],
    },
    boolean: {
      column: "boolean",
      output: "z.boolean()",
      ...orNull("z.boolean()"),
      samples: ["true", "false"],
    },
    choice: {
      column: "text",
      options: `, { enum: ${values} }`,
      output: `z.enum(${values})`,
      ...orNull(`z.enum(${values})`),
      samples: [`"${one}"`, `"${other}"`],
    },
  };
  return all[kind];
}

/** Translations of common fields. Others keep their English label until somebody translates it. */
const translated: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de: { name: "Name", remarks: "Bemerkungen", reason: "Grund", note: "Notiz" },
  es: { name: "Nombre", remarks: "Observaciones", reason: "Motivo", note: "Nota" },
};

const help: Record<FieldKind, string> = {
  text: "Free text.",
  line: "On one line.",
  integer: "A whole number.",
  number: "A number.",
  date: "A day, `YYYY-MM-DD`.",
  boolean: "Whether it is so.",
  choice: "One of these.",
};

export function fieldCode(fields: readonly Field[], { snake: table }: FeatureNames): Record<string, string> {
  const lines = (of: readonly Field[], line: (field: Field, code: KindCode) => string) =>
    of.map((field) => line(field, codeOf(field))).join(" ");
  const optional = fields.filter(({ isOptional }) => isOptional);
  const chosen = fields.filter(({ kind }) => kind === "choice");
  const [first] = fields;
  if (!first) throw new Error("A record needs a field.");
  const inputs = fields.map((field) => codeOf(field)[field.isOptional ? "optional" : "required"]);
  const helpers = inputs.flatMap((schema) => /^(?:required|optional)\w+|^ScheduleDay/.exec(schema) ?? []);
  const [before, after] = codeOf(first).samples;
  const labels = (language: string) =>
    lines(fields, ({ name, label }) => `${name}: "${translated[language]?.[name] ?? label}",`);
  return {
    columnImports: [...new Set(fields.map((field) => codeOf(field).column))].join(", "),
    columns: lines(
      fields,
      ({ name, snake, isOptional }, { column, options = "" }) =>
        `${name}: ${column}("${snake}"${options})${isOptional ? "" : ".notNull()"},`,
    ),
    checks: chosen
      .map(
        ({ name, snake, choices }) =>
          `check("${table}_${snake}_check", oneOf(table.${name}, ${listOf(choices)})),`,
      )
      .join(" "),
    outputs: lines(
      fields,
      ({ name, kind, isOptional }, { output }) =>
        `${name}: ${output}${isOptional ? ".nullable()" : ""}.describe("${help[kind]}${isOptional ? " Null if there is none." : ""}"),`,
    ),
    inputs: lines(
      fields,
      ({ name, kind, isOptional }, { required, optional: orEmpty }) =>
        `${name}: ${isOptional ? `${orEmpty}.optional()` : required}.describe("${help[kind]}"),`,
    ),
    inputImports: [...new Set(helpers)].join(", "),
    given: lines(fields, ({ name }, { samples }) => `${name}: ${samples[0]},`),
    required: lines(
      fields.filter(({ isOptional }) => !isOptional),
      ({ name }, { samples }) => `${name}: ${samples[0]},`,
    ),
    empty: lines(optional, ({ name }) => `${name}: null,`),
    changed: `${first.name}: ${after}`,
    first: first.name,
    before,
    after,
    views: lines(
      fields,
      ({ name, kind, isOptional }) =>
        `${name}: simpleField("${name}", { kind: "${kind}", label: texts.fields.${name}, isOptional: ${isOptional}${
          kind === "choice" ? `, options: texts.options.${name}` : ""
        } }),`,
    ),
    labelsEn: labels("en"),
    labelsDe: labels("de"),
    labelsEs: labels("es"),
    options: chosen
      .map(
        ({ name, choices }) =>
          `${name}: { ${choices.map((choice) => `"${choice}": "${capitalized(choice.replaceAll("-", " "))}"`).join(", ")} },`,
      )
      .join(" "),
  };
}
