import type { Command } from "commander";

export type SyntheaRequest = { folder: string; account: string; dryRun: boolean };
export type ListRequest = { account: string; limit: string };
export type DuplicatesRequest = { id: string; account: string };
export type UndoRequest = { id: string; account: string; dryRun: boolean };

/** What each command does; each resolves to the exit code. */
export type ImportCommands = {
  synthea: (request: SyntheaRequest) => Promise<0 | 1>;
  list: (request: ListRequest) => Promise<0 | 1>;
  undo: (request: UndoRequest) => Promise<0 | 1>;
  duplicates: (request: DuplicatesRequest) => Promise<0 | 1>;
};

/** `import synthea <folder>`, `import list`, `import duplicates <id>`, `import undo <id>`, each with `--account <email>`. */
export function registerImportCommand(program: Command, commands: ImportCommands) {
  const command = program
    .command("import")
    .description("Import patients, doctors and assignments, and undo it");
  command
    .command("synthea")
    .description("Import a CSV export of Synthea: all of it or, if a row is bad, nothing")
    .argument("<folder>", "has patients.csv, providers.csv, encounters.csv and, if any, organizations.csv")
    .requiredOption("--account <email>", "the account that imports, into its practice")
    .option("--dry-run", "check everything and say what would be imported, but import nothing", false)
    .action(async (folder: string, options: Omit<SyntheaRequest, "folder">) => {
      process.exitCode = await commands.synthea({ folder, ...options });
    });
  command
    .command("list")
    .description("List the imports of the account's practice, newest first")
    .requiredOption("--account <email>", "an account of the practice")
    .option("--limit <count>", "how many at most, up to 200", "50")
    .action(async (options: ListRequest) => {
      process.exitCode = await commands.list(options);
    });
  command
    .command("duplicates")
    .description("List an import's patients who may be ones that were not made by it, with the reasons")
    .argument("<id>", "as the import and the list of imports say it")
    .requiredOption("--account <email>", "an account of the practice")
    .action(async (id: string, options: Omit<DuplicatesRequest, "id">) => {
      process.exitCode = await commands.duplicates({ id, ...options });
    });
  command
    .command("undo")
    .description("Remove what an import has made: all of it or, if any was changed since, nothing")
    .argument("<id>", "as the import and the list of imports say it")
    .requiredOption("--account <email>", "the account that undoes it, in its practice")
    .option("--dry-run", "check everything and say what would be removed, but remove nothing", false)
    .action(async (id: string, options: Omit<UndoRequest, "id">) => {
      process.exitCode = await commands.undo({ id, ...options });
    });
}
