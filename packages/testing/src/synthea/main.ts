import { Command, InvalidArgumentError } from "commander";
import { type SyntheaSize, writeSyntheaExport } from "./synthea-export.ts";

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError("It is a whole number from 1 to 999999.");
  return Number(text);
}

await new Command("synthea-sample")
  .description(
    "write a small export as Synthea does, with the oddities of real ones; no person in it is real",
  )
  .argument("<folder>", "where the CSV files go; it is created if need be")
  .option("--patients <number>", "how many patients", wholeNumber, 30)
  .option("--seed <number>", "another one gives other people", wholeNumber, 1)
  .action(async (folder: string, size: Required<SyntheaSize>, command: Command) => {
    try {
      const { patients, doctors, assignments } = await writeSyntheaExport(folder, size);
      const counts = `${patients} patients, ${doctors} doctors, ${assignments} assignments`;
      process.stdout.write(`Written to ${folder}: ${counts}\n`);
    } catch (error) {
      command.error(error instanceof Error ? error.message : String(error));
    }
  })
  .parseAsync();
