import { Command, InvalidArgumentError } from "commander";
import { checkSection, isComparing } from "./command/check.ts";
import { measureSections, writeReports } from "./command/measure.ts";
import type { BenchContext } from "./context.ts";
import type { Section } from "./section.ts";
import { sections } from "./sections.ts";
import { readStored } from "./store.ts";

const log = (line: string) => void process.stderr.write(`${line}\n`);

const program = new Command("bench").description("Measures Caretype and comparable backends");

program
  .command("measure", { isDefault: true })
  .description("measure sections (default: all) and write RESULTS.md")
  .argument("[section...]", sections.map(({ name }) => name).join(", "), findSection, [])
  .option("--small", "a quick run with rough figures, which are printed but not stored", false)
  .option(
    "--check",
    "a quick run, compared with the stored results: fails if a ratio falls by a third",
    false,
  )
  .action(async (chosen: Section[], { small, check }: { small: boolean; check: boolean }) => {
    if (check) await checkSections(chosen);
    else await measureSections(chosen.length > 0 ? chosen : sections, { small, log });
  });

program
  .command("render")
  .description("write RESULTS.md and the README's table from the stored results")
  .action(writeReports);

function findSection(name: string, found: Section[]): Section[] {
  const section = sections.find((candidate) => candidate.name === name);
  if (!section)
    throw new InvalidArgumentError(`It must be one of ${sections.map((each) => each.name).join(", ")}.`);
  return [...found, section];
}

async function checkSections(chosen: readonly Section[]): Promise<void> {
  const context: BenchContext = { small: true, log };
  const problems: string[] = [];
  for (const section of (chosen.length > 0 ? chosen : sections).filter(isComparing)) {
    problems.push(...(await checkSection(section, { context, stored: readStored(section.name) })));
  }
  for (const problem of problems) log(`CHECK FAILED  ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

await program.parseAsync();
