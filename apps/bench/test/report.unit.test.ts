import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readmeFile, renderFiles, reportFile } from "../src/command/measure.ts";
import { table } from "../src/markdown.ts";
import { renderReadmeTable, withReadmeTable } from "../src/readme-table.ts";
import { renderReport } from "../src/report.ts";
import { sections } from "../src/sections.ts";
import { readStored } from "../src/store.ts";

describe("the published results", () => {
  const { report, readme } = renderFiles();

  it("are in RESULTS.md as rendered from the stored results", () => {
    expect(readFileSync(reportFile, "utf8")).toBe(report);
  });

  it("are in the README's table as rendered from the stored results", () => {
    expect(readme).toContain("<!-- bench -->\n");
    expect(readFileSync(readmeFile, "utf8")).toBe(readme);
  });

  it("include our rows and the limit's in both files", () => {
    for (const text of [report, readme]) {
      expect(text).toMatch(/^\| node:http \+ postgres\.js, the limit \|/m);
      expect(text).toMatch(/^\| Caretype, typed \|/m);
    }
  });
});

describe("a rough result", () => {
  const stored = readStored("throughput");
  const section = sections.find(({ name }) => name === "throughput");
  if (!stored || !section) throw new Error("no throughput is stored");

  it.each([true, false])("is marked as rough in both files only if it is rough: %s", (rough) => {
    const texts = [
      renderReadmeTable({ ...stored, rough }),
      renderReport([{ section, stored: { ...stored, rough } }]),
    ];
    for (const text of texts) expect(text.includes("not to be relied on")).toBe(rough);
  });
});

describe("withReadmeTable", () => {
  it("replaces only the text between the marks", () => {
    const readme = "before\n<!-- bench -->\nold\nrows\n<!-- /bench -->\nafter $& $1\n";
    expect(withReadmeTable(readme, "costs $& or $1")).toBe(
      "before\n<!-- bench -->\ncosts $& or $1\n<!-- /bench -->\nafter $& $1\n",
    );
    expect(withReadmeTable("no marks", "table")).toBe("no marks");
  });
});

describe("table", () => {
  it("aligns columns to the right if the heading ends with a colon", () => {
    expect(table(["peer", "calls/s:"], [["a", "1"]])).toBe("| peer | calls/s |\n| --- | ---: |\n| a | 1 |");
  });
});
