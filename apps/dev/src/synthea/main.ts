import { Command, InvalidArgumentError } from "commander";
import { type SyntheaSize, writeSyntheaExport } from "./synthea-export.ts";

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new InvalidArgumentError("It must be a whole number from 1 to 999999.");
  return Number(text);
}

await new Command("synthea-sample")
  .description(
    "write a small export in Synthea's format, with the oddities of real ones; all persons are fictional",
  )
  .argument("<folder>", "the folder for the CSV files, created if it does not exist")
  .option("--patients <number>", "number of patients", wholeNumber, 30)
  .option("--seed <number>", "another seed gives other people", wholeNumber, 1)
  .option("--mistakes", "also write cells that an import refuses, such as the year 292278994", false)
  .action(async (folder: string, size: Required<SyntheaSize>, command: Command) => {
    try {
      const { patients, doctors, assignments, clinical } = await writeSyntheaExport(folder, size);
      const counts = `${patients} patients, ${doctors} doctors, ${assignments} assignments`;
      process.stdout.write(`Wrote ${counts}, ${clinical} to ${folder}\n`);
    } catch (error) {
      command.error(error instanceof Error ? error.message : String(error));
    }
  })
  .parseAsync();
