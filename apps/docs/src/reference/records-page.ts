import type { WrittenPage } from "../pages.ts";
import type { JsonSchema, ReferenceProcedure } from "./procedures.ts";
import { cell, fieldRows, fieldTable, typeText } from "./schema-text.ts";

/** Returns the page of all named records in answers. */
export function recordsPage(procedures: readonly ReferenceProcedure[]): WrittenPage {
  const records = new Map<string, JsonSchema>();
  for (const { input, output } of procedures)
    for (const [name, schema] of [
      ...Object.entries(input.$defs ?? {}),
      ...Object.entries(output.$defs ?? {}),
    ])
      if (!name.startsWith("__")) records.set(name, schema);
  const parts = [...records].sort(([one], [other]) => one.localeCompare(other)).map(recordText);
  return {
    path: "reference/records",
    title: "Records",
    text: [
      "# Records",
      "The client exports a type for each. A field with two names has the second one over REST.",
      ...parts,
    ].join("\n\n"),
  };
}

function recordText([name, schema]: [string, JsonSchema]): string {
  const rows = fieldRows(schema);
  const fields =
    rows.length > 0 ? fieldTable(rows, { isInput: false, isOnRest: true }) : `${typeText(schema)}.`;
  return [`## ${name}`, cell(schema.description ?? ""), fields].filter(Boolean).join("\n\n");
}
