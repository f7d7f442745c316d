import { databaseGroups, kebabCase } from "@caretype/cli/feature-names";
import { flagOf } from "@caretype/cli/field-options";
import type { ProcedureDefinition } from "@caretype/cli/procedure-definitions";
import type { ExampleInput } from "./example-input.ts";
import { shellJson, shellWord } from "./placeholder.ts";
import type { ReferenceProcedure } from "./procedures.ts";

type Field = ProcedureDefinition["fields"][number];

/** Returns the command line of a call, or null if the procedure has no command. */
export function commandExample({ command }: ReferenceProcedure, input: ExampleInput | null): string | null {
  if (!command) return null;
  const group = kebabCase(command.feature);
  const name = `${databaseGroups.includes(group) ? "api " : ""}${group} ${kebabCase(command.name)}`;
  if (input === null) return `caretype ${name}`;
  const given = command.fields.filter((field) => input[field.name] !== undefined);
  // Lists of objects, and what other users of the machine must not see.
  if (given.some(({ kind, isSecret }) => kind === "json" || isSecret))
    return `caretype ${name} --input - <<JSON\n${shellJson(input)}\nJSON`;
  // Another text, such as a passkey's id, may begin with a dash and look like an option.
  const isArgument = ({ name: field, placeholder }: Field) =>
    command.positional.includes(field) && placeholder !== "text";
  const words = [
    ...command.positional.flatMap((field) =>
      given.some((one) => one.name === field && isArgument(one)) ? shellWord(input[field]) : [],
    ),
    ...given.filter((field) => !isArgument(field)).flatMap((field) => wordsOf(field, input[field.name])),
  ];
  return ["caretype", name, ...words].join(" ");
}

function wordsOf({ name, isRepeated }: Field, value: unknown): string[] {
  if (value === null || value === false) return [`--no-${kebabCase(name)}`];
  if (value === true) return [flagOf(name)];
  const values: unknown[] = isRepeated && Array.isArray(value) ? value : [value];
  return values.map((one) => `${flagOf(name)} ${shellWord(one)}`);
}
