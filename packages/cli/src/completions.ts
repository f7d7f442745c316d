import type { Argument, Command, Option } from "commander";
import { print } from "./output.ts";

export type Completion = { word: string; description: string };

/** Prints completions for the shell's script, each as a word, a tab and its description. */
export function printCompletions(program: Command, words: readonly string[]): void {
  for (const { word, description } of completionsOf(program, words))
    print(`${word}\t${oneLine(description)}`);
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, " ");

/** Returns candidates for the last word, which the user is typing. */
export function completionsOf(program: Command, words: readonly string[]): Completion[] {
  const typed = words.at(-1) ?? "";
  const { command, open } = positionAfter(program, words.slice(0, -1));
  return candidates(command, open, typed).filter(({ word }) => word.startsWith(typed));
}

type Position = {
  command: Command;
  /** The option that expects a value. */
  open: Option | undefined;
};

function positionAfter(program: Command, words: readonly string[]): Position {
  let position: Position = { command: program, open: undefined };
  for (const word of words) {
    const { command, open } = position;
    if (open) position = { command, open: undefined };
    else if (word.startsWith("-")) position = { command, open: valueOption(command, word) };
    else position = { command: childOf(command, word) ?? command, open: undefined };
  }
  return position;
}

const childOf = (command: Command, word: string) =>
  visibleCommands(command).find((child) => child.name() === word);

const visibleCommands = (command: Command) => [...command.createHelp().visibleCommands(command)];
const visibleOptions = (command: Command) => command.createHelp().visibleOptions(command);

const valueOption = (command: Command, word: string): Option | undefined =>
  visibleOptions(command).find((option) => option.long === word && (option.required || option.optional));

function candidates(command: Command, open: Option | undefined, typed: string): Completion[] {
  if (open) return choicesOf(open);
  if (typed.startsWith("-"))
    return visibleOptions(command).map(({ long, description }) => ({ word: long ?? "", description }));
  const children = visibleCommands(command).map((child) => ({
    word: child.name(),
    description: child.description(),
  }));
  return [...children, ...command.registeredArguments.flatMap(choicesOf)];
}

const choicesOf = ({ argChoices = [] }: Option | Argument): Completion[] =>
  argChoices.map((word) => ({ word, description: "" }));
