import { features } from "@caretype/cli/feature-names";
import type { WrittenPage } from "../pages.ts";
import { errorsPage } from "./errors-page.ts";
import { featurePage, pathOfFeature } from "./feature-page.ts";
import { referenceProcedures } from "./procedures.ts";
import { recordsPage } from "./records-page.ts";

/** Returns the pages that are made from the router: the reference. */
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
