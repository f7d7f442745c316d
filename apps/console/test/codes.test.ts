import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole } from "./support/open.ts";
import { button, section } from "./support/parts.ts";

const opened = await openConsole();

const system = "http://loinc.org";
const choose = (page: Page, name: string, text: string) =>
  page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name, mimeType: "", buffer: Buffer.from(text) });

const table = (rows: readonly string[]) =>
  ["LOINC_NUM,LONG_COMMON_NAME,RELATEDNAMES2,STATUS", ...rows].join("\r\n");
const weight = "29463-7,Body weight,Mass; Weight,ACTIVE";
const old = "3142-7,Body weight stated,,DEPRECATED";

const valueSet = {
  resourceType: "ValueSet",
  url: "http://example.org/vitals",
  version: "1",
  title: "Vital signs",
  compose: { include: [{ system, concept: [{ code: "29463-7", display: "Body weight" }] }] },
};

describe.skipIf(!opened)("the page of codes", () => {
  if (!opened) return;
  const { signedIn, signIn, backend } = opened;

  it("imports a table and a value set, sets what a field offers, and undoes an import", async () => {
    const { page, user } = await signedIn({ at: "/codes" });
    const { codes } = user.client;
    const imported = section(page, "Imported");
    await imported.getByText("No codes have been imported yet.").waitFor();
    await page.getByRole("link", { name: "Import codes" }).click();

    // Each invalid cell is reported by line and column, and nothing is sent.
    await choose(page, "Loinc.csv", table([weight, "1234-5,,,ACTIVE", old]));
    await page.getByLabel(/^Address/).fill(system);
    await button(page, "Check and import").click();
    await page.getByText("Required", { exact: true }).waitFor();
    await page.getByLabel(/^Version/).fill("2.80");
    expect(await page.getByLabel("Code *").inputValue()).toBe("LOINC_NUM");
    await lookAt(page, "codes-new");
    await button(page, "Check and import").click();
    const problems = page.getByRole("table", { name: "Problems" });
    await problems.getByRole("row", { name: /^3 LONG_COMMON_NAME/ }).waitFor();
    expect((await codes.list.query()).items).toEqual([]);

    await button(page, "Choose another file").click();
    await choose(page, "Loinc.csv", table([weight, old]));
    await page.getByLabel(/^Address/).fill(system);
    await page.getByLabel(/^Version/).fill("2.80");
    await page.getByLabel("Name", { exact: true }).fill("LOINC");
    await button(page, "Check and import").click();
    await imported.getByText(/^Code system · http:\/\/loinc.org · version 2.80 · 2 codes/).waitFor();
    const found = await codes.search.query({ q: "mass" });
    expect(found.items).toMatchObject([{ system, code: "29463-7", synonyms: ["Mass", "Weight"] }]);
    expect((await codes.search.query({ q: "stated" })).items).toEqual([]);

    // The same version again.
    await page.getByRole("link", { name: "Import codes" }).click();
    await choose(page, "Loinc.csv", table([weight]));
    await page.getByLabel(/^Address/).fill(system);
    await page.getByLabel(/^Version/).fill("2.80");
    await button(page, "Check and import").click();
    await page.getByText("This version has been imported").waitFor();
    await button(page, "Choose another file").click();

    await choose(page, "broken.json", '{"resourceType":\n"ValueSet",\n x');
    await problems.getByRole("row", { name: "3 Not JSON" }).waitFor();
    await button(page, "Choose another file").click();
    await choose(page, "patient.json", '{"resourceType":"Patient"}');
    await page.getByText("The file is neither a CodeSystem nor a ValueSet of FHIR.").waitFor();
    await choose(page, "vitals.json", JSON.stringify(valueSet));
    expect(await page.getByLabel(/^Address/).inputValue()).toBe(valueSet.url);
    await button(page, "Check and import").click();
    await imported.getByText(/^Value set · http:\/\/example.org\/vitals · version 1 · 1 code/).waitFor();

    await button(page, "Edit: Observation").click();
    await page.getByLabel("The field offers").selectOption("Vital signs (value set)");
    await page.getByLabel("Refused").check();
    await lookAt(page, "codes-rule");
    await button(page, "Save").click();
    await page.getByText("Vital signs. Other codes: Refused").waitFor();
    await lookAt(page, "codes");
    const checked = await codes.check.query({ field: "observation.code", system, code: "3142-7" });
    expect(checked).toEqual({ isOffered: false, mode: "refuse" });

    // The field's rule is unchanged.
    await button(page, "Undo: Vital signs, version 1").click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo" }).click();
    await page.getByRole("dialog").getByRole("alert").waitFor();
    await page.keyboard.press("Escape");
    await button(page, "Undo: LOINC, version 2.80").click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo" }).click();
    await page.getByText("The import of LOINC, version 2.80, is undone").waitFor();
    await expect.poll(() => imported.getByRole("listitem").count()).toBe(1);

    const viewer = await makeColleague(backend, user, "viewer");
    const { page: viewerPage } = await opened.window();
    await signIn(viewerPage, viewer, "/codes");
    await section(viewerPage, "Imported").getByText("Vital signs").waitFor();
    expect(await viewerPage.getByRole("main").getByRole("button").count()).toBe(0);
    expect(await viewerPage.getByRole("link", { name: "Import codes" }).count()).toBe(0);
    const reception = await makeColleague(backend, user, "reception");
    const { page: desk } = await opened.window();
    await signIn(desk, reception, "/codes");
    await desk.getByRole("heading", { name: "Not allowed" }).waitFor();
    expect(await desk.getByRole("link", { name: "Codes" }).count()).toBe(0);
  });

  it("reads tabs without quotes, and removes what was sent when the reader cancels", async () => {
    const { page, user } = await signedIn({ at: "/codes/new" });
    const { codes } = user.client;
    const rows = Array.from({ length: 2_500 }, (_, at) => `9${at}\tThe "quick" test ${at}\t${at}\t`);
    await choose(
      page,
      "CONCEPT.txt",
      ["concept_id\tconcept_name\tconcept_code\tinvalid_reason", ...rows].join("\n"),
    );
    await page.getByLabel(/^Address/).fill("http://snomed.info/sct");
    await page.getByLabel(/^Version/).fill("1");
    // The second part waits until the user cancels.
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    let parts = 0;
    await page.route(/codes\.addConcepts/, async (route) => {
      parts += 1;
      if (parts > 1) await held;
      await route.continue().catch(() => undefined);
    });
    await button(page, "Check and import").click();
    await page.getByText("Sending the codes. Keep this page open.").waitFor();
    await expect.poll(() => parts).toBe(2);
    await button(page, "Cancel").click();
    release();
    await expect.poll(async () => (await codes.list.query()).items.length).toBe(0);
    await page.unroute(/codes\.addConcepts/);
    await button(page, "Check and import").click();
    await section(page, "Imported")
      .getByText(/2,500 codes/)
      .waitFor();
    expect((await codes.search.query({ q: "quick 77" })).items[0]).toMatchObject({ code: "77" });
  });
});
