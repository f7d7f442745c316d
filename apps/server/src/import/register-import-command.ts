import { constants, setPriority } from "node:os";
import { registerDjangoCommand } from "@caretype/coming-from-django/import/register-command";
import { tableRecords } from "@caretype/db/kinds";
import type { Command } from "commander";
import type { RunCommand } from "../command/command-runner.ts";
import type { ListRequest } from "../command/run-command.ts";
import type { DuplicatesRequest, UndoRequest } from "./batch-commands.ts";
import type { CalendarRequest } from "./calendar-command.ts";
import { withCsvOptions } from "./csv-file.ts";
import type { SyntheaRequest } from "./synthea-command.ts";
import type { TableRequest } from "./table-command.ts";

/**
 * `import synthea <folder>`, `import table <file>`, `import ics <file...>` and `import django`; `import list`,
 * `import duplicates <id>` and `import undo <id>`. Most take `--account <email>`.
 */
export function registerImportCommand(program: Command, run: RunCommand) {
  const load = () => import("./batch-commands.ts");
  const runImport: RunCommand = (...given) => {
    // Reading a large export uses a whole core. A server on this machine has priority.
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    return run(...given);
  };
  const command = program
    .command("import")
    .description(
      "Import patients, doctors, assignments, appointments and clinical records, or undo an import",
    );
  registerSyntheaCommand(command, runImport);
  registerTableCommand(command, runImport);
  registerDjangoCommand(command, (importing, request) => runImport(importing, request, "coming-from-django"));
  registerCalendarCommand(command, runImport);
  command
    .command("list")
    .description("List the imports of the account's practice, newest first")
    .requiredOption("--account <email>", "an account of the practice")
    .option("--limit <count>", "the maximum number of imports, up to 200", "50")
    .action(async (options: ListRequest) => run((await load()).runImportList, options));
  command
    .command("duplicates")
    .description("List an import's patients who may be duplicates of other patients, with the reasons")
    .argument("<id>", "the id, as printed by the import and by `import list`")
    .requiredOption("--account <email>", "an account of the practice")
    .action(async (id: string, options: Omit<DuplicatesRequest, "id">) =>
      run((await load()).runImportDuplicates, { id, ...options }),
    );
  command
    .command("undo")
    .description("Remove all records that an import created. If any was changed since, nothing is removed")
    .argument("<id>", "the id, as printed by the import and by `import list`")
    .requiredOption("--account <email>", "the account that undoes the import, in its practice")
    .option("--dry-run", "check everything and report what would be removed, but remove nothing", false)
    .action(async (id: string, options: Omit<UndoRequest, "id">) =>
      run((await load()).runImportUndo, { id, ...options }),
    );
}

function registerSyntheaCommand(command: Command, run: RunCommand) {
  command
    .command("synthea")
    .description(
      "Import a CSV export of Synthea. If any row is invalid, nothing is imported without --skip-invalid",
    )
    .argument(
      "<folder>",
      "contains patients.csv, providers.csv, encounters.csv, and optionally organizations.csv and clinical records",
    )
    .requiredOption("--account <email>", "the account that imports into its practice")
    .option("--dry-run", "check everything and report what would be imported, but import nothing", false)
    .option(
      "--no-readable-names",
      "keep names and specializations as exported, such as Katheleen349 Veum823 and GENERAL PRACTICE",
    )
    .option(
      "--appointments",
      "create a completed appointment for each encounter that has ended, also of an earlier import",
      false,
    )
    .option(
      "--no-clinical-records",
      "leave out conditions.csv, observations.csv and all other clinical records, and the encounters that they belong to",
    )
    .option("--skip-invalid", "leave out invalid rows and what refers to them, and list them", false)
    .option("--left-out <folder>", "write the left out rows of each file to this folder, with what is wrong")
    .action(async (folder: string, options: Omit<SyntheaRequest, "folder">) =>
      run((await import("./synthea-command.ts")).runSyntheaImport, { folder, ...options }),
    );
}

function registerTableCommand(command: Command, run: RunCommand) {
  withCsvOptions(command.command("table"))
    .description("Import a table. If any row is invalid, nothing is imported without --skip-invalid")
    .argument("<file>", "a CSV file, or with tabs (.tsv)")
    .requiredOption("--account <email>", "the account that imports into its practice")
    .requiredOption("--records <kind>", `what a row is: ${tableRecords.join(", ")}`)
    .requiredOption("--columns <field=heading...>", "the column of each field, such as patient=PatientNo")
    .option(
      "--date-format <format>",
      "how dates are written, such as DD.MM.YYYY or MM/DD/YY. It is never guessed",
    )
    .option("--identifier <heading>", "the column with the identifiers of the rows in the other system")
    .option("--system <name>", "the name of that system, such as old-practice")
    .option(
      "--people-system <name>",
      "the system of the patients' identifiers: that of their import, or synthea",
    )
    .option("--code-system <system>", "the system of codes, such as LOINC, ICD-10 or a URI")
    .option("--decimal-mark <mark>", "point or comma")
    .option("--genders <code=gender...>", "the meaning of codes, such as M=female H=male")
    .option(
      "--signs <heading=unit@code...>",
      'columns with a sign each, in place of code and value, such as HR, "Weight=kg" or "Hb=g/dL@718-7" with a code of LOINC',
    )
    .option("--units <written=unit...>", "the meaning of unknown units, such as Kilo=kg")
    .option("--dry-run", "check everything and report what would be imported, but import nothing", false)
    .option("--skip-invalid", "leave out invalid rows, and list them", false)
    .option("--left-out <file>", "write the left out rows to this file, with what is wrong")
    .action(async (file: string, options: Omit<TableRequest, "file">) =>
      run((await import("./table-command.ts")).runTableImport, { file, ...options }),
    );
}

function registerCalendarCommand(command: Command, run: RunCommand) {
  command
    .command("ics")
    .description(
      "Import calendars of another program as appointments. Each file is an import of its own. If any event of it is invalid, nothing of it is imported",
    )
    .argument("<files...>", "calendar files (.ics)")
    .requiredOption("--account <email>", "the account that imports into its practice")
    .requiredOption(
      "--columns <field=property...>",
      "the property that names the patient, such as patient=SUMMARY, and others such as doctor=ORGANIZER",
    )
    .option("--doctor-id <id>", "the doctor of all events, if no property names the doctor")
    .option("--system <name>", "the name of the other program, for the UIDs of its events. Default: calendar")
    .option("--people-system <name>", "the system of the patients' identifiers: that of their import")
    .option("--skip-invalid", "leave out invalid events, and list them", false)
    .option("--dry-run", "check everything and report what would be imported, but import nothing", false)
    .action(async (files: string[], options: Omit<CalendarRequest, "files">) =>
      run((await import("./calendar-command.ts")).runCalendarImport, { files, ...options }),
    );
}
