import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { button, close, confirm, dialog, gone, inDialog, section } from "./support/parts.ts";

const opened = await openConsole();

describe.skipIf(!opened)("drugs, vaccines and procedures of the chart", () => {
  if (!opened) return;
  const { signedIn } = opened;

  async function onChart() {
    const window = await signedIn({ at: null });
    const { client } = window.user;
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const open = () => window.page.goto(`${origin}/patients/${patientId}?tab=chart`);
    return { ...window, client, patientId, open };
  }

  it("drugs are added by keyboard alone, stopped, and changes are undone", async () => {
    const { page, client, patientId, open } = await onChart();
    const list = async () => (await client.medication.list.query({ patientId })).items;
    await open();
    const drugs = section(page, "Medications");
    await page.getByText("No medications.").waitFor();
    await button(page, "Add medication").focus();
    await page.keyboard.press("Enter");
    const drug = inDialog(page, "Medication");
    await expect.poll(() => drug.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type("Metformin");
    // Past kind and status.
    for (const text of ["", "", "2,5", "mg", "2"]) {
      await page.keyboard.press("Tab");
      if (text) await page.keyboard.type(text);
    }
    await page.keyboard.press("Enter");
    await drugs.getByText("2.5 mg · 2 times per day").waitFor();
    expect(await list()).toMatchObject([
      {
        patientId,
        drug: { text: "Metformin", coding: null },
        kind: "statement",
        status: "active",
        dose: { number: "2.5", unit: "mg" },
        timing: { frequency: 2, period: 1, periodUnit: "d" },
      },
    ]);

    // Stopping requires a reason. Undo reverts it.
    await button(page, "Stop: Metformin").click();
    await dialog(page).getByText("Stop medication: Ann Lee").waitFor();
    await confirm(page, "Save");
    await dialog(page).getByText("Required", { exact: true }).waitFor();
    await inDialog(page, "Why it is on hold or ended").fill("Nausea");
    await inDialog(page, "Until").fill("2026-05");
    await lookAt(page, "drug-stop");
    await confirm(page, "Save");
    await button(page, "Show all: Medications").click();
    await drugs.getByText("Stopped", { exact: true }).waitFor();
    expect(await list()).toMatchObject([{ status: "stopped", endReason: "Nausea", until: "2026-05" }]);
    const saved = page.getByRole("alert").filter({ hasText: "Metformin is saved" });
    await saved.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await list())[0]?.status).toBe("active");
    expect(await list()).toMatchObject([{ endReason: null, until: null, dose: { number: "2.5" } }]);
    await drugs.getByText("Stopped", { exact: true }).waitFor({ state: "detached" });

    // An error in part of a dose is shown at the dose.
    await button(page, "Edit: Metformin").click();
    await inDialog(page, "Number").fill("much");
    await confirm(page, "Save");
    await dialog(page).getByText("Has to be a decimal number, such as 6.30").waitFor();
    await lookAt(page, "drug-edit");
    await inDialog(page, "Number").fill("");
    await inDialog(page, "Unit, such as mg").fill("");
    await confirm(page, "Save");
    await gone(page);
    expect(await list()).toMatchObject([{ dose: null, timing: { frequency: 2 } }]);

    // An added record can be removed. It stays in the history, with the reason.
    await button(page, "Add medication").click();
    await inDialog(page, "Medication").fill("Aspirin");
    await confirm(page, "Add");
    await drugs.getByText("Aspirin").waitFor();
    const message = page.getByRole("alert").filter({ hasText: "Aspirin is added" });
    await message.getByRole("button", { name: "Undo" }).click();
    await drugs.getByText("Aspirin").waitFor({ state: "detached" });
    const { items: wrong } = await client.medication.list.query({ patientId, inError: true });
    expect(wrong).toMatchObject([
      { drug: { text: "Aspirin" }, errorReason: "Undone right after it was added" },
    ]);

    // One whose last day has passed is no longer current.
    await client.medication.create.mutate({ patientId, drug: { text: "Amoxicillin" }, until: "2024-02" });
    await open();
    await button(page, "Show all: Medications").click();
    await drugs.getByText("Last day has passed").waitFor();
    await button(page, "Stop: Metformin").waitFor();
    expect(await button(page, "Stop: Amoxicillin").count()).toBe(0);
  });

  it("a change that was begun survives a reload, also when somebody else is faster", async () => {
    const { page, client, patientId, open } = await onChart();
    const added = await client.medication.create.mutate({ patientId, drug: { text: "Metformin" } });
    await open();
    await button(page, "Edit: Metformin").click();
    await inDialog(page, "Directions").fill("With food");
    await client.medication.update.mutate({ id: added.id, expectedVersion: added.version, note: "Theirs" });
    await page.reload();
    await button(page, "Edit: Metformin").click();
    await dialog(page).getByText("What was typed earlier is here again. It is not saved yet.").waitFor();
    expect(await inDialog(page, "Directions").inputValue()).toBe("With food");
    await lookAt(page, "record-restored");
    await confirm(page, "Save");
    await page.getByText("Somebody else changed this").waitFor();
    await page.getByRole("button", { name: "Save selection" }).click();
    await gone(page);
    const { items } = await client.medication.list.query({ patientId });
    expect(items).toMatchObject([{ dosage: "With food", note: "Theirs" }]);

    // After discarding, it is deleted.
    await button(page, "Edit: Metformin").click();
    await inDialog(page, "Directions").fill("Never mind");
    await close(page);
    await button(page, "Edit: Metformin").click();
    await confirm(page, "Discard");
    await expect.poll(() => inDialog(page, "Directions").inputValue()).toBe("With food");
    await close(page);
    await button(page, "Edit: Metformin").click();
    await inDialog(page, "Directions").waitFor();
    expect(await dialog(page).getByText("What was typed earlier").count()).toBe(0);
  });

  it("vaccines have a code where the practice offers some, and a reason when refused", async () => {
    const { page, client, patientId, open } = await onChart();
    const uri = "http://example.org/vaccines";
    const { id } = await client.codes.start.mutate({ uri, version: "1", title: "Vaccines" });
    const concepts = [{ code: "V1", display: "Tetanus toxoid", synonyms: ["Lockjaw vaccine"] }];
    await client.codes.addConcepts.mutate({ id, concepts });
    await client.codes.finish.mutate({ id, concepts: 1 });
    await client.codes.setField.mutate({ field: "immunization.vaccine", uri, mode: "refuse" });
    await open();
    const list = async () => (await client.immunization.list.query({ patientId })).items;
    const vaccines = section(page, "Immunizations");
    await button(page, "Add immunization").click();
    await dialog(page).getByText("Codes of Vaccines only.").waitFor();
    await dialog(page)
      .getByRole("combobox", { name: /^Vaccine/ })
      .fill("lockjaw");
    await dialog(page)
      .getByRole("option", { name: /Tetanus toxoid/ })
      .click();
    await inDialog(page, "Given or refused on").fill("2026-03");
    await inDialog(page, "Status").selectOption("Not done");
    await inDialog(page, "Dose of the series").fill("x");
    await confirm(page, "Add");
    await expect.poll(() => inDialog(page, "Dose of the series").getAttribute("aria-invalid")).toBe("true");
    await inDialog(page, "Dose of the series").fill("2");
    await confirm(page, "Add");
    await dialog(page).getByText("Required", { exact: true }).waitFor();
    await inDialog(page, "Why it was not done").fill("Fever");
    await inDialog(page, "The lot expires").fill("2027-05");
    await lookAt(page, "immunization-new");
    await confirm(page, "Add");
    await vaccines.getByText("March 2026 · Fever · dose 2 · expires May 2027").waitFor();
    await vaccines.getByText("Not done", { exact: true }).waitFor();
    expect(await list()).toMatchObject([
      { vaccine: { text: "Tetanus toxoid", coding: { system: uri, code: "V1" } }, status: "not-done" },
    ]);
    await button(page, "Entered in error: Tetanus toxoid").click();
    await inDialog(page, "Reason").fill("Another patient");
    await confirm(page, "Entered in error");
    await page.getByText("No immunizations.").waitFor();
  });

  it("procedures have a doctor, and viewers change nothing", async () => {
    const { page, user, client, patientId, open } = await onChart();
    const doctor = await client.doctor.create.mutate({ name: "Sam Okafor", specialization: "CARD" });
    await open();
    const list = async () => (await client.procedure.list.query({ patientId })).items;
    const procedures = section(page, "Procedures");
    await button(page, "Add procedure").click();
    await inDialog(page, "Procedure").fill("Appendectomy");
    await inDialog(page, "Start").fill("2026-02-03");
    await inDialog(page, "End").fill("2026-02-01");
    await dialog(page).getByRole("combobox", { name: "Doctor" }).fill("oka");
    await dialog(page)
      .getByRole("option", { name: /Sam Okafor/ })
      .click();
    await inDialog(page, "Site on the body").fill("Abdomen");
    await confirm(page, "Add");
    await expect.poll(() => inDialog(page, "End").getAttribute("aria-invalid")).toBe("true");
    await inDialog(page, "End").fill("");
    await lookAt(page, "procedure-new");
    await confirm(page, "Add");
    await procedures.getByText("3 Feb 2026 · Abdomen").waitFor();
    expect(await list()).toMatchObject([
      { code: { text: "Appendectomy" }, doctorId: doctor.id, bodySite: { text: "Abdomen" } },
    ]);
    await button(page, "Edit: Appendectomy").click();
    await expect
      .poll(() => dialog(page).getByRole("combobox", { name: "Doctor" }).inputValue())
      .toBe("Sam Okafor");
    await inDialog(page, "Outcome").fill("Healed");
    await confirm(page, "Save");
    await procedures.getByText("3 Feb 2026 · Abdomen · Healed").waitFor();
    expect(await list()).toMatchObject([{ outcome: "Healed", doctorId: doctor.id }]);
    await lookAt(page, "patient-chart-records");

    const viewer = await makeColleague(opened.backend, user, "viewer");
    const { page: viewerPage } = await opened.window();
    await opened.signIn(viewerPage, viewer, `/patients/${patientId}?tab=chart`);
    await section(viewerPage, "Procedures").getByText("Appendectomy").waitFor();
    for (const name of ["Medications", "Immunizations", "Procedures"])
      expect(await section(viewerPage, name).getByRole("button").count()).toBe(0);
  });

  it("observations have a value of each kind, a range and an interpretation", async () => {
    const { page, client, patientId, open } = await onChart();
    const list = async () => (await client.observation.list.query({ patientId })).items;
    await open();
    const observations = section(page, "Observations");
    await button(page, "Add observation").click();
    await inDialog(page, "What was observed").fill("Potassium");
    await inDialog(page, "Number").fill("6,30");
    await inDialog(page, "Unit, such as mmol/L or mmHg").fill("furlongs");
    await inDialog(page, "Lower limit").fill("3.5");
    await inDialog(page, "Upper limit").fill("5.1");
    await inDialog(page, "When").fill("2026-03-02T08:30");
    await confirm(page, "Add");
    await dialog(page)
      .getByText(/furlongs|is no unit|UCUM unit/i)
      .first()
      .waitFor();
    await lookAt(page, "observation-new");
    await inDialog(page, "Unit, such as mmol/L or mmHg").fill("mmol/L");
    await confirm(page, "Add");
    await observations.getByText("6.30 mmol/L").waitFor();
    await observations.getByText("high", { exact: true }).waitFor();
    await observations.getByText("usual: 3.5–5.1").waitFor();
    expect(await list()).toMatchObject([
      {
        value: { kind: "quantity", number: "6.30", unit: "mmol/L" },
        category: "laboratory",
        interpretation: "high",
        isInterpretationComputed: true,
        referenceRange: { low: "3.5", high: "5.1", text: null },
      },
    ]);

    await button(page, "Edit: Potassium").click();
    await inDialog(page, "Kind of value").selectOption("Yes or no");
    await inDialog(page, "Yes or no").selectOption("Yes");
    for (const bound of ["Lower limit", "Upper limit"]) await inDialog(page, bound).fill("");
    await inDialog(page, "Interpretation").selectOption("Abnormal");
    await confirm(page, "Save");
    await gone(page);
    expect(await list()).toMatchObject([
      {
        value: { kind: "boolean", boolean: true },
        referenceRange: null,
        status: "amended",
        interpretation: "abnormal",
        isInterpretationComputed: false,
      },
    ]);

    await button(page, "Edit: Potassium").click();
    await inDialog(page, "Kind of value").selectOption("Words or a code");
    await inDialog(page, "Words or a code").fill("Haemolysed");
    // An interpretation of the previous value is dropped, unless entered again.
    const interpretation = inDialog(page, "Interpretation");
    await expect.poll(() => interpretation.inputValue()).toBe("");
    await interpretation.selectOption("Abnormal");
    await confirm(page, "Save");
    await gone(page);
    expect(await list()).toMatchObject([
      { value: { kind: "concept", concept: { text: "Haemolysed" } }, interpretation: "abnormal" },
    ]);

    // The parts of a panel are unchanged.
    const part = (text: string, number: string) => ({
      code: { text },
      value: { kind: "quantity" as const, number, unit: "mm[Hg]" },
    });
    const components = [part("Systolic", "120"), part("Diastolic", "80")];
    await client.observation.create.mutate({ patientId, code: { text: "Pressure" }, components });
    await page.reload();
    await button(page, "Edit: Pressure").click();
    await dialog(page).getByText("Measured as several values: 120 / 80 mmHg.").waitFor();
    await inDialog(page, "Note").fill("Sitting");
    await confirm(page, "Save");
    await gone(page);
    const [panel] = (await list()).filter(({ code }) => code.text === "Pressure");
    expect(panel).toMatchObject({ note: "Sitting", components });
  });
});
