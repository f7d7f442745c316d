import { Command } from "commander";
import { featureNames } from "./feature/names.ts";
import { newFeature } from "./feature/new-feature.ts";

const program = new Command("caretype-dev").description("Helps to develop Caretype");

program
  .command("new")
  .description("write the files of something new")
  .command("feature")
  .description("write a feature: a record of a practice that is listed, read, added, changed and removed")
  .argument("<name>", "what one record is called, such as note or care-plan")
  .option("--plural <word>", "what many are called, if not by an s")
  .action((name: string, { plural }: { plural?: string }) => {
    const names = featureNames(name, plural);
    const { kebab, kebabs, words } = names;
    const paths = newFeature(names);
    const lines = [
      "Written, for a record with a name and remarks:",
      ...paths.map((path) => `  ${path}`),
      "Next:",
      `  - Read packages/db/migrations/*_${kebabs}.sql.`,
      `  - Change the fields in the table, in ${kebab}/schema.ts and in ${kebab}/queries.ts. Delete the new migration,`,
      "    its snapshot and its journal entry, and generate it again.",
      `  - Say who may do what with ${kebab}:read and ${kebab}:manage in packages/api/src/permissions.ts.`,
      `  - If a ${words} says anything about a patient or doctor, add it to packages/api/src/erasure.`,
      "  - Run verify and the tests, and commit.",
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
