import { text } from "node:stream/consumers";
import { CommandFailure, exitCodes } from "./exit-codes.ts";
import { kebabCase } from "./feature-names.ts";
import { flagOf } from "./field-options.ts";
import { promptHidden } from "./password-prompt.ts";
import type { ProcedureRequest } from "./procedure-command.ts";
import { hasLost } from "./safe-text.ts";

/**
 * Returns the input of a call: `--input` overridden by the options. Asks for missing passwords at a terminal.
 * @throws {CommandFailure} if a required field is missing.
 */
export async function completeInput(request: ProcedureRequest): Promise<object | undefined> {
  const { definition, options } = request;
  if (definition.fields.length === 0) return undefined;
  const given = options.input === undefined ? {} : await readInput(options.input);
  const input: Record<string, unknown> = { ...given, ...request.values };
  for (const { name, isRequired, isSecret } of definition.fields) {
    if (!isRequired || input[name] !== undefined) continue;
    if (isSecret && process.stdin.isTTY && options.input === undefined)
      input[name] = await promptHidden(`${asWords(name)}: `);
    else throw new CommandFailure(missing(name, isSecret), exitCodes.invalidInput);
  }
  return input;
}

function asWords(name: string): string {
  const words = kebabCase(name).replaceAll("-", " ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

const missing = (name: string, isSecret: boolean) =>
  isSecret
    ? `${name} is missing. Pass it with \`--input -\`, as JSON on standard input.`
    : `${flagOf(name)} is missing. \`--help\` lists the options.`;

async function readInput(given: string): Promise<object> {
  const source = given === "-" ? await text(process.stdin) : given;
  if (hasLost(source))
    throw new CommandFailure("--input has a character that is not UTF-8.", exitCodes.invalidInput);
  const input = parseObject(source);
  if (input === null) throw new CommandFailure("--input is not a JSON object.", exitCodes.invalidInput);
  return input;
}

/** Returns null unless the text is a JSON object. */
export function parseObject(source: string): Record<string, unknown> | null {
  try {
    // Editors and spreadsheets on Windows begin a file with a byte order mark.
    const value: unknown = JSON.parse(source.replace(/^\u{FEFF}/u, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
