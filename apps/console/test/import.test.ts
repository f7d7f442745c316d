import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, it } from "vitest";
import { type Content, choose, chooserAfter } from "./support/choose-files.ts";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { button } from "./support/parts.ts";

const opened = await openConsole();
const folder = await mkdtemp(join(tmpdir(), "caretype-import-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const cellsOf = (page: Page, table: string) =>
  page
    .getByRole("table", { name: table, exact: true })
    .getByRole("row")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("th, td")].map(({ textContent }) => textContent).join("|")),
    );

const people = `Nr;Vorname;Nachname;Geburtsdatum;Geschlecht;Note
1;Ann;Lee;03/04/1980;w;"secret-note
of two lines"
2;<img src=x onerror=alert(1)>;Quux;12/11/1975;m;secret-note
`;

const synthea = {
  "patients.csv": `Id,BIRTHDATE,SSN,PREFIX,FIRST,LAST,SUFFIX,GENDER,ADDRESS,CITY,STATE,ZIP
9d3a2d1c-0000-4000-8000-000000000001,1970-01-02,999-11-2222,Mrs.,Zoe,Original,,F,1 Old St,Town,MA,01234
`,
  "providers.csv": `Id,ORGANIZATION,NAME,GENDER,SPECIALITY,ADDRESS,CITY,STATE,ZIP
9d3a2d1c-0000-4000-8000-000000000002,9d3a2d1c-0000-4000-8000-000000000003,Sam Doc,M,GENERAL PRACTICE,2 St,Town,MA,01234
`,
  "encounters.csv": `Id,START,PATIENT,PROVIDER,DESCRIPTION,REASONDESCRIPTION
9d3a2d1c-0000-4000-8000-000000000004,2024-01-02T10:00:00Z,9d3a2d1c-0000-4000-8000-000000000001,9d3a2d1c-0000-4000-8000-000000000002,Check-up,
`,
  "observations.csv": `DATE,PATIENT,ENCOUNTER,CATEGORY,CODE,DESCRIPTION,VALUE,UNITS,TYPE
2024-01-02T10:00:00Z,9d3a2d1c-0000-4000-8000-000000000001,9d3a2d1c-0000-4000-8000-000000000004,vital-signs,8302-2,Body Height,127.9,cm,numeric
`,
  "devices.csv": "START,STOP,PATIENT\n",
};
const syntheaFiles = Object.entries(synthea).map(([name, content]) => ({ name, content }));

/** `advisoryLocks.importing` of the database package, which the console does not import. */
const importLock = 4_861_220_532;

/** The text about an undo, which runs in the background while another test of this file imports. */
const undoOfOne = /^The import is (undone: 1 record removed|being undone)/;

describe.skipIf(!opened)("imports", () => {
  if (!opened) return;

  const bodiesOf = (page: Page) => {
    const bodies: string[] = [];
    page.on("request", (request) => bodies.push(request.postData() ?? ""));
    return bodies;
  };

  it("maps, checks, imports and undoes a table", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const bodies = bodiesOf(page);
    await page.goto(`${origin}/imports`);
    await page.getByText("Nothing was imported yet.").waitFor();
    await lookAt(page, "imports-empty");
    await page.getByRole("link", { name: "Import files" }).click();
    await heading(page, "Import files").waitFor();
    await lookAt(page, "import-choose");
    await choose(page, [{ name: "people.csv", content: people }]);
    await page.getByText("2 rows").waitFor();
    expect(await page.getByLabel("First name").inputValue()).toBe("Vorname");
    expect(await page.getByLabel("Gender").inputValue()).toBe("Geschlecht");
    // Ambiguous dates: the user must choose the format.
    await button(page, "Check").click();
    await page.getByText("Choose how dates are written").waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("dateFormat");
    await page.getByLabel("How dates are written").selectOption("DD/MM/YYYY");
    await page.getByLabel("Number", { exact: true }).selectOption("Nr");
    await page.getByLabel("Name of the other program").fill("old-practice");
    await lookAt(page, "import-columns");
    await button(page, "Check").click();
    await page.getByText("The check found no problems").waitFor();
    expect(bodies.join()).not.toContain("secret-note");
    expect(await cellsOf(page, "Result")).toEqual(["Records|New|Existing", "Patients|2|0"]);
    await lookAt(page, "import-checked");
    expect((await user.client.patient.list.query()).items).toEqual([]);

    // The upload survives a reload.
    await page.reload();
    await button(page, "Import").click();
    await page.getByText("Imported", { exact: true }).first().waitFor();
    await lookAt(page, "import-done");
    const { items } = await user.client.patient.list.query();
    expect(items.map(({ dateOfBirth }) => dateOfBirth).sort()).toEqual(["1975-11-12", "1980-04-03"]);
    expect(items.map(({ name }) => name)).toContain("<img src=x onerror=alert(1)> Quux");

    await page.getByRole("link", { name: "All imports" }).click();
    await page.getByText("people.csv").waitFor();
    await page.getByText("2 patients").waitFor();
    const [first] = items;
    if (!first) throw new Error("There is no patient.");
    const { version } = await user.client.patient.update.mutate({
      id: first.id,
      address: "1 St",
      expectedVersion: 1,
    });
    const ask = page.getByRole("button", { name: /^Undo the import of/ });
    await ask.click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo", exact: true }).click();
    const alert = page.getByRole("dialog").getByRole("alert");
    const failed = page.getByText("Could not be undone");
    await alert.or(failed).first().waitFor();
    if (await failed.isVisible()) await ask.click();
    await alert.getByText("1 record was changed or used since").waitFor();
    await alert.getByRole("link", { name: first.name }).waitFor();
    await lookAt(page, "import-undo-refused");
    await user.client.patient.remove.mutate({ id: first.id, expectedVersion: version });
    await page.getByRole("dialog").getByRole("button", { name: "Try again" }).click();
    await page.getByText(undoOfOne).waitFor();
    await page.getByText(/^Undone \d/).waitFor();
    await lookAt(page, "imports");
    expect((await user.client.patient.list.query()).items).toEqual([]);
  });

  it("maps and imports a table of appointments", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { id: patientId } = await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await user.client.doctor.create.mutate({ name: "Sam Okafor" });
    await page.goto(`${origin}/imports/new`);
    const lines = [
      "Patient;Arzt;Datum;Uhrzeit;Dauer",
      "Lee, Ann;Dr. Sam Okafor;24.06.2024;9:30;20",
      "Bo Ray;Sam Okafor;25.06.2024;9:30;20",
    ];
    await choose(page, [{ name: "termine.csv", content: lines.join("\n") }]);
    await page.getByText("2 rows").waitFor();
    expect(await page.getByRole("radio", { name: "an appointment" }).isChecked()).toBe(true);
    expect(await page.getByLabel("Length in minutes").inputValue()).toBe("Dauer");
    expect(await page.getByLabel("How dates are written").inputValue()).toBe("DD.MM.YYYY");
    await page.getByLabel("Date, or date and time").selectOption("");
    await button(page, "Check").click();
    await page.getByText("Required for appointments").waitFor();
    await page.getByLabel("Date, or date and time").selectOption("Datum");
    await lookAt(page, "import-appointments");
    await button(page, "Check").click();
    await page.getByText("There is no such patient").waitFor();
    await lookAt(page, "import-appointments-problem");
    await button(page, "Import the other 1").click();
    await page.getByRole("dialog").getByRole("button", { name: "Import 1 row" }).click();
    await page.getByText("1 row with problems was left out").waitFor();
    expect(await cellsOf(page, "Result")).toEqual(["Records|Imported|Existing", "Appointments|1|0"]);
    const { items } = await user.client.appointment.list.query({ patientId });
    expect(items).toMatchObject([{ status: "fulfilled", doctorName: "Sam Okafor", visitTypeName: "Visit" }]);
  });

  it("maps and imports a table of observations, and its counts add up", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { id: patientId } = await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await page.goto(`${origin}/imports/new`);
    const lines = [
      "Patient;LOINC;Datum;Wert;Einheit",
      "Lee, Ann;8480-6;24.06.2024 9:30;131;mm[Hg]",
      "Lee, Ann;8462-4;24.06.2024 9:30;84;mm[Hg]",
      "Lee, Ann;2339-0;24.06.2024 9:30;6,3;mmol/L",
      "Bo Ray;8867-4;24.06.2024 9:30;70;/min",
    ];
    await choose(page, [{ name: "werte.csv", content: lines.join("\n") }]);
    await page.getByText("4 rows").waitFor();
    expect(await page.getByRole("radio", { name: "an observation" }).isChecked()).toBe(true);
    expect(await page.getByLabel("How dates are written").inputValue()).toBe("DD.MM.YYYY");
    await page.getByLabel("Value", { exact: true }).selectOption("");
    await button(page, "Check").click();
    await page.getByText("Required for observations").waitFor();
    await page.getByLabel("Value", { exact: true }).selectOption("Wert");
    await page.getByLabel("Decimal mark").selectOption("comma");
    await lookAt(page, "import-observations");
    await button(page, "Check").click();
    await page.getByText("There is no such patient").waitFor();
    await button(page, "Import the other 3").click();
    await page.getByRole("dialog").getByRole("button", { name: "Import 3 rows" }).click();
    await page.getByText("1 row with problems was left out").waitFor();
    expect(await cellsOf(page, "Result")).toEqual(["Records|Imported|Existing", "Observations|2|0"]);
    await page.getByText("Observations: 4 in the file, 1 part of another record, 1 with problems").waitFor();
    await lookAt(page, "import-observations-done");
    const { items } = await user.client.observation.list.query({ patientId });
    expect(items.map(({ value, components }) => value ?? components.length)).toEqual(
      expect.arrayContaining([2, { kind: "quantity", number: "6.3", unit: "mmol/L", comparator: null }]),
    );
  });

  it("imports a calendar of one doctor", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { id: patientId } = await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await user.client.doctor.create.mutate({ name: `Di ${user.email.slice(0, 8)}` });
    await page.goto(`${origin}/imports/new`);
    const event = [
      "UID:7",
      "SUMMARY:Ann Lee",
      "DTSTART;TZID=Europe/Vienna:20240624T093000",
      "DURATION:PT20M",
    ];
    const lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", ...event, "END:VEVENT", "END:VCALENDAR", ""];
    await choose(page, [{ name: "surgery.ics", content: lines.join("\r\n") }]);
    await page.getByText("1 row", { exact: false }).first().waitFor();
    expect(await page.getByLabel("Patient", { exact: true }).inputValue()).toBe("SUMMARY");
    expect(await page.getByLabel("Number", { exact: true }).inputValue()).toBe("UID");
    await page.getByLabel("Doctor", { exact: true }).selectOption("");
    await button(page, "Check").click();
    await page.getByText("Required, unless one doctor has all rows").waitFor();
    await page.getByRole("combobox", { name: "Doctor of all rows" }).fill(`Di ${user.email.slice(0, 8)}`);
    await page.getByRole("option", { name: /^Di / }).click();
    await lookAt(page, "import-calendar");
    await button(page, "Check").click();
    await page.getByText("The check found no problems").waitFor();
    await button(page, "Import").click();
    await page.getByText("Imported", { exact: true }).first().waitFor();
    const { items } = await user.client.appointment.list.query({ patientId });
    expect(items).toMatchObject([{ startsAt: "2024-06-24T07:30:00Z", endsAt: "2024-06-24T07:50:00Z" }]);
  });

  it("lists problems, and remembers the mapping for the corrected file", async () => {
    const { page } = await opened.signedIn({ at: "/imports/new" });
    const table = (date: string) =>
      `name,room,gender,dob\nAnn Lee,1,f,1980-02-01\nBob Lee,"2, left",?,${date}\n`;
    await choose(page, [{ name: "people.csv", content: table("1980-02-31") }]);
    expect(await page.getByLabel("How dates are written").inputValue()).toBe("YYYY-MM-DD");
    await page.getByLabel("Phone number").selectOption("dob");
    await page.getByLabel("Phone number").selectOption("");
    await button(page, "Check").click();
    await page.getByText("2 problems to fix in 1 row").waitFor();
    for (const column of ["gender", "dob"]) await page.getByLabel(`${column}, line 3`).waitFor();
    // The room was not sent, and is read from the file again.
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      button(page, "Download 1 row").click(),
    ]);
    expect(await readFile(await download.path(), "utf8")).toMatch(
      /^\u{FEFF}name,room,gender,dob,Problem\r\nBob Lee,"2, left",\?,1980-02-31,/u,
    );
    await button(page, "Change the columns").click();
    await page.getByLabel("How dates are written").waitFor();
    await lookAt(page, "import-read-differently");
    await button(page, "Cancel").click();
    await button(page, "Choose the files again").click();
    await choose(page, [{ name: "people.csv", content: table("1980-02-28").replace("?", "m") }]);
    await button(page, "Check").click();
    await page.getByText("The check found no problems").waitFor();
    await button(page, "Do not import").click();
    await page.getByText("Cancelled", { exact: true }).waitFor();
  });

  it("explains why a file cannot be read", async () => {
    const { page } = await opened.signedIn({ at: "/imports/new" });
    const refused = async (name: string, content: Content, words: string) => {
      await choose(page, [{ name, content }]);
      await page.getByRole("alert").getByText(words).waitFor();
    };
    await refused("empty.csv", "", "The file is empty.");
    await refused("header.csv", "name,gender\n", "has a header but no rows");
    await refused("book.xlsx", Buffer.from("PK\u{3}\u{4}rest"), "a workbook or an archive");
    await refused("letter.pdf", "%PDF-1.7", "The file is a PDF");
    await refused("binary.csv", Buffer.from([1, 0, 2]), "it is not a text file");
    await refused("patients.csv", synthea["patients.csv"], "This is patients.csv of a Synthea export.");
    await lookAt(page, "import-refused");
    await choose(
      page,
      syntheaFiles.map(({ name, content }) => ({ name, content: content.replace("BIRTHDATE,", "") })),
    );
    await page.getByText("patients.csv lacks these columns of Synthea: BIRTHDATE.").waitFor();

    // Rows of a wrong width, with their lines.
    await choose(page, [{ name: "wide.csv", content: 'name,gender\n"A\nB",m\n\nC,m,more\n' }]);
    await page.getByText("1 problem in the files").waitFor();
    expect((await cellsOf(page, "Problems"))[1]).toMatch(/^5\|/);
    // Leaving asks, as the choice would be lost.
    await page.getByRole("link", { name: "Patients" }).click();
    await button(page, "Stay here").last().click();
    await button(page, "Choose other files").click();
    await choose(page, [
      { name: "one.csv", content: "name,gender\nA,m\n" },
      { name: "two.csv", content: "name,license number\nB,7\n" },
    ]);
    await lookAt(page, "import-which");
    await button(page, "Import this: two.csv").click();
    await page.getByLabel("Licence number").waitFor();
    expect(await page.getByRole("radio", { name: "a doctor" }).isChecked()).toBe(true);
  });

  it("imports a dropped Synthea export without unneeded data, and shows possible duplicates", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const there = { name: "Zoe Original", gender: "female", dateOfBirth: "1970-01-02" } as const;
    await user.client.patient.create.mutate(there);
    const bodies = bodiesOf(page);
    await page.goto(`${origin}/imports/new`);
    // The drop area is loaded separately.
    const area = page.getByText("Drop to import");
    await area.waitFor({ state: "attached" });
    const dropped = await page.evaluateHandle((files) => {
      const transfer = new DataTransfer();
      for (const { name, content } of files)
        transfer.items.add(new File([content], name, { type: "text/csv" }));
      return transfer;
    }, syntheaFiles);
    await page.dispatchEvent("body", "dragenter", { dataTransfer: dropped });
    await area.dispatchEvent("drop", { dataTransfer: dropped });
    await page.getByText("1 other file is ignored.").waitFor();
    await lookAt(page, "import-synthea");
    await button(page, "Check").click();
    await button(page, "Import").waitFor();
    expect(bodies.join()).toContain("Original");
    expect(bodies.join()).not.toContain("999-11-2222");
    await page.getByText("1 new patient may already exist").waitFor();
    await lookAt(page, "import-checked-duplicates");
    await button(page, "Import").click();
    await page.getByRole("link", { name: "Compare and merge, line 2" }).waitFor();
    expect(await cellsOf(page, "Result")).toEqual(
      ["Records|Imported|Existing", "Patients|1|0"].concat(
        "Doctors|1|0",
        "Assignments|1|0",
        "Encounters|1|0",
        "Observations|1|0",
      ),
    );
    await page.getByRole("link", { name: "All imports" }).click();
    await page.getByRole("link", { name: /^Duplicates of the import/ }).click();
    await page.getByText("1 in total.").waitFor();
    await lookAt(page, "import-duplicates");
    await page.getByRole("link", { name: /^Compare and merge .*Zoe Original/ }).click();
    await heading(page, /merge/i).waitFor();
  });

  it("continues an upload begun elsewhere, and requires permission", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { id } = await user.client.import.begin.mutate({
      format: "table",
      records: "patient",
      files: [{ file: "big.csv", columns: ["name", "gender"] }],
      table: { mapping: { name: "name", gender: "gender" } },
    });
    await page.goto(`${origin}/imports`);
    await page.getByRole("link", { name: "Continue: big.csv" }).click();
    await heading(page, "big.csv").waitFor();
    await page.getByText("The upload is incomplete").waitFor();
    await lookAt(page, "import-interrupted");
    const rows = Array.from({ length: 500 }, (_, at) => ({ line: at + 2, cells: [`Person ${at}`, "f"] }));
    await user.client.import.addPart.mutate({ id, file: "big.csv", rows });
    await user.client.import.run.mutate({ id, rows: 500 });
    await page.reload();
    await page.getByRole("link", { name: "Go to the patients" }).waitFor();
    await visit(page, `/imports/uploads/${user.accountId}`);
    await heading(page, "Not found").waitFor();

    const reception = await makeColleague(opened.backend, user, "reception");
    const other = await opened.window();
    await opened.signIn(other.page, reception, "/imports/new");
    await heading(other.page, "Not allowed").waitFor();
  });

  it("undoes an import after another one that runs, and shows what blocks it", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { id } = await client.import.begin.mutate({
      format: "table",
      records: "patient",
      files: [{ file: "a.csv", columns: ["name", "gender"] }],
      table: { mapping: { name: "name", gender: "gender" } },
    });
    await client.import.addPart.mutate({ id, file: "a.csv", rows: [{ line: 2, cells: ["Ann Large", "f"] }] });
    await client.import.run.mutate({ id, rows: 1 });
    await expect.poll(async () => (await client.import.progress.query({ id })).state).toBe("done");
    const [patient] = (await client.patient.list.query()).items;
    if (!patient) throw new Error("There is no patient.");
    await client.patient.update.mutate({ id: patient.id, address: "1 St", expectedVersion: 1 });

    await page.goto(`${origin}/imports`);
    const ask = page.getByRole("button", { name: /^Undo the import of/ });
    const dialog = page.getByRole("dialog");
    await ask.click();
    await opened.backend.database.transaction(async (db) => {
      await db.execute(`set local idle_in_transaction_session_timeout = '60s'`);
      await db.execute(`select pg_advisory_xact_lock(${importLock})`);
      await dialog.getByRole("button", { name: "Undo", exact: true }).click();
      await page.getByText(/^The import is being undone/).waitFor();
      await page.getByText("Waiting to be undone").waitFor();
    });
    await page.getByText("Could not be undone").waitFor();
    await ask.click();
    await dialog.getByRole("alert").getByText("1 record was changed or used since").waitFor();
    await lookAt(page, "import-undo-failed");
    await client.patient.revert.mutate({ id: patient.id, version: 1, expectedVersion: 2 });
    await dialog.getByRole("button", { name: "Try again" }).click();
    await page.getByText(/^Undone \d/).waitFor();
    expect((await client.patient.list.query()).items).toEqual([]);
  });

  it("imports a folder by keyboard", async () => {
    const { page } = await opened.signedIn({ at: null });
    await writeFile(join(folder, "staff.csv"), "Name,Specialty,Licence number\nSam Key,Cardiology,KEY-1\n");
    await writeFile(join(folder, "notes.md"), "no table");
    await page.goto(`${origin}/imports/new`);
    await page.getByText("Drop a folder or files here").waitFor();
    const { keyboard } = page;
    const tabTo = async (name: string) => {
      for (let steps = 0; steps < 60; steps++) {
        await keyboard.press("Tab");
        const at = await page.evaluate(() => document.activeElement?.textContent ?? "");
        if (at === name) return;
      }
      throw new Error(`Tab does not lead to ${name}`);
    };
    await tabTo("Choose a folder");
    const chooser = await chooserAfter(page, () => keyboard.press("Enter"));
    await chooser.setFiles(folder);
    await page.getByText("1 row").waitFor();
    await tabTo("Check");
    await keyboard.press("Enter");
    await button(page, "Import").waitFor();
    await tabTo("Import");
    await keyboard.press("Enter");
    await page.getByRole("link", { name: "Go to the doctors" }).waitFor();
    await tabTo("Undo");
    await keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await tabTo("Undo");
    await keyboard.press("Enter");
    await page.getByText(undoOfOne).waitFor();
  });
});
