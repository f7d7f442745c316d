import type { Client } from "@caretype/client";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { button, confirm, dialog, gone } from "./support/parts.ts";

const opened = await openConsole();

const system = "http://example.org/diseases";
const offered = "http://example.org/offered";
const asthma = { code: "A1", display: "Asthma", synonyms: ["Bronchial asthma", "Reactive airway"] };
const gout = { code: "G1", display: "Gout of the big toe", synonyms: [] };

/** A code system, and a value set with only one of its codes. */
async function makeCodes({ codes }: Client) {
  const disease = await codes.start.mutate({ uri: system, version: "1", title: "Diseases" });
  await codes.addConcepts.mutate({ id: disease.id, concepts: [asthma, gout] });
  await codes.finish.mutate({ id: disease.id, concepts: 2 });
  const set = { kind: "value-set", uri: offered, version: "1", title: "Common diseases" } as const;
  const { id } = await codes.start.mutate(set);
  await codes.addConcepts.mutate({ id, concepts: [{ system, ...asthma }] });
  await codes.finish.mutate({ id, concepts: 1 });
}

/** Not a select's options. */
const options = (page: Page) => dialog(page).getByRole("listbox").getByRole("option");
const problem = (page: Page) => dialog(page).getByRole("combobox", { name: /^Problem/ });

describe.skipIf(!opened)("codes in forms", () => {
  if (!opened) return;
  const { signedIn } = opened;

  async function onChart(tab = "chart") {
    const window = await signedIn({ at: null });
    const { client } = window.user;
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const open = () => window.page.goto(`${origin}/patients/${patientId}?tab=${tab}`);
    const conditions = async () => (await client.condition.list.query({ patientId })).items;
    return { ...window, client, patientId, open, conditions };
  }

  it("are found by words and chosen by keyboard, and other words remove them", async () => {
    const { page, client, open, conditions } = await onChart();
    await makeCodes(client);
    await open();
    await button(page, "Add problem").click();
    await expect.poll(() => problem(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type("airway reac");
    await options(page).getByText("A1 (http://example.org/diseases) · also: Reactive airway").waitFor();
    await expect.poll(() => dialog(page).getByText("1 code found").count()).toBe(1);
    await lookAt(page, "code-input");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => problem(page).inputValue()).toBe("Asthma");
    await dialog(page).getByText("Coded as A1 (http://example.org/diseases).").waitFor();
    await page.keyboard.press("Enter");
    await gone(page);
    const coding = { system, code: "A1", display: "Asthma", version: "1" };
    expect(await conditions()).toMatchObject([{ code: { text: "Asthma", coding } }]);

    // A change of another field keeps the code.
    await button(page, "Edit: Asthma").click();
    await dialog(page).getByLabel("Severity").selectOption("Mild");
    await confirm(page, "Save");
    await gone(page);
    expect(await conditions()).toMatchObject([{ severity: "mild", code: { text: "Asthma", coding } }]);

    await button(page, "Edit: Asthma").click();
    await problem(page).fill("b");
    await dialog(page).getByText("Type at least two letters").first().waitFor();
    await problem(page).fill("g");
    await options(page).getByText("Gout of the big toe").waitFor();
    await problem(page).fill("Something else");
    await options(page).first().waitFor({ state: "detached" });
    await dialog(page).getByText("No code found. You can enter text without a code.").first().waitFor();
    // Escape closes only the results, not the form.
    await page.keyboard.press("Escape");
    await confirm(page, "Save");
    await gone(page);
    expect(await conditions()).toMatchObject([{ code: { text: "Something else", coding: null } }]);
  });

  it("follow what the practice says of a field", async () => {
    const { page, client, open, conditions } = await onChart();
    await makeCodes(client);
    const field = "condition.code";
    await client.codes.setField.mutate({ field, uri: offered, mode: "warn" });
    await open();
    await button(page, "Add problem").click();
    await dialog(page).getByText("Codes of Common diseases are offered.").waitFor();
    await problem(page).fill("toe");
    await options(page).getByText("Search all code systems").click();
    await options(page).getByText("Gout of the big toe").click();
    await dialog(page).getByText("Your practice does not offer this code here. It can be saved.").waitFor();
    await lookAt(page, "code-input-warning");
    await confirm(page, "Add");
    await gone(page);
    expect(await conditions()).toMatchObject([{ code: { coding: { code: "G1" } } }]);

    await client.codes.setField.mutate({ field, uri: offered, mode: "refuse" });
    await page.reload();
    await button(page, "Add problem").click();
    await dialog(page).getByText("Codes of Common diseases only.").waitFor();
    await problem(page).fill("toe");
    await dialog(page).getByText("No code found.").first().waitFor();
    expect(await options(page).count()).toBe(0);
    // Text alone is accepted.
    await confirm(page, "Add");
    await gone(page);
    expect((await conditions())[0]).toMatchObject({ code: { text: "toe", coding: null } });
    await button(page, "Edit: Gout of the big toe").click();
    await dialog(page).getByText("Your practice no longer offers this code here.").waitFor();
    await page.keyboard.press("Escape");

    // The rule changes while a form is open: the refusal is shown at its input.
    await client.codes.setField.mutate({ field, uri: null });
    // Another one with this code would ask for confirmation.
    for (const { id } of await conditions())
      await client.condition.enterInError.mutate({ id, expectedVersion: "any", reason: "Another patient's" });
    await page.reload();
    await button(page, "Add problem").click();
    await problem(page).fill("gout");
    await options(page).getByText("Gout of the big toe").click();
    await client.codes.setField.mutate({ field, uri: offered, mode: "refuse" });
    await confirm(page, "Add");
    await expect
      .poll(() => problem(page).evaluate((input) => input.getAttribute("aria-invalid")))
      .toBe("true");
    await dialog(page).getByText("Not a code that this field offers").waitFor();
  });

  it("are chosen for allergies and for the reason of an encounter", async () => {
    const { page, client, patientId, open } = await onChart("encounters");
    await makeCodes(client);
    await open();
    await button(page, "Add encounter").click();
    const reason = dialog(page).getByRole("combobox", { name: "Reason" });
    await reason.fill("asth");
    await options(page).getByText("Asthma").click();
    await confirm(page, "Begin");
    await gone(page);
    const { items } = await client.encounter.list.query({ patientId });
    expect(items).toMatchObject([{ reason: { text: "Asthma", coding: { system, code: "A1" } } }]);
    await page.goto(`${origin}/patients/${patientId}?tab=chart`);
    await button(page, "Add allergy").click();
    await dialog(page)
      .getByRole("combobox", { name: /^Substance/ })
      .fill("gout");
    await options(page).getByText("Gout of the big toe").click();
    await confirm(page, "Add");
    await gone(page);
    const { items: allergies } = await client.allergy.list.query({ patientId });
    expect(allergies).toMatchObject([{ substance: { coding: { system, code: "G1" } } }]);
  });
});
