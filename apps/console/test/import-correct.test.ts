import { readFile } from "node:fs/promises";
import type { SignedUp } from "@caretype/testing";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { eventually, lookAt, openConsole, origin } from "./support/open.ts";

const opened = await openConsole();

const columns = ["Name", "Sex", "Room", "Born", "Phone"];
const cells = [
  ["Ann Lee", "f", "1", "1980-01-02", "+43 1 17"],
  ["Bo Ray", "m", "2", "", ""],
  ["Cy Fox", "?", "3", "31.12.1980", "+43 1 18"],
  ["Di Low", "x?", "4", "", ""],
];

/** Uploads and checks a table with three problems in two rows. */
async function checkedUpload({ client }: Pick<SignedUp, "client">) {
  const file = "people of march.csv";
  const { id } = await client.import.begin.mutate({
    format: "table",
    records: "patient",
    files: [{ file, columns }],
    table: {
      mapping: { name: "Name", gender: "Sex", dateOfBirth: "Born", phoneNumber: "Phone" },
      dateFormat: "YYYY-MM-DD",
    },
  });
  const rows = cells.map((each, at) => ({ line: at + 2, cells: each }));
  await client.import.addPart.mutate({ id, file, rows });
  await client.import.check.mutate({ id, rows: rows.length });
  await eventually(async () => expect((await client.import.progress.query({ id })).state).toBe("checked"));
  return id;
}

const names = async ({ client }: Pick<SignedUp, "client">) =>
  (await client.patient.list.query({ sort: "name" })).items.map(({ name }) => name);
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

describe.skipIf(!opened)("rows with problems", () => {
  if (!opened) return;

  it("are corrected in place by keyboard, and then checked and imported", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    await checkedUpload(user);
    await page.goto(`${origin}/imports`);
    await page.getByText("3 problems to fix").waitFor();
    await lookAt(page, "imports-to-fix");
    await page.getByRole("link", { name: "Fix problems: people of march.csv" }).click();
    await page.getByText("3 problems to fix in 2 rows").waitFor();
    await lookAt(page, "import-correct");

    await field(page, "Sex, line 4").fill("m");
    await page.keyboard.press("Enter");
    await page.getByText("2 problems to fix in 2 rows").waitFor();
    // Enter moves to the next cell.
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      "Born, line 4",
    );
    await page.keyboard.press("Control+a");
    await page.keyboard.type("1980-13-31");
    await page.keyboard.press("Enter");
    await page.getByText("Not a valid date, read as YYYY-MM-DD").waitFor();
    await field(page, "Born, line 4").fill("1980-12-31");
    await page.keyboard.press("Enter");
    await page.getByText("1 problem to fix in 1 row").waitFor();
    await lookAt(page, "import-correcting");

    await field(page, "Sex, line 5").fill("female");
    await page.keyboard.press("Enter");
    // The last correction starts the check.
    await page.getByText("The check found no problems").waitFor();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByText("Imported", { exact: true }).first().waitFor();
    expect(await names(user)).toEqual(["Cy Fox", "Ann Lee", "Di Low", "Bo Ray"]);
  });

  it("are left out when asked for, and downloaded with their reasons", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const id = await checkedUpload(user);
    await page.goto(`${origin}/imports/uploads/${id}`);
    await page.getByRole("button", { name: "Import the other 2" }).click();
    await page.getByRole("dialog").getByText("2 rows with problems are left out").waitFor();
    await lookAt(page, "import-others");
    await page.getByRole("dialog").getByRole("button", { name: "Import 2 rows" }).click();
    await page.getByText("2 rows with problems were left out").waitFor();
    await lookAt(page, "import-others-done");
    expect(await names(user)).toEqual(["Ann Lee", "Bo Ray"]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download 2 rows" }).click(),
    ]);
    const [header, first] = (await readFile(await download.path(), "utf8")).split("\r\n");
    expect(header).toBe("\u{FEFF}Name,Sex,Room,Born,Phone,Problem");
    expect(first).toMatch(/^Cy Fox,\?,3,31\.12\.1980,"'\+43 1 18","Born: Not a date .*; Sex: Not a gender/);
    await page.getByRole("link", { name: "All imports" }).click();
    await page.getByText("people of march.csv").waitFor();
    await page.getByText("2 patients, 2 rows left out").waitFor();
  });

  it("keep what somebody else has entered, until it is overwritten on purpose", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const id = await checkedUpload(user);
    await page.goto(`${origin}/imports/uploads/${id}`);
    await field(page, "Sex, line 4").waitFor();
    await user.client.import.correctRow.mutate({
      id,
      line: 4,
      expectedVersion: "any",
      cells: [{ column: "Sex", value: "other" }],
    });
    await field(page, "Sex, line 4").fill("male");
    await page.keyboard.press("Enter");
    await page.getByText("Somebody else has entered “other”. Press Enter to save yours.").waitFor();
    await field(page, "Sex, line 4").press("Enter");
    await page.getByText("Corrected").first().waitFor();
    const { items } = await user.client.import.invalidRows.query({ id });
    expect(items[0]?.cells[1]).toEqual({ column: "Sex", value: "male" });
  });
});
