import type { SignedUp } from "@caretype/testing";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { choose } from "./support/choose-files.ts";
import { expect } from "./support/expect.ts";
import { eventually, lookAt, openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";

const opened = await openConsole();

/** A unit test covers each message in each language. */
const expected = {
  required: "Erforderlich",
  noEmail: "Keine E-Mail-Adresse",
  problems: "2 Probleme zu beheben in 1 Zeile",
  noDate: 'Kein Datum im Format YYYY-MM-DD: "31.12.1980"',
  cell: "Born, Zeile 2",
  check: "Prüfen",
  choose: "Dateien wählen",
  tooMany: "Zu viele offene Importe",
  list: "Liste der Importe",
};

type Client = Pick<SignedUp, "client">;

/** Starts an upload of a row with an invalid gender and date. */
async function begin({ client }: Client) {
  const [file, columns] = ["people.csv", ["Name", "Sex", "Born"]];
  const mapping = { name: "Name", gender: "Sex", dateOfBirth: "Born" };
  const { id } = await client.import.begin.mutate({
    format: "table",
    records: "patient",
    files: [{ file, columns }],
    table: { mapping, dateFormat: "YYYY-MM-DD" },
  });
  const rows = [{ line: 2, cells: ["Ann Lee", "?", "31.12.1980"] }];
  await client.import.addPart.mutate({ id, file, rows });
  return id;
}

async function checked({ client }: Client) {
  const id = await begin({ client });
  await client.import.check.mutate({ id, rows: 1 });
  await eventually(async () => expect((await client.import.progress.query({ id })).state).toBe("checked"));
  return id;
}

const shown = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();

describe.skipIf(!opened)("what the server writes, in German", () => {
  if (!opened) return;

  it("is translated at fields, in the rows of an import, and for a refusal, by its code", async () => {
    const { page, context, user } = await opened.signedIn({ at: null });
    await context.addInitScript(() => localStorage.setItem("caretype.display", '{"language":"de"}'));
    await page.goto(`${origin}/patients/new`);
    await page.locator("[data-path=email]").fill("nobody");
    await page.locator("form [type=submit]").click();
    await shown(page, expected.required);
    await shown(page, expected.noEmail);

    await visit(page, `/imports/uploads/${await checked(user)}`);
    await shown(page, expected.problems);
    await shown(page, expected.noDate);
    await page.getByLabel(expected.cell, { exact: true }).waitFor();
    await lookAt(page, "import-correct-de");

    // With the selected one.
    for (let open = 0; open < 2; open++) await begin(user);
    await visit(page, "/imports/new");
    await choose(page, [{ name: "people.csv", content: "Name,Sex\nAnn Lee,f\n" }], expected.choose);
    await page.getByRole("button", { name: expected.check, exact: true }).click();
    await shown(page, expected.tooMany);
    await page.getByRole("link", { name: expected.list }).waitFor();
    await lookAt(page, "import-mapping-de");
  });
});
