import { readFileSync } from "node:fs";
import { Command } from "commander";
import { CommandFailure, exitCodes } from "./exit-codes.ts";
import { databaseGroups } from "./feature-names.ts";
import { registerRemoteCommands } from "./register-remote-commands.ts";
import { serverCommands } from "./server-commands.ts";

/** The package.json of the published package or, in the repository, of the workspace. */
const manifestFile = new URL("../package.json", import.meta.url);

/** Returns the published program. It has only the commands that call a running server. */
export function createProgram(): Command {
  const { version }: { version: string } = JSON.parse(readFileSync(manifestFile, "utf8"));
  const program = new Command("caretype")
    .description("Call a Caretype server: a command for each procedure.")
    .version(version)
    // `--version` is an option of the program only before a command.
    .enablePositionalOptions()
    .passThroughOptions();
  for (const name of serverCommands) program.addCommand(serverCommand(name), { hidden: true });
  registerRemoteCommands(program);
  return program;
}

/** Describes the command's position on the line, whatever follows its name. */
const serverCommand = (name: string) =>
  new Command(name)
    .argument("[words...]")
    .allowUnknownOption()
    .helpOption(false)
    .action(() => {
      throw new CommandFailure(describeServerCommand(name), exitCodes.invalidInput);
    });

function describeServerCommand(name: string): string {
  const there = `\`${name}\` needs the server itself: run \`npx -y pnpm@12 caretype ${name}\` in its repository.`;
  return databaseGroups.includes(name)
    ? `${there} The API's own commands are in \`caretype api ${name}\`.`
    : there;
}
