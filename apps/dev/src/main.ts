import { Command } from "commander";
import { featureNames } from "./feature/names.ts";
import { newFeature } from "./feature/new-feature.ts";

const program = new Command("caretype-dev").description("Commands for developers of Caretype");

program
  .command("new")
  .description("generate code")
  .command("feature")
  .description(
    "generate a feature: a list of a practice, with its procedures, history and a page in the console",
  )
  .argument("<name>", "the name of one record, such as note or care-plan")
  .option("--plural <word>", "the plural, if it is irregular")
  .action((name: string, { plural }: { plural?: string }) => {
    const names = featureNames(name, plural);
    const { kebab, kebabs, aWords } = names;
    const paths = newFeature(names);
    const lines = [
      "Generated a feature whose record has a name and remarks:",
      ...paths.map((path) => `  ${path}`),
      "Next:",
      `  - Review packages/db/migrations/*_${kebabs}.sql.`,
      `  - Change the fields in the table and in ${kebab}/schema.ts. Delete the new migration and its snapshot,`,
      "    restore packages/db/migrations/meta with Git, generate it again, and add its triggers.",
      `  - Name it in German and Spanish, in apps/console/src/words/list/${kebab}: it is an "Eintrag" and a "Registro".`,
      "  - Choose its permissions in the router, the page and people/kinds.ts: it asks for patient:read and patient:update.",
      `  - If ${aWords} is about a patient, give its table a foreign key to the patient. Then an erasure deletes it.`,
      "  - Run verify and the tests, and commit.",
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });

program
  .command("contract")
  .description("compare the router with the latest release, and name what breaks its clients")
  .action(async () => {
    // The router loads only if it is needed.
    const { checkContract } = await import("./contract/check-contract.ts");
    process.stdout.write(`${checkContract()}\n`);
  });

program
  .command("release")
  .description(
    "keep the contract, the calls, the client and the server of this version, which tests use from then on",
  )
  .option("--replace", "also if this version is kept already")
  .action(async (options: { replace?: boolean }) => {
    const { keepRelease } = await import("./contract/keep-release.ts");
    process.stdout.write(`${await keepRelease(options)}\n`);
  });

program
  .command("publish")
  .description("pack the published packages, try them out in empty projects, and publish them to npm")
  .option("--dry-run", "publish nothing")
  .action(async (options: { dryRun?: boolean }) => {
    const { publish } = await import("./release/publish.ts");
    const { takeRunFolder } = await import("@caretype/test-database");
    // A run of tests has one already, with the packages that its tests packed.
    if (process.env.VITEST === undefined) takeRunFolder();
    await publish(options);
  });

program
  .command("size")
  .description("print the lines and files of source by package and storey")
  .action(async () => {
    const { readSizes } = await import("./size.ts");
    process.stdout.write(`${readSizes()}\n`);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
