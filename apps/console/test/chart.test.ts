import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { readAnew, visit } from "./support/pages.ts";

const opened = await openConsole();

/** The texts of the records, from the list's upper edge. */
const rowsFromTop = (page: Page) =>
  page
    .getByRole("table", { name: "All records" })
    .locator("..")
    .evaluate((node) => {
      const edge = node.getBoundingClientRect().top;
      const rows = [...node.querySelectorAll("[data-index]")].map((row) => ({
        text: row.textContent,
        top: row.getBoundingClientRect().top,
      }));
      return rows
        .filter(({ top }) => top >= edge - 1)
        .toSorted((one, other) => one.top - other.top)
        .map(({ text }) => text);
    });

describe.skipIf(!opened)("the chart", () => {
  if (!opened) return;

  it("shows allergies on each tab, the summary, and all records by kind and month", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const of = { patientId };
    await page.goto(`${origin}/patients/${patientId}`);
    await page.getByText("Allergies: never asked").first().waitFor();

    await client.allergy.create.mutate({ ...of, substance: { text: "Nuts" }, criticality: "high" });
    await client.condition.create.mutate({ ...of, code: { text: "Asthma" }, onset: "2019-05" });
    await client.medication.create.mutate({
      ...of,
      drug: { text: "Salbutamol" },
      dose: { number: "0.10", unit: "mg" },
    });
    const part = (text: string, number: string) =>
      ({ code: { text }, value: { kind: "quantity", number, unit: "mm[Hg]" } }) as const;
    await client.observation.create.mutate({
      ...of,
      category: "vital-signs",
      code: { text: "Blood pressure" },
      interpretation: "high",
      components: [part("Systolic", "150"), part("Diastolic", "95")],
      effectiveAt: "2026-01-31T22:30:00Z",
    });
    await client.immunization.create.mutate({
      ...of,
      vaccine: { text: "Influenza" },
      occurred: "2025-11-02",
    });
    await page.goto(`${origin}/patients/${patientId}?tab=chart`);
    const section = (name: string) => page.getByRole("region", { name, exact: true });
    await section("Known allergies").getByText("Nuts (high criticality)").waitFor();
    await section("Allergies").getByText("Nuts (high criticality)").waitFor();
    await section("Problems").getByText("since May 2019").waitFor();
    await section("Medications").getByText("0.10 mg").waitFor();
    const vitals = section("Last vital signs");
    await vitals.getByText("Blood pressure: 150 / 95 mmHg").waitFor();
    await vitals.getByText("high").waitFor();
    // Omits that the patient is alive, and the only observation, which is shown above.
    await section("Details")
      .getByText(/^Not recorded: /)
      .waitFor();
    expect(await section("Details").getByText("Date of death").count()).toBe(0);
    await page.getByText("No other observations.").waitFor();

    const records = section("All records").locator("[data-index]");
    const kind = (name: string) => page.getByRole("group", { name: "Kinds" }).getByText(name).click();
    await expect.poll(() => records.count()).toBe(5);
    await lookAt(page, "patient-chart");
    await records.getByText("150 / 95 mmHg").waitFor();
    await records.last().scrollIntoViewIfNeeded();
    await lookAt(page, "patient-chart-records");
    await page.setViewportSize({ width: 360, height: 740 });
    const value = records.getByText("150 / 95 mmHg");
    await expect
      .poll(() => value.locator("..").evaluate((node) => node.clientWidth - node.scrollWidth))
      .toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await kind("Immunization");
    await expect.poll(() => records.allTextContents()).toEqual([expect.stringContaining("Influenza")]);
    await kind("Medication");
    await expect.poll(() => records.count()).toBe(2);
    await kind("Medication");
    await kind("Immunization");
    await expect.poll(() => records.count()).toBe(5);
    const fromTop = async () => (await rowsFromTop(page)).length;
    await page.getByLabel("Go to month").fill("2026-01");
    await expect.poll(fromTop).toBe(3);
    await page.getByLabel("Go to month").fill("2025-12");
    await expect.poll(fromTop).toBe(2);
    await page.getByRole("button", { name: "Later records" }).click();
    await expect.poll(() => page.getByLabel("Go to month").inputValue()).toBe("January 2026");
    await expect.poll(fromTop).toBe(3);
    // The problem began in May.
    await page.getByLabel("Go to month").fill("2019-04");
    await page.getByText("No records up to the end of this month.").waitFor();
    await expect.poll(() => records.count()).toBe(5);
    expect(await fromTop()).toBe(0);
    await kind("Medication");
    await expect.poll(() => records.count()).toBe(1);
    await kind("Medication");
    await page.getByRole("button", { name: "Newest records" }).click();
    await expect.poll(fromTop).toBe(5);
    await expect.poll(() => records.count()).toBe(5);
    for (const tab of ["chart", "encounters", "notes", "vitals"]) {
      await visit(page, `/patients/${patientId}?tab=${tab}`);
      await section("Known allergies").getByText("Nuts (high criticality)").waitFor();
    }
  });

  it("scrolls 20,000 records, goes to any month, and renders only the rows near the screen", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const { id } = await client.observation.create.mutate({
      patientId,
      category: "laboratory",
      code: { text: "Record 0" },
      value: { kind: "text", text: "fine" },
      effectiveAt: "2026-01-01T00:00:00Z",
    });
    await opened.backend.database.reader.execute(`
      insert into observation (practice_id, id, patient_id, code, category, status, value_text, components,
        is_interpretation_computed, effective_at, created_by)
      select practice_id, uuidv7(), patient_id, jsonb_build_object('text', 'Record ' || number), category, status,
        value_text, components, false, effective_at - number * interval '6 hours', created_by
      from observation, generate_series(1, 19999) as number where id = '${id}'`);
    const cursors: (string | null)[] = [];
    page.on("request", (request) => {
      if (/\/trpc\/[^?]*\bchart\.timeline\b/.test(request.url()))
        cursors.push(`${request.url()} ${request.postData()}`);
    });
    await page.goto(`${origin}/patients/${patientId}?tab=chart`);
    const table = page.getByRole("table", { name: "All records" });
    await table.locator("[data-index='0']").getByText("Record 0", { exact: true }).waitFor();
    const scroller = table.locator("..");
    // At the top, a new record appears. Further down, the list stays in place, also when the record is gone again.
    const added = await client.observation.create.mutate({
      patientId,
      category: "laboratory",
      code: { text: "Record new" },
      value: { kind: "text", text: "fine" },
      effectiveAt: "2026-01-02T00:00:00Z",
    });
    await readAnew(page);
    await table.locator("[data-index='0']").getByText("Record new", { exact: true }).waitFor();
    expect(await scroller.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    await scroller.evaluate((node) =>
      node.scrollTo(0, 5 * (node.querySelector("[data-index]")?.clientHeight ?? 0)),
    );
    await expect.poll(async () => (await rowsFromTop(page))[0]).toMatch(/Record 4/);
    await client.observation.enterInError.mutate({
      id: added.id,
      expectedVersion: added.version,
      reason: "Another patient",
    });
    await readAnew(page);
    await table.locator("[data-index='4']").getByText("Record 4", { exact: true }).waitFor();
    expect((await rowsFromTop(page))[0]).toMatch(/Record 4/);
    await scroller.evaluate((node) => node.scrollTo(0, 0));
    cursors.length = 0;
    // Scrolls through ten pages, and counts the rendered rows in each frame.
    const maxRows = await scroller.evaluate(async (node) => {
      let most = 0;
      while (!node.querySelector("[data-index='1000']")) {
        node.scrollTop += node.clientHeight;
        await new Promise(requestAnimationFrame);
        most = Math.max(most, node.querySelectorAll("[data-index]").length);
      }
      return most;
    });
    const rowsPerWindow = await scroller.evaluate(
      (node) => window.innerHeight / (node.querySelector("[data-index]")?.clientHeight ?? 1),
    );
    // 8 rows above and below, and partly visible ones.
    expect(maxRows).toBeLessThanOrEqual(rowsPerWindow + 2 * 8 + 2);
    expect(new Set(cursors).size).toBe(cursors.length);
    const before = cursors.length;
    // 19,999 records before the first are 13 years and 8 months.
    await page.getByLabel("Go to month").fill("2012-05");
    const top = async () => (await rowsFromTop(page))[0];
    await expect.poll(top).toMatch("Thu, 31 May 2012, 18:00");
    // The previous page loads at once, to allow scrolling up, and moves nothing.
    await table.locator("[data-index='100']").getByText("Thu, 31 May 2012, 18:00").waitFor();
    expect(await top()).toMatch("Thu, 31 May 2012, 18:00");
    expect(cursors.length).toBe(before + 2);

    // Scrolls up through two pages, row by row, and sees each record.
    const numbers = await scroller.evaluate(async (node) => {
      const seen: number[] = [];
      const height = node.querySelector("[data-index]")?.clientHeight ?? 1;
      while (seen.length < 250) {
        node.scrollTop -= height;
        await new Promise(requestAnimationFrame);
        const edge = node.getBoundingClientRect().top;
        const first = [...node.querySelectorAll("[data-index]")]
          .toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
          .find((row) => row.getBoundingClientRect().top >= edge - height / 2);
        const number = Number(/Record (\d+)/.exec(first?.textContent ?? "")?.[1]);
        if (number !== seen.at(-1)) seen.push(number);
      }
      return seen;
    });
    const [first = 0] = numbers;
    expect(numbers).toEqual(numbers.map((_, at) => first - at));

    // The focus stays on its record when others are inserted before it, and continues from there.
    const focused = async () => {
      const text = await page.locator("[data-index]:focus-within").textContent();
      return Number(/Record (\d+)/.exec(text ?? "")?.[1]);
    };
    await table
      .getByRole("row")
      .filter({ hasText: `Record ${numbers.at(-1)}` })
      .getByRole("button")
      .focus();
    await page.keyboard.press("Home");
    const home = page.locator("[data-index]:focus-within");
    await expect.poll(() => home.getAttribute("data-index")).toBe("100");
    const record = await focused();
    expect(record).toBeLessThan(numbers.at(-1) ?? 0);
    await page.keyboard.press("ArrowUp");
    expect(await focused()).toBe(record - 1);
    expect(await top()).toMatch(/Record/);
  });

  it("is not shown to the reception, in no tab and no line", async () => {
    const { page, user, client } = await opened.signedIn({ at: null });
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await client.allergy.create.mutate({ patientId, substance: { text: "Nuts" } });
    await page.goto(`${origin}/patients/${patientId}`);
    await page.getByText("Nuts").first().waitFor();
    const reception = await makeColleague(opened.backend, user, "reception");
    const { page: receptionPage } = await opened.window();
    await opened.signIn(receptionPage, reception, `/patients/${patientId}?tab=chart`);
    await receptionPage.getByRole("tab", { name: "History" }).waitFor();
    expect(await receptionPage.getByRole("tab").allTextContents()).toEqual(["Appointments", "History"]);
    for (const text of [/nuts/i, /allerg/i, /vital/i, /note/i, /problem/i, /encounter/i])
      expect.soft(await receptionPage.getByRole("main").getByText(text).count(), String(text)).toBe(0);
  });
});
