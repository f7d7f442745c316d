import { describe, it } from "vitest";
import { choose } from "./support/choose-files.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole } from "./support/open.ts";

const opened = await openConsole();

/** As Excel saves a table in Central Europe: not UTF-8, and here without a header. */
const rows = [
  [0x4a, 0x6f, 0x73, 0xe9, ...Buffer.from(" Ray;m;3.2.1980;jose@example.org;+43 1 123 45 67\r\n")],
  [0xa3, 0xf3, 0x9f, ...Buffer.from(" Lee;w;28.12.1975;lee@example.org;+48 22 123 45 67\r\n")],
];

describe.skipIf(!opened)("a file of an older program", () => {
  if (!opened) return;

  it("is read in the chosen encoding, without column names, and mapped by its values", async () => {
    const { page, user } = await opened.signedIn({ at: "/imports/new" });
    await choose(page, [{ name: "people.csv", content: Buffer.from(rows.flat()) }]);
    await page.getByText("Are all letters right?").waitFor();
    await lookAt(page, "import-encoding");
    expect(await page.getByLabel("Encoding").inputValue()).toBe("windows-1250");
    await page.getByLabel("Encoding").selectOption("windows-1252");
    await page.getByRole("cell", { name: "£óŸ Lee" }).waitFor();
    await page.getByLabel("Encoding").selectOption("windows-1250");
    await page.getByRole("cell", { name: "Łóź Lee" }).waitFor();

    const names = page.getByLabel("The file has the names of the columns");
    expect(await names.isChecked()).toBe(false);
    expect(await page.getByLabel("Gender").inputValue()).toBe("Column 2");
    expect(await page.getByLabel("Date of birth").inputValue()).toBe("Column 3");
    expect(await page.getByLabel("How dates are written").inputValue()).toBe("DD.MM.YYYY");
    expect(await page.getByLabel(/^Email/).inputValue()).toBe("Column 4");
    expect(await page.getByLabel("Phone number").inputValue()).toBe("Column 5");
    await page.getByText("A guess from values such as “jose@example.org”").waitFor();
    await page.getByLabel("Full name").selectOption("Column 1");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText("The check found no problems").waitFor();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByText("Imported", { exact: true }).first().waitFor();
    const { items } = await user.client.patient.list.query({ sort: "name" });
    expect(items.map(({ name, gender }) => [name, gender])).toEqual([
      ["Łóź Lee", "female"],
      ["José Ray", "male"],
    ]);
  });

  it("is asked what a code of genders stands for, before and after the check", async () => {
    const { page, user } = await opened.signedIn({ at: "/imports/new" });
    // Only the first hundred rows are visible before the check.
    const later = Array.from({ length: 100 }, (_, at) => `Leo Ray ${at};X`);
    const content = ["Name;Sexo", "Ana Paz;M", ...later, "Eva Sol;9", ""].join("\n");
    await choose(page, [{ name: "personas.csv", content }]);
    const code = (letter: string) => page.getByLabel(`Gender of code “${letter}”`);
    await code("M").selectOption("Female");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText("Not a gender").first().waitFor();
    await page.getByRole("button", { name: "Change the columns" }).click();
    expect(await code("M").locator("option:checked").textContent()).toBe("Female");
    await code("9").selectOption("Other");
    await page.getByRole("button", { name: "Check again" }).click();
    await page.getByText("The check found no problems").waitFor();
    const [{ table } = { table: null }] = (await user.client.import.uploads.query()).items;
    expect(table?.genders).toEqual([
      { code: "m", gender: "female" },
      { code: "9", gender: "other" },
    ]);
  });
});
