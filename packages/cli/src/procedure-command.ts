import { Command, InvalidArgumentError, Option } from "commander";
import { kebabCase } from "./feature-names.ts";
import { flagOf, optionsOf, valuesOf } from "./field-options.ts";
import type { ProcedureDefinition } from "./procedure-definitions.ts";
import { addServerOptions, parseNumber, type ServerOptions } from "./server-options.ts";

/** Options of each procedure's command besides its input's. */
export type ProcedureOptions = ServerOptions & {
  json?: boolean;
  columns?: string;
  /** The whole input as JSON, or `-` for standard input. */
  input?: string;
  all?: boolean;
  lines?: boolean;
  concurrency: number;
  run?: string;
};

export type ProcedureRequest = {
  definition: ProcedureDefinition;
  values: Record<string, unknown>;
  options: ProcedureOptions;
};

type Run = (request: ProcedureRequest) => Promise<void>;

/** Returns a procedure's command: `create` in `caretype patient create`. */
export function procedureCommand(definition: ProcedureDefinition, run: Run): Command {
  const { fields, positional } = definition;
  const about = [definition.summary, definition.deprecation].filter(Boolean).join(". ");
  const command = new Command(kebabCase(definition.name)).description(about);
  for (const name of positional) command.argument(`[${kebabCase(name)}]`, `the same as ${flagOf(name)}`);
  command.optionsGroup("Input:");
  for (const option of fields.flatMap((field) => optionsOf(field, definition))) command.addOption(option);
  const names = fields.map(({ name }) => name);
  if (names.includes("expectedVersion") && !names.includes("version")) command.addOption(mistakenVersion());
  if (fields.length > 0)
    command.option("--input <json|->", "the whole input as JSON, or - to read it from standard input");
  command.optionsGroup("Output:");
  command.option("--json", "print JSON, as when the output is piped");
  command.addOption(
    new Option("--columns <names>", "the columns of a table, separated by commas").conflicts("json"),
  );
  if (definition.isList)
    command.addOption(
      new Option("--all", "read all pages; JSON then has an item on each line").conflicts("cursor"),
    );
  if (fields.length > 0 && definition.isRepeatable) addLineOptions(command, definition);
  addServerOptions(command);
  return command.exitOverride().action(async () => {
    const options = command.opts<ProcedureOptions>();
    const values = { ...valuesOf(fields, command.opts()), ...argumentsOf(command, definition) };
    await run({ definition, values, options });
  });
}

/** Easily confused with `--expected-version`, and too different for commander to suggest it. */
const mistakenVersion = () =>
  new Option("--version [number]").hideHelp().argParser(() => {
    throw new InvalidArgumentError("Did you mean --expected-version?");
  });

function addLineOptions(command: Command, { type, isList }: ProcedureDefinition): void {
  const conflicting = ["input", "columns", ...(isList ? ["all"] : [])];
  command.optionsGroup("Many calls:");
  command.addOption(
    new Option(
      "--lines",
      "read inputs from standard input, a JSON object on each line; options apply to all",
    ).conflicts(conflicting),
  );
  command.option("--concurrency <number>", "how many calls to make at once", parseConcurrency, 4);
  if (type === "mutation")
    command.option(
      "--run <name>",
      "lines that succeeded in a run of this name within 24 hours are not repeated",
    );
}

function parseConcurrency(text: string): number {
  const number = parseNumber(text);
  if (!Number.isInteger(number) || number < 1 || number > 64)
    throw new InvalidArgumentError("Use a whole number from 1 to 64.");
  return number;
}

function argumentsOf(command: Command, { positional }: ProcedureDefinition): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [index, name] of positional.entries()) {
    const value: unknown = command.processedArgs[index];
    if (typeof value !== "string") continue;
    if (command.getOptionValue(name) !== undefined)
      command.error(`error: the argument ${kebabCase(name)} and ${flagOf(name)} cannot be combined`);
    values[name] = value;
  }
  return values;
}
