import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderReadmeTable, withReadmeTable } from "../readme-table.ts";
import { renderReport } from "../report.ts";
import { sections } from "../sections.ts";
import { readStored, repositoryRoot } from "../store.ts";

export const reportFile = join(repositoryRoot, "apps/bench/RESULTS.md");
export const readmeFile = join(repositoryRoot, "README.md");

/** Renders the two files from the stored results. */
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
