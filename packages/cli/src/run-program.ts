import { type Command, CommanderError } from "commander";
import { CommandFailure } from "./exit-codes.ts";
import { endWithoutOutput, printToStderr } from "./output.ts";

type Parts = {
  create(): Promise<Command>;
  describe(error: unknown): Promise<string>;
};

/** Runs the command. Prints why it failed, and sets the exit code. */
export async function runProgram(words: readonly string[], { create, describe }: Parts): Promise<void> {
  endWithoutOutput();
  try {
    const program = await create();
    await program.exitOverride().parseAsync(words);
  } catch (error) {
    // Commander has already printed the error.
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    printToStderr(await describe(error));
    process.exitCode = error instanceof CommandFailure ? error.exitCode : 1;
  }
}
