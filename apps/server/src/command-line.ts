import { printToStderr } from "@caretype/cli/output";
import { runProgram } from "@caretype/cli/run-program";
import { Command } from "commander";
import packageFile from "../package.json" with { type: "json" };
import { registerCodesCommand } from "./codes/register-codes-command.ts";
import { commandRunner } from "./command/command-runner.ts";
import { registerAdminCommands } from "./command/register-admin-commands.ts";
import { registerAuditCommands } from "./command/register-audit-commands.ts";
import { registerBackupCommands } from "./command/register-backup-commands.ts";
import { registerDocumentCommands } from "./command/register-document-commands.ts";
import { registerEraseCommand } from "./command/register-erase-command.ts";
import { registerMailCommands } from "./command/register-mail-commands.ts";
import { registerImportCommand } from "./import/register-import-command.ts";
import { readSources } from "./settings/env-file.ts";
import { describeNearMisses } from "./settings/setting-names.ts";
import { readSettings, type Settings } from "./settings/settings.ts";

type Choices = Parameters<typeof readSettings>[1];

/** Reads the environment and `.env`. Reports misspelled settings, which would otherwise be ignored. */
function settingsOf(choices?: Choices): { settings: Settings; envFile: string | null } {
  const { variables, envFile } = readSources(process.env);
  for (const line of describeNearMisses(variables)) printToStderr(line);
  return { settings: readSettings(variables, choices), envFile };
}

/** Each command loads its modules when it is called. */
export function createProgram(): Command {
  const forCommand = () => settingsOf({ needsSecretKey: false }).settings;
  const withKey = () => settingsOf().settings;
  const program = new Command("caretype")
    .description("Healthcare records, end to end typed.")
    .version(packageFile.version)
    // After a command, `--version` belongs to the command.
    .enablePositionalOptions()
    .passThroughOptions();
  program.commandsGroup("Serve, and work on the database:");
  program
    .command("serve")
    .description("Start the server")
    .option("--build", "build the console, too, if its sources have changed", false)
    .action(async ({ build: isBuilding }: { build: boolean }) => {
      const { settings, envFile } = settingsOf();
      await (await import("./command/serve.ts")).serve(settings, { envFile, isBuilding });
    });
  program
    .command("migrate")
    .description("Migrate the database to the newest schema. The server also does this when it starts")
    .option("--citus", "place its tables on Citus, too. Only for tests yet", false)
    .option("--experimental", "do this although it is not yet in use with real records", false)
    .action(async (given: { citus: boolean; experimental: boolean }) => {
      const { migrateCommand } = await import("./command/migrate.ts");
      await migrateCommand(forCommand(), { isCitus: given.citus, isExperimental: given.experimental });
    });
  program
    .command("check")
    .description("Check the settings, this machine and the database, without changing anything")
    .option("--json", "print the findings as JSON", false)
    .action(async ({ json: isJson }: { json: boolean }) => {
      const { settings, envFile } = settingsOf({ needsSecretKey: false });
      await (await import("./command/check/check-command.ts")).checkCommand({ settings, envFile, isJson });
    });
  registerAdminCommands(program, { forCommand, withKey });
  const run = commandRunner(forCommand);
  registerImportCommand(program, run);
  registerCodesCommand(program, run);
  registerEraseCommand(program, run);
  registerAuditCommands(program, forCommand);
  registerBackupCommands(program, forCommand);
  registerMailCommands(program, { forCommand, withKey });
  registerDocumentCommands(program);
  return program;
}

/** Imported here, because a server does not need them. */
async function addRemoteCommands(program: Command, words: readonly string[]): Promise<void> {
  const { addProcedures, registerRemoteCommands } = await import("@caretype/cli/remote-commands");
  registerRemoteCommands(program);
  await addProcedures(program, words);
}

export async function runCommandLine(words: readonly string[]): Promise<void> {
  await runProgram(words, {
    async create() {
      const program = createProgram();
      if (words[2] !== "serve") await addRemoteCommands(program, words.slice(2));
      return program;
    },
    describe: async (error) => (await import("./log/report-failure.ts")).describeFailure(error),
  });
}
