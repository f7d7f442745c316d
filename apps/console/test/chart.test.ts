import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";

const opened = await openConsole();

describe.skipIf(!opened)("the chart", () => {
  if (!opened) return;

  it("shows allergies on each tab, the summary, and all records by kind and month", async () => {
    const { page, user, complaints } = await opened.signedIn({ at: null });
    const { client } = user;
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const of = { patientId };
    await page.goto(`${origin}/patients/${patientId}`);
    await page.getByText("Allergies: never asked").waitFor();

    await client.allergy.create.mutate({ ...of, substance: { text: "Nuts" }, criticality: "high" });
    await client.condition.create.mutate({ ...of, code: { text: "Asthma" }, onset: "2019-05" });
    await client.medication.create.mutate({
      ...{ ...of, drug: { text: "Salbutamol" }, dose: { number: "0.10", unit: "mg" } },
    });
    const part = (text: string, number: string) =>
      ({ code: { text }, value: { kind: "quantity", number, unit: "mm[Hg]" } }) as const;
    await client.observation.create.mutate({
      ...{ ...of, category: "vital-signs", code: { text: "Blood pressure" }, interpretation: "high" },
      ...{ components: [part("Systolic", "150"), part("Diastolic", "95")] },
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
    await section("Problems").getByText("since 2019-05").waitFor();
    await section("Current drugs").getByText("0.10 mg").waitFor();
    const vitals = section("Last vital signs");
    await vitals.getByText("Blood pressure: 150 / 95 mmHg").waitFor();
    await vitals.getByText("high").waitFor();
    await section("Last encounters").getByText("No encounters.").waitFor();

    const records = section("All records").getByRole("listitem");
    await expect.poll(() => records.count()).toBe(5);
    await lookAt(page, "patient-chart");
    await page.getByLabel("Kind").selectOption("Immunization");
    await expect.poll(() => records.allTextContents()).toEqual([expect.stringContaining("Influenza")]);
    await page.getByLabel("Kind").selectOption("All kinds");
    await page.getByLabel("Up to the end of").fill("2026-01");
    await expect.poll(() => records.count()).toBe(2);
    await page.getByLabel("Up to the end of").fill("2025-12");
    await expect.poll(() => records.count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it("is not shown to the reception, in no tab and no line", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { client } = user;
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await client.allergy.create.mutate({ patientId, substance: { text: "Nuts" } });
    await page.goto(`${origin}/patients/${patientId}`);
    await page.getByText("Nuts").waitFor();
    const reception = await makeColleague(opened.backend, user, "reception");
    const { page: theirs } = await opened.window();
    await opened.signIn(theirs, reception, `/patients/${patientId}?tab=chart`);
    await theirs.getByRole("tab", { name: "Overview" }).waitFor();
    expect(await theirs.getByText("Nuts").count()).toBe(0);
    expect(await theirs.getByRole("tab", { name: "Chart" }).count()).toBe(0);
  });
});
