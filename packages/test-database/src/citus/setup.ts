import { afterAll } from "vitest";
import { isKnown } from "./known-refusals.ts";
import { type Found, takeFound, watchStatements } from "./watch-statements.ts";

watchStatements();

const describeFound = ({ rule, tables, file, text }: Found) =>
  `- ${rule} (${tables.join(", ")}), sent by ${file}: ${text.trim().slice(0, 2_000)}`;

afterAll(() => {
  const found = takeFound().filter((each) => !isKnown(each));
  if (found.length === 0) return;
  throw new Error(
    [
      "Citus would refuse these statements. See docs/development/database.md#citus",
      ...found.map(describeFound),
    ].join("\n"),
  );
});
