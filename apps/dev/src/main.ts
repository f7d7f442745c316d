import { Command, Option } from "commander";
import { readFields, usualFields } from "./feature/fields.ts";
import { featureNames } from "./feature/names.ts";
import { newFeature } from "./feature/new-feature.ts";

type FeatureOptions = { plural?: string; of?: string; field?: readonly string[] };

const program = new Command("caretype-dev").description("Commands for developers of Caretype");

program
  .command("new")
  .description("generate code")
  .command("feature")
  .description(
    "generate a module with a feature: a list of a practice, with its procedures, history and a page in the console",
  )
  .argument("<name>", "the name of one record, such as note or care-plan")
  .option("--plural <word>", "the plural, if it is irregular")
  .addOption(new Option("--of <record>", "what each record is about").choices(["patient"]))
  .option(
    "--field <name:kind>",
    "a field, such as reason:text, dueOn:date? or state:choice(open|done). Repeat it for each",
    (field: string, fields: readonly string[] = []) => [...fields, field],
  )
  .action((name: string, { plural, of, field = usualFields }: FeatureOptions) => {
    const names = featureNames(name, plural);
    const { kebab, kebabs } = names;
    const paths = newFeature({ names, fields: readFields(field), isOfPatient: of === "patient" });
    const lines = [
      "Generated:",
      ...paths.map((path) => `  ${path}`),
      "Next:",
      `  - Review packages/db/migrations/*_${kebabs}.sql.`,
      `  - Name it in German and Spanish, in apps/console/src/modules/${kebab}/words: it is an "Eintrag" and a "Registro".`,
      `  - Choose which roles have its permissions, in packages/api/src/modules/${kebab}: ${kebab}:read and ${kebab}:manage.`,
      "  - Write the roles and the errors to the documents: caretype docs.",
      "  - Run verify and the tests, and commit.",
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });

program
  .command("contract")
  .description("compare the router with the latest release, and report what breaks its clients")
  .action(async () => {
    // Loads the router on demand.
    const { checkContract } = await import("./contract/check-contract.ts");
    process.stdout.write(`${checkContract()}\n`);
  });

program
  .command("release")
  .description(
    "keep the contract, the calls, the client and the server of this version, which tests use from then on",
  )
  .option("--replace", "replace a kept release of this version")
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
    // A test run sets its own, with the packages that its tests packed.
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
