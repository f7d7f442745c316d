import type { Locator, Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { hold } from "./support/hold.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { dialog } from "./support/parts.ts";

const opened = await openConsole();

const field = (page: Page, name: string) => dialog(page).getByLabel(name, { exact: true });
const openForm = (page: Page) => page.getByRole("button", { name: "Add vitals" }).click();
const save = (page: Page) => dialog(page).getByRole("button", { name: "Add", exact: true }).click();

const middle = async (part: Locator) => {
  const { y = Number.NaN, height = 0 } = (await part.boundingBox()) ?? {};
  return y + height / 2;
};

describe.skipIf(!opened)("vital signs", () => {
  if (!opened) return;
  const { backend, signedIn } = opened;

  /** An adult patient, with the page of vital signs open. */
  async function onVitals(name = "Ann Lee", width = 1280) {
    const window = await signedIn({ at: null, width });
    const { client } = window.user;
    const { id: patientId } = await client.patient.create.mutate({ name, gender: "female", age: 41 });
    const observations = async () => (await client.observation.list.query({ patientId })).items;
    await window.page.goto(`${origin}/patients/${patientId}?tab=vitals`);
    return { ...window, client, patientId, observations };
  }

  it("are added by keyboard alone, beside the last ones, and drawn as charts and tables", async () => {
    const { page, client, patientId, observations } = await onVitals();
    await page.getByText("No vital signs in this period.").waitFor();
    await client.observation.create.mutate({
      patientId,
      code: { coding: { system: "http://loinc.org", code: "29463-7", display: "Body weight" } },
      category: "vital-signs",
      value: { kind: "quantity", number: "70.50", unit: "kg" },
      effectiveAt: "2025-01-31T10:00:00Z",
    });
    const encounter = await client.encounter.create.mutate({ patientId, status: "in-progress" });
    await page.getByRole("button", { name: "Add vitals" }).focus();
    await page.keyboard.press("Enter");
    await dialog(page).getByText("Last: 70.50 kg, 31 Jan 2025").waitFor();
    await dialog(page).locator("[data-path=systolic]:focus").waitFor();
    const typed = ["150", "85", "72", "14", "43", "98", "300", "170"];
    for (const number of typed) {
      await page.keyboard.type(number);
      await page.keyboard.press("Tab");
    }
    await dialog(page).getByText("Usual for adults: 90–120 mmHg").waitFor();
    // A lethal fever, and a weight that may lack its decimal point, are questioned but accepted.
    await dialog(page)
      .getByText(/expected 32 to 42 °C/)
      .waitFor();
    await dialog(page)
      .getByText(/expected 0.4 to 250 kg/)
      .waitFor();
    await expect.poll(() => dialog(page).getByText("High", { exact: true }).count()).toBe(2);
    await lookAt(page, "vitals-new");
    // The calendar opens at the day, and Escape closes only the calendar.
    const calendar = page.getByRole("dialog", { name: "Calendar" });
    await page.getByRole("button", { name: "Choose a date" }).last().click();
    await calendar.waitFor();
    await lookAt(page, "date-picker");
    await page.keyboard.press("Escape");
    await calendar.waitFor({ state: "hidden" });
    await field(page, "Body weight").focus();
    await page.keyboard.press("Enter");
    await page.getByText("The vital signs of Ann Lee are added").waitFor();

    const added = (await observations()).filter(({ encounterId }) => encounterId === encounter.id);
    expect(added).toHaveLength(7);
    const of = (code: string) => added.find((each) => each.code.coding?.code === code);
    expect(of("85354-9")).toMatchObject({
      patientId,
      value: null,
      interpretation: "high",
      components: [
        { code: { coding: { code: "8480-6" } }, value: { number: "150", unit: "mm[Hg]" } },
        { code: { coding: { code: "8462-4" } }, value: { number: "85", unit: "mm[Hg]" } },
      ],
    });
    expect(of("8310-5")).toMatchObject({ interpretation: "high", referenceRange: { high: "37.3" } });
    expect(of("29463-7")).toMatchObject({ value: { number: "300", unit: "kg" }, interpretation: null });

    const panel = page.getByRole("region", { name: "Blood pressure", exact: true });
    await panel.getByText(/^150\/85 mmHg, /).waitFor();
    await panel.getByRole("img", { name: "Blood pressure" }).waitFor();
    await lookAt(page, "patient-vitals");
    await panel.getByRole("button", { name: /table/i }).click();
    await panel.getByRole("cell", { name: "150 (High)" }).waitFor();
    await page.getByText("US units").click();
    await page
      .getByRole("region", { name: "Body weight", exact: true })
      .getByText(/^661\.4 lb, /)
      .waitFor();
  });

  it("are a band of blood pressure, in buckets where there are many", async () => {
    const { page, client, patientId } = await onVitals();
    await client.practice.update.mutate({ timeZone: "Pacific/Kiritimati", expectedVersion: "any" });
    const of = (code: string) => ({ coding: { system: "http://loinc.org", code, display: code } });
    const part = (code: string, number: number) =>
      ({
        code: of(code),
        value: { kind: "quantity", number: String(Math.round(number)), unit: "mm[Hg]" },
      }) as const;
    const shared = { patientId, category: "vital-signs" } as const;
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
    const pressures = Array.from({ length: 16 }, (_, index) => ({
      ...shared,
      code: of("85354-9"),
      effectiveAt: day(index * 14),
      components: [part("8480-6", 128 + 18 * Math.sin(index)), part("8462-4", 78 + 9 * Math.cos(index))],
    }));
    await client.observation.createMany.mutate({ observations: pressures.slice(0, 8) });
    await client.observation.createMany.mutate({ observations: pressures.slice(8) });
    const [rate] = (
      await client.observation.createMany.mutate({
        observations: [
          {
            ...shared,
            code: of("8867-4"),
            effectiveAt: day(300),
            value: { kind: "quantity", number: "70", unit: "/min" },
          },
          // A single number, by pulse oximetry.
          { ...shared, effectiveAt: day(300), ...part("8480-6", 131) },
          {
            ...shared,
            code: of("59408-5"),
            // A day later in the practice.
            effectiveAt: `${day(300).slice(0, 10)}T12:00:00Z`,
            value: { kind: "quantity", number: "96", unit: "%" },
          },
        ],
      })
    ).items;
    await backend.database.reader.execute(`
      insert into observation (practice_id, id, patient_id, code, category, status, value_number, value_unit,
        canonical_number, canonical_unit, components, is_interpretation_computed, effective_at, created_by)
      select practice_id, uuidv7(), patient_id, code, category, status, 60 + number * 7 % 50, value_unit,
        60 + number * 7 % 50, canonical_unit, components, false, effective_at + number * interval '10 hours', created_by
      from observation, generate_series(1, 700) as number where id = '${rate?.id}';
      insert into observation (practice_id, id, patient_id, code, status, value_number, value_unit, components,
        is_interpretation_computed, effective_at, created_by)
      select practice_id, uuidv7(), patient_id, code, status, 1, 'unit' || number, components, false, effective_at, created_by
      from observation, generate_series(1, 20) as number where id = '${rate?.id}'`);
    await page.reload();
    const panel = (name: string) => page.getByRole("region", { name, exact: true });
    await panel("Blood pressure").getByRole("img").waitFor();
    await panel("Heart rate")
      .getByText(/^Each point stands for several values/)
      .waitFor();
    await panel("Heart rate")
      .getByText(/^There are more than 20 different units/)
      .waitFor();
    await lookAt(page, "patient-vitals-many");
    await panel("Heart rate").getByRole("button", { name: /table/i }).click();
    await panel("Heart rate").getByRole("columnheader", { name: "Value (/min): Lowest" }).waitFor();
    expect(await panel("Heart rate").getByRole("row").count()).toBeGreaterThan(100);
    await panel("Blood pressure").getByRole("button", { name: /table/i }).click();
    await expect.poll(() => panel("Blood pressure").getByRole("row").count()).toBe(18);
    await panel("Oxygen saturation").getByRole("img").waitFor();
    const tick = panel("Oxygen saturation")
      .locator("svg text")
      .filter({ hasText: /20\d\d/ })
      .first();
    expect(await panel("Oxygen saturation").locator("header, p").allTextContents()).toContainEqual(
      expect.stringContaining((await tick.textContent()) ?? ""),
    );
    await page.getByLabel("Period").selectOption("Last 3 months");
    await expect.poll(() => panel("Blood pressure").getByRole("row").count()).toBe(8);
  });

  it("are in the units that the account prefers, in each browser, and others are for one view only", async () => {
    const { page, user, client, patientId } = await onVitals();
    const of = (code: string, display: string) => ({
      coding: { system: "http://loinc.org", code, display },
    });
    const shared = { patientId, category: "vital-signs" } as const;
    await client.observation.createMany.mutate({
      observations: [
        {
          ...shared,
          code: of("29463-7", "Weight"),
          value: { kind: "quantity", number: "70.50", unit: "kg" },
        },
        {
          ...shared,
          code: of("8302-2", "Height"),
          value: { kind: "quantity", number: "66.9", unit: "[in_i]" },
        },
      ],
    });
    await visit(page, "/settings/display");
    expect(await page.getByLabel("Units").inputValue()).toBe("metric");
    await page.getByLabel("Units").selectOption("US: lb, in, °F");
    const isSaved = page.getByText("Measurements are now shown in these units: US");
    await isSaved.waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await isSaved.waitFor({ state: "detached" });
    expect(await client.account.me.query()).toMatchObject({ unitSystem: "metric" });
    await page.getByLabel("Units").selectOption("US: lb, in, °F");
    await isSaved.waitFor();
    expect(await client.account.me.query()).toMatchObject({ unitSystem: "us" });

    const { page: other } = await opened.window();
    await opened.signIn(other, user, `/patients/${patientId}?tab=chart`);
    const summary = other.getByRole("region", { name: "Last vital signs" });
    await summary.getByText("Weight: 155.4 lb").waitFor();
    // With all digits, as it was recorded in this unit.
    await summary.getByText("Height: 66.9 in").waitFor();
    await other.getByRole("tab", { name: "Vitals" }).click();
    const panel = other.getByRole("region", { name: "Body weight", exact: true });
    await panel.getByText(/^155\.4 lb, /).waitFor();
    await panel.getByRole("button", { name: /table/i }).click();
    await panel.getByRole("columnheader", { name: "Value (lb)" }).waitFor();
    await openForm(other);
    await dialog(other)
      .getByText(/^Last: 155\.4 lb, /)
      .waitFor();
    await dialog(other).getByText("Metric units").click();
    await dialog(other)
      .getByText(/^Last: 70\.50 kg, /)
      .waitFor();
    await dialog(other)
      .getByText(/^Last: 169\.9 cm, /)
      .waitFor();
    await dialog(other).getByRole("button", { name: "Close" }).last().click();
    // The charts have their own switch.
    await panel.getByText(/^155\.4 lb, /).waitFor();
    await other.getByRole("tab", { name: "Chart" }).click();
    await summary.getByText("Weight: 155.4 lb").waitFor();
    await other.getByRole("tab", { name: "Vitals" }).click();
    await panel.getByText(/^155\.4 lb, /).waitFor();
  });

  it("are refused at their fields if they are impossible, in the unit in which they were typed", async () => {
    const { page, observations } = await onVitals();
    await openForm(page);
    await save(page);
    await dialog(page).getByText("Enter at least one value").waitFor();
    await field(page, "Systolic blood pressure").fill("120");
    await save(page);
    const required = dialog(page).getByText("Required", { exact: true });
    await required.waitFor();
    await field(page, "Systolic blood pressure").fill("");
    await required.waitFor({ state: "detached" });
    await field(page, "Body weight").fill("-3");
    await dialog(page).getByText("US units").click();
    await field(page, "Body temperature").fill("98,6");
    await field(page, "Body height").fill("tall");
    await save(page);
    const noNumber = dialog(page).getByText("Has to be a decimal number, such as 6.30");
    await noNumber.waitFor();
    // A corrected value is valid again, also before it is resent.
    await field(page, "Body height").fill("66.9");
    await noNumber.waitFor({ state: "detached" });
    await save(page);
    await dialog(page).getByText("Is impossible: has to be from 0.1 to 700 kg").waitFor();
    // The message appeared while typing, before the form focuses the field.
    const isFocused = () => field(page, "Body weight").evaluate((input) => input === document.activeElement);
    await expect.poll(isFocused).toBe(true);
    expect(await observations()).toEqual([]);
    await field(page, "Body weight").fill("3");
    await save(page);
    await expect.poll(async () => (await observations()).length).toBe(3);
    const values = (await observations()).map(({ value }) => value?.kind === "quantity" && value);
    expect(values).toEqual(
      expect.arrayContaining([
        { kind: "quantity", number: "3", unit: "kg", comparator: null },
        { kind: "quantity", number: "98.6", unit: "[degF]", comparator: null },
        { kind: "quantity", number: "66.9", unit: "[in_i]", comparator: null },
      ]),
    );
  });

  it("say what is impossible while it is typed, ask once about exchanged pressures, and may be bounds", async () => {
    const { page, observations } = await onVitals();
    await openForm(page);
    await field(page, "Systolic blood pressure").fill("1450");
    await dialog(page).getByText("Is impossible: has to be from 0 to 500 mmHg").waitFor();
    await field(page, "Body height").fill("1.75");
    const short = dialog(page).getByText("Is impossible: has to be from 15 to 280 cm");
    // It may become 175.
    expect(await short.count()).toBe(0);
    await page.keyboard.press("Tab");
    await short.waitFor();
    await field(page, "Body height").fill("");
    await field(page, "Systolic blood pressure").fill("80");
    await field(page, "Diastolic blood pressure").fill("120");
    await field(page, "Body temperature").fill("<35");
    await dialog(page).getByText("The diastolic pressure is not below the systolic one.").waitFor();
    await save(page);
    await dialog(page).getByRole("button", { name: "Add anyway" }).click();
    await page.getByText("The vital signs of Ann Lee are added").waitFor();
    const [temperature, pressure] = (await observations()).toSorted((one) => (one.value === null ? 1 : -1));
    expect(pressure?.components).toMatchObject([{ value: { number: "80" } }, { value: { number: "120" } }]);
    expect(temperature).toMatchObject({
      value: { number: "35", unit: "Cel", comparator: "<" },
      interpretation: "low",
    });
    await page
      .getByRole("region", { name: "Body temperature", exact: true })
      .getByText(/^<35 °C, /)
      .waitFor();
    // Nothing is deleted: both are marked as entered in error.
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect.poll(observations).toEqual([]);
  });

  it("survive a lost response and a closed tab, are not added twice, and never go to another patient", async () => {
    const { page, context, client, patientId, observations } = await onVitals();
    const other = await client.patient.create.mutate({ name: "Bo Ray", gender: "male", age: 50 });
    await openForm(page);
    await field(page, "Heart rate").fill("72");
    // The server adds it, and its response is lost.
    await page.route("**/trpc/observation.createMany**", async (route) => {
      await route.fetch({ url: route.request().url().replace(origin, backend.url) });
      await route.abort();
    });
    await save(page);
    await expect.poll(async () => (await observations()).length).toBe(1);
    await page.close();

    const again = await context.newPage();
    await again.goto(`${origin}/patients/${other.id}?tab=vitals`);
    await openForm(again);
    await field(again, "Heart rate").waitFor();
    expect(await field(again, "Heart rate").inputValue()).toBe("");
    await field(again, "Heart rate").fill("99");

    const third = await context.newPage();
    await third.goto(`${origin}/patients/${patientId}?tab=vitals`);
    await openForm(third);
    await third.getByText("What was typed earlier is here again.").waitFor();
    expect(await field(third, "Heart rate").inputValue()).toBe("72");
    await save(third);
    await third.getByText("The vital signs of Ann Lee are added").waitFor();
    expect(await observations()).toHaveLength(1);

    await save(again);
    await again.getByText("The vital signs of Bo Ray are added").waitFor();
    expect(await observations()).toHaveLength(1);
    const { items } = await client.observation.list.query({ patientId: other.id });
    expect(items).toMatchObject([{ patientId: other.id, value: { number: "99" } }]);
    // None of it stays in the browser.
    const kept = await again.evaluate(() =>
      Object.keys(localStorage).filter((key) => key.includes("unsaved")),
    );
    expect(kept).toEqual([]);
  });

  it("are kept if the server refuses them, and are gone once discarded", async () => {
    const { page, context } = await onVitals();
    await openForm(page);
    await field(page, "Heart rate").fill("72");
    const held = await hold(page, "observation.createMany");
    await save(page);
    await held.arrived;
    const waiting = dialog(page).locator("button[data-loading]");
    const [button, loader] = [waiting, waiting.locator(".mantine-Loader-root")];
    expect(Math.abs((await middle(loader)) - (await middle(button)))).toBeLessThan(2);
    await held.refuse();
    await dialog(page).getByRole("alert").waitFor();
    expect(await field(page, "Heart rate").inputValue()).toBe("72");
    await page.keyboard.press("Escape");
    await openForm(page);
    await dialog(page).getByRole("button", { name: "Discard" }).click();
    expect(await field(page, "Heart rate").inputValue()).toBe("");
    await page.reload();
    await openForm(page);
    await field(page, "Heart rate").waitFor();
    expect(await field(page, "Heart rate").inputValue()).toBe("");

    // Signing out deletes unsaved input.
    const kept = async () =>
      JSON.stringify((await context.storageState()).origins.map(({ localStorage }) => localStorage));
    await field(page, "Heart rate").fill("73");
    expect(await kept()).toContain("caretype.unsaved");
    await page.goto(`${origin}/sign-out`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await kept()).not.toContain("caretype.unsaved");
  });
});
