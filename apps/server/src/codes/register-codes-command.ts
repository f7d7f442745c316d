import type { Command } from "commander";
import type { RunCommand } from "../command/command-runner.ts";
import type { ListRequest } from "../command/run-command.ts";
import { withCsvOptions } from "../import/csv-file.ts";
import type { UndoCodesRequest } from "./codes-commands.ts";
import type { ImportCodesRequest } from "./read-table.ts";

/** `codes import <file>`, `codes list` and `codes undo <id>`, each with `--account <email>`. */
export function registerCodesCommand(program: Command, run: RunCommand) {
  const load = () => import("./codes-commands.ts");
  const command = program
    .command("codes")
    .description("Import codes of a terminology, list the imports, or undo one");
  withCsvOptions(command.command("import"))
    .description("Import a code system or value set. If any code is invalid, nothing is imported")
    .argument("<file>", "a table (.csv, .tsv or .txt), or a CodeSystem or ValueSet of FHIR (.json)")
    .requiredOption("--account <email>", "the account that imports into its practice")
    .option("--system <url>", "what codes name as their system, or the address of a value set")
    .option("--version <version>", "the version, such as 2026-03")
    .option("--title <title>", "a name for people")
    .option("--value-set", "a table with codes of several systems, chosen for a field", false)
    .option("--partial", "codes of the version before that are missing are not retired", false)
    .option("--code <column>", "the column with the code", "code")
    .option("--display <column>", "the column with the meaning", "display")
    .option("--synonyms <columns...>", "columns with other words, separated by semicolons", [])
    .option("--active <column>", "a column that says 0, false, no, inactive or deprecated for retired codes")
    .option("--system-column <column>", "the column with the system, for a value set", "system")
    .option("--dry-run", "check everything, but import nothing", false)
    .action(async (file: string, options: Omit<ImportCodesRequest, "file">) =>
      run((await load()).runCodesImport, { file, ...options }),
    );
  command
    .command("list")
    .description("List the imported code systems and value sets of the account's practice, newest first")
    .requiredOption("--account <email>", "an account of the practice")
    .option("--limit <count>", "the maximum number of imports, up to 200", "50")
    .action(async (options: ListRequest) => run((await load()).runCodesList, options));
  command
    .command("undo")
    .description("Undo an import of codes. Records keep the codes that they have")
    .argument("<id>", "the id, as printed by the import and by `codes list`")
    .requiredOption("--account <email>", "the account that undoes the import, in its practice")
    .action(async (id: string, options: Omit<UndoCodesRequest, "id">) =>
      run((await load()).runCodesUndo, { id, ...options }),
    );
}
