import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchContext } from "../context.ts";
import { describeMachine, findVersions } from "../machine.ts";
import { renderReadmeTable, withReadmeTable } from "../readme-table.ts";
import { renderReport } from "../report.ts";
import type { Section } from "../section.ts";
import { sections } from "../sections.ts";
import { readStored, repositoryRoot, type Stored, writeStored } from "../store.ts";

/** Measures the sections in sequence. Each result is written at once, so that a later failure loses nothing. */
export async function measureSections(sections: readonly Section[], context: BenchContext): Promise<void> {
  for (const section of sections) {
    if (section.needs && !process.env[section.needs]) {
      context.log(`${section.name}: skipped, as ${section.needs} is not set`);
      continue;
    }
    context.log(`${section.name} …`);
    const stored = await measureSection(section, context);
    if (context.small) process.stdout.write(renderReport([{ section, stored }]));
    else {
      writeStored(section.name, stored);
      writeReports();
    }
  }
}

async function measureSection(section: Section, context: BenchContext): Promise<Stored> {
  const date = new Date().toISOString();
  const startedAt = performance.now();
  const result = await section.measure(context);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const { check } = section;
  const baseline = check && !context.small && check.ratios(await check.measure(context));
  return {
    date,
    seconds,
    rough: context.small,
    machine: describeMachine(),
    versions: findVersions(),
    ...(baseline && { baseline }),
    result,
  };
}

export const reportFile = join(repositoryRoot, "apps/bench/RESULTS.md");
export const readmeFile = join(repositoryRoot, "README.md");

export function renderFiles(): { report: string; readme: string } {
  const measured = sections.flatMap((section) => {
    const stored = readStored(section.name);
    return stored ? [{ section, stored }] : [];
  });
  const throughput = readStored("throughput");
  const readme = readFileSync(readmeFile, "utf8");
  return {
    report: renderReport(measured),
    readme: throughput ? withReadmeTable(readme, renderReadmeTable(throughput)) : readme,
  };
}

export function writeReports(): void {
  const { report, readme } = renderFiles();
  writeFileSync(reportFile, report);
  if (readme !== readFileSync(readmeFile, "utf8")) writeFileSync(readmeFile, readme);
}
