import type { Command } from "commander";

export type SyntheaRequest = { folder: string; account: string; dryRun: boolean };

/** `import synthea <folder> --account <email> [--dry-run]`; `run` resolves to the exit code. */
export function registerImportCommand(program: Command, run: (request: SyntheaRequest) => Promise<0 | 1>) {
  program
    .command("import")
    .description("Import patients, doctors and assignments")
    .command("synthea")
    .description("Import a CSV export of Synthea: all of it or, if a row is bad, nothing")
    .argument("<folder>", "has patients.csv, providers.csv, encounters.csv and, if any, organizations.csv")
    .requiredOption("--account <email>", "the account that imports, into its practice")
    .option("--dry-run", "check everything and say what would be imported, but import nothing", false)
    .action(async (folder: string, options: Omit<SyntheaRequest, "folder">) => {
      process.exitCode = await run({ folder, ...options });
    });
}
