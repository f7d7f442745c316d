import { type Command, Option } from "commander";
import { djangoDialects } from "../declaration.ts";
import type { DjangoRequest, runDjangoImport } from "./command.ts";

type Run = (command: typeof runDjangoImport, request: DjangoRequest) => Promise<void>;

/** Adds `import django`. Its code is loaded when it is called. */
export function registerDjangoCommand(command: Command, run: Run) {
  command
    .command("django")
    .description(
      "Import users, patients, doctors and mappings of a Django backend. If any row is invalid, nothing is imported",
    )
    .requiredOption(
      "--from <url>",
      "the address of its database, such as postgres://reader@host/name. It is only read. PGPASSWORD has the password",
    )
    .addOption(
      new Option("--dialect <number>", "which backend it is").choices(djangoDialects).makeOptionMandatory(),
    )
    .option("--schema <name>", "the schema of its tables", "public")
    .option("--users-table <name>", "default: found by its columns, as are the others")
    .option("--patients-table <name>", "the table of patients")
    .option("--doctors-table <name>", "the table of doctors")
    .option("--mappings-table <name>", "the table that assigns doctors to patients")
    .option("--system <name>", "names the system if there are several of this dialect; default: the dialect")
    .option("--account <email>", "the account whose practice gets the patients that no imported user created")
    .option(
      "--join <email...>",
      "accounts that exist and are the same person as the user with this address: they get the user's records, and keep their password",
      [],
    )
    .option("--verified-emails", "count the users' email addresses as verified", false)
    .option("--leave-out-invalid", "import the other rows if some are invalid", false)
    .option("--dry-run", "check everything and report what would be imported, but import nothing", false)
    .action(async (options: DjangoRequest) => run((await import("./command.ts")).runDjangoImport, options));
}
