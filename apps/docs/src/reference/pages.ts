import { errorDefinitions } from "@caretype/api";
import { features } from "@caretype/cli/feature-names";
import type { WrittenPage } from "../pages.ts";
import { featurePage, pathOfFeature } from "./feature-page.ts";
import type { JsonSchema, ReferenceProcedure } from "./procedures.ts";
import { referenceProcedures } from "./procedures.ts";
import { cell, fieldRows, fieldTable, typeText } from "./schema-text.ts";

/** Returns the reference: pages generated from the router. */
export async function referencePages(): Promise<WrittenPage[]> {
  const procedures = referenceProcedures();
  const pages = await Promise.all(features.map((feature) => featurePage(feature, procedures)));
  return [overviewPage(procedures.length), ...pages, recordsPage(procedures), errorsPage()];
}

function overviewPage(count: number): WrittenPage {
  const rows = features.map(
    ({ name, description }) => `| [${name}](/${pathOfFeature(name)}.md) | ${description} |`,
  );
  return {
    path: "reference/index",
    title: "Reference",
    text: `# Reference

The API has ${count} procedures. These pages come from its code, and a test runs their examples.

| Feature | What it is about |
|---|---|
${rows.join("\n")}

[Records](/reference/records.md) has the fields of patients, appointments and so on.
[Errors](/reference/errors.md) has all codes.

A field with two names, such as \`dateOfBirth\` and \`date_of_birth\`, has the second one over REST. Texts use the first.

## About the examples

Each procedure has up to three examples of one call:

- **TypeScript**: \`caretype\` is a signed-in [client](/client.md). Names such as \`patientId\` are values of yours.
- **curl**: \`$CARETYPE_URL\` is the address of the server, and \`$TOKEN\` an access token or an
  [API key](/accounts.md#api-keys). Further variables, such as \`$PATIENT_ID\`, are values of yours.
- **Command line**: \`caretype\` stands for \`npx -y pnpm@12 caretype\`. [Completion](/command-line.md#completion)
  defines a command of this name. Sign in first.

An example with \`expectedVersion: "any"\` overwrites any version. Pass the version that you have read, to notice
[changes of others](/api.md#conflicts).
`,
  };
}

function errorsPage(): WrittenPage {
  const all = Object.entries(errorDefinitions);
  const statuses = [...new Set(all.map(([, { status }]) => status))].sort((one, other) => one - other);
  const parts = statuses.flatMap((status) => [
    `## Status ${status}`,
    ...all
      .filter(([, definition]) => definition.status === status)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(
        ([code, { title, cause, cure }]) =>
          `### ${code}\n\n**${cell(title)}.** ${cell(cause)}\n\n**What to do:** ${cell(cure)}`,
      ),
  ]);
  return {
    path: "reference/errors",
    title: "Errors",
    text: [
      "# Errors",
      "Each code with its cause and what to do. Names are those of typed calls: REST has them in snake_case.",
      ...parts,
    ].join("\n\n"),
  };
}

function recordsPage(procedures: readonly ReferenceProcedure[]): WrittenPage {
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
