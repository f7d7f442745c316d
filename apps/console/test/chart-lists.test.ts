import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { readAnew, visit } from "./support/pages.ts";
import { button, close, confirm, dialog, gone, inDialog, section } from "./support/parts.ts";

const opened = await openConsole();

describe.skipIf(!opened)("lists of the chart", () => {
  if (!opened) return;
  const { signedIn } = opened;

  async function onChart() {
    const window = await signedIn({ at: null });
    const { client } = window.user;
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await window.page.goto(`${origin}/patients/${patientId}?tab=chart`);
    return { ...window, client, patientId };
  }

  it("ask about allergies, note that none is known, add, change and correct them", async () => {
    const { page, client, patientId } = await onChart();
    const list = () => client.allergy.list.query({ patientId });
    const allergies = section(page, "Allergies");
    await button(page, "Record none known").click();
    await dialog(page).getByText("Ann Lee was asked, and no allergy is known.").waitFor();
    await confirm(page, "Record none known");
    await allergies.getByText(/^No known allergies \(/).waitFor();
    expect(await list()).toMatchObject({ known: "none-known", noneKnown: { patientId } });

    await button(page, "Add allergy").click();
    await confirm(page, "Add");
    await dialog(page).getByText("Required", { exact: true }).waitFor();
    await inDialog(page, "Substance").fill("Penicillin");
    await inDialog(page, "Since").fill("yesterday");
    await confirm(page, "Add");
    await dialog(page)
      .getByText(/^Has to be a year, a month or a day/)
      .waitFor();
    await inDialog(page, "Since").fill("2019-05");
    await inDialog(page, "Kind of substance").selectOption("Medication");
    await inDialog(page, "Criticality").selectOption("High");
    await confirm(page, "Add reaction");
    await inDialog(page, "Reaction 1").fill("Rash");
    await inDialog(page, "Severity of reaction 1").selectOption("Moderate");
    await confirm(page, "Add reaction");
    await lookAt(page, "allergy-new");
    await confirm(page, "Add");
    await allergies.getByText("Penicillin (high criticality)").waitFor();
    await allergies.getByText("Rash (Moderate) · Medication · since May 2019").waitFor();
    expect(await allergies.getByText("No known allergies").count()).toBe(0);
    // Food and environment can still be asked about.
    expect(await button(page, "Record none known").count()).toBe(1);
    const added = (await list()).items.find(({ isNoneKnown }) => !isNoneKnown);
    expect(added).toMatchObject({
      patientId,
      substance: { text: "Penicillin" },
      criticality: "high",
      category: "medication",
      onset: "2019-05",
      reactions: [{ manifestation: { text: "Rash" }, severity: "moderate" }],
    });
    if (!added) throw new Error("no allergy");

    // Another user is faster. Both changes are kept.
    await button(page, "Edit: Penicillin").click();
    await inDialog(page, "Status").selectOption("Inactive");
    const otherChange = {
      id: added.id,
      expectedVersion: added.version,
      verificationStatus: "confirmed",
    } as const;
    await client.allergy.update.mutate(otherChange);
    await confirm(page, "Save");
    await page.getByText("Somebody else changed this").waitFor();
    await dialog(page).getByText("Inactive", { exact: true }).last().waitFor();
    await lookAt(page, "allergy-conflict");
    await page.getByRole("button", { name: "Save selection" }).click();
    await allergies.getByText("Inactive", { exact: true }).waitFor();
    expect((await list()).items).toMatchObject([
      { clinicalStatus: "inactive", verificationStatus: "confirmed", reactions: added.reactions },
    ]);

    await button(page, "Entered in error: Penicillin").click();
    await inDialog(page, "Reason").fill("Another patient");
    await lookAt(page, "allergy-in-error");
    await confirm(page, "Entered in error");
    // The ended record is active again.
    await allergies.getByText(/^No known allergies \(/).waitFor();
    const wrong = await client.allergy.list.query({ patientId, inError: true });
    expect(wrong.items).toMatchObject([{ id: added.id, errorReason: "Another patient" }]);
  });

  it("show the allergies in the form of a drug, and ask why one is given all the same", async () => {
    const { page, client, patientId } = await onChart();
    await button(page, "Add medication").click();
    await inDialog(page, "Medication").fill("Amoxicillin 500 mg");
    await client.allergy.create.mutate({ patientId, substance: { text: "Penicillin V" } });
    await confirm(page, "Add");
    await dialog(page)
      .getByText(/^This speaks against it: Penicillin V\./)
      .waitFor();
    await lookAt(page, "drug-warning");
    const list = async () => (await client.medication.list.query({ patientId })).items;
    expect(await list()).toEqual([]);
    await inDialog(page, "Reason to give it all the same").fill("Tolerated in 2024");
    await confirm(page, "Add anyway");
    await gone(page);
    expect(await list()).toMatchObject([{ overrideReason: "Tolerated in 2024" }]);
    await button(page, "Add medication").click();
    await dialog(page).getByText("Penicillin V").waitFor();
  });

  it("tell what the patient has already, and move what is of another patient", async () => {
    const { page, client, patientId } = await onChart();
    const list = async (id = patientId) => (await client.condition.list.query({ patientId: id })).items;
    const { id: sister } = await client.patient.create.mutate({ name: "Bea Sister", gender: "female" });
    const condition = await client.condition.create.mutate({ patientId, code: { text: "Asthma" } });
    await button(page, "Add problem").click();
    await inDialog(page, "Problem").fill("asthma ");
    await confirm(page, "Add");
    await dialog(page).getByText("The patient has this already: Asthma. Nothing was added.").waitFor();
    await lookAt(page, "problem-there");
    expect(await list()).toHaveLength(1);
    await confirm(page, "Add anyway");
    await gone(page);
    expect(await list()).toHaveLength(2);

    await button(page, "Move to another patient: Asthma").click();
    await inDialog(page, "Reason").fill("Written to her sister");
    await confirm(page, "Move");
    await dialog(page).getByText("Choose a patient").waitFor();
    await inDialog(page, "Patient").fill("bea");
    await page.getByRole("option", { name: /Bea Sister/ }).click();
    await lookAt(page, "problem-move");
    await confirm(page, "Move");
    await gone(page);
    await expect.poll(async () => (await list(sister)).map(({ id }) => id)).toEqual([condition.id]);
    for (const [id, words] of [
      [patientId, "Condition: moved to Bea Sister"],
      [sister, "Condition: moved here from Ann Lee"],
    ] as const) {
      await visit(page, `/patients/${id}?tab=timeline`);
      await page.getByText(words).waitFor();
      await page.getByText("Written to her sister").waitFor();
    }
  });

  it("add, resolve and correct problems, and keep what was typed", async () => {
    const { page, user, client, patientId } = await onChart();
    const list = async () => (await client.condition.list.query({ patientId })).items;
    const problems = section(page, "Problems");
    await button(page, "Add problem").click();
    await inDialog(page, "Problem").fill("Asthma");
    await page.keyboard.press("Escape");
    await gone(page);
    await page.reload();
    await button(page, "Add problem").click();
    await dialog(page).getByText("What was typed earlier is here again. It is not saved yet.").waitFor();
    expect(await inDialog(page, "Problem").inputValue()).toBe("Asthma");
    await inDialog(page, "Since").fill("2019");
    await inDialog(page, "Until").fill("2020");
    await confirm(page, "Add");
    await dialog(page).getByText("Has not ended in this status").waitFor();
    await inDialog(page, "Until").fill("");
    await inDialog(page, "Severity").selectOption("Mild");
    await lookAt(page, "problem-new");
    await confirm(page, "Add");
    await problems.getByText("since 2019 · Mild").waitFor();
    await button(page, "Add problem").click();
    expect(await inDialog(page, "Problem").inputValue()).toBe("");
    await close(page);
    expect(await list()).toMatchObject([
      { patientId, code: { text: "Asthma" }, category: "problem-list-item", clinicalStatus: "active" },
    ]);

    await button(page, "Resolve: Asthma").click();
    await expect.poll(() => inDialog(page, "Status").inputValue()).toBe("resolved");
    await inDialog(page, "Until").fill("2026-01");
    await confirm(page, "Save");
    await button(page, "Show all: Problems").click();
    await problems.getByText("Resolved", { exact: true }).waitFor();
    await problems.getByText("since 2019 · until January 2026 · Mild").waitFor();
    expect(await list()).toMatchObject([{ clinicalStatus: "resolved", abatement: "2026-01" }]);
    expect(await button(page, "Resolve: Asthma").count()).toBe(0);
    await client.condition.create.mutate({ patientId, code: { text: "Hypertension" }, onset: "2021" });
    await readAnew(page);
    await expect
      .poll(() => problems.getByRole("listitem").allTextContents())
      .toEqual([expect.stringMatching(/^Hypertension/), expect.stringMatching(/^Asthma/)]);
    await lookAt(page, "patient-chart-lists");

    await button(page, "Entered in error: Asthma").click();
    await confirm(page, "Entered in error");
    await dialog(page).getByText("Required", { exact: true }).waitFor();
    await inDialog(page, "Reason").fill("Another patient");
    await confirm(page, "Entered in error");
    await expect.poll(() => problems.getByRole("listitem").count()).toBe(1);

    // A viewer reads them, but cannot change them.
    const viewer = await makeColleague(opened.backend, user, "viewer");
    const { page: viewerPage } = await opened.window();
    await opened.signIn(viewerPage, viewer, `/patients/${patientId}?tab=chart`);
    await section(viewerPage, "Problems").getByText("Hypertension").waitFor();
    await viewerPage.getByText("Allergies: never asked").waitFor();
    for (const name of ["Problems", "Allergies"])
      expect(await section(viewerPage, name).getByRole("button").count()).toBe(0);
  });
});
