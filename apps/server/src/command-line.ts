import { Command } from "commander";
import { registerAuditCommands } from "./command/register-audit-commands.ts";
import { registerEraseCommand } from "./command/register-erase-command.ts";
import { registerImportCommand } from "./import/register-import-command.ts";
import { readSettings } from "./settings.ts";

/** What each command needs is loaded when it is called. */
function createProgram(): Command {
  const program = new Command("caretype").description("Healthcare records, end to end typed.");
  program
    .command("serve")
    .description("Start the server")
    .action(async () => {
      const settings = readSettings(process.env);
      await (await import("./command/serve.ts")).serve(settings);
    });
  program
    .command("migrate")
    .description("Bring the database to the newest schema; the server does so at its start, too")
    .action(async () => {
      const settings = readSettings(process.env, { needsSecretKey: false });
      await (await import("./command/migrate.ts")).migrateCommand(settings);
    });
  program
    .command("admin")
    .description("Administer accounts")
    .command("create")
    .description("Make a staff account")
    .requiredOption("--email <address>", "its e-mail address")
    .option("--username <name>", "derived from the e-mail address when left out")
    .option("--name <name>", "the person's name")
    .option("--password-stdin", "read the password from standard input; CARETYPE_PASSWORD works, too")
    .action(async (options) => {
      const settings = readSettings(process.env, { needsSecretKey: false });
      await (await import("./command/admin-create.ts")).adminCreate(settings, options);
    });
  const forCommand = () => readSettings(process.env, { needsSecretKey: false });
  registerImportCommand(program, {
    synthea: async (request) =>
      (await import("./import/synthea-command.ts")).syntheaCommand(forCommand(), request),
    list: async (request) => (await import("./import/batch-commands.ts")).listCommand(forCommand(), request),
    duplicates: async (request) =>
      (await import("./import/batch-commands.ts")).duplicatesCommand(forCommand(), request),
    undo: async (request) => (await import("./import/batch-commands.ts")).undoCommand(forCommand(), request),
  });
  registerEraseCommand(program, async (options) =>
    (await import("./command/erase.ts")).eraseCommand(forCommand(), options),
  );
  registerAuditCommands(program, {
    seal: async () => (await import("./command/audit-seal.ts")).auditSeal(forCommand()),
    head: async () => (await import("./command/audit-head.ts")).auditHead(forCommand()),
    verify: async (head) => (await import("./command/audit-verify.ts")).auditVerify(forCommand, head),
  });
  program
    .command("openapi")
    .description("Write apps/server/openapi.json")
    .option("--check", "only say whether it is up to date")
    .action(async (options) => (await import("./command/openapi.ts")).openapiCommand(options));
  program
    .command("settings")
    .description("Print the table of settings that the README has")
    .action(async () => (await import("./command/settings.ts")).settingsCommand());
  return program;
}

export async function runCommandLine(words: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(words);
  } catch (error) {
    (await import("./report-failure.ts")).reportFailure(error);
    process.exitCode = 1;
  }
}
