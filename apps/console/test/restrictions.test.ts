import type { Client } from "@caretype/client";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { chooseMore } from "./support/choose-more.ts";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { button, dialog, section } from "./support/parts.ts";

const opened = await openConsole();

const inDialog = (page: Page, name: string) => dialog(page).getByRole("button", { name, exact: true });
const withheld = (page: Page) => page.getByText("Some records are restricted");

async function addReader(page: Page, name: string) {
  await dialog(page).getByRole("combobox", { name: "Named readers" }).fill(name);
  await page.getByRole("option", { name }).click();
  await page.keyboard.press("Tab");
}

async function signNote(client: Client, patientId: Parameters<Client["patient"]["byId"]["query"]>[0]["id"]) {
  const { id } = await client.noteDraft.create.mutate({ patientId, kind: "Note", text: "Low mood" });
  const { hash } = await client.noteDraft.review.query({ id });
  await client.noteDraft.sign.mutate({ id, hash });
}

describe.skipIf(!opened)("restricted records", () => {
  if (!opened) return;
  const { backend, signedIn, window, signIn } = opened;

  it("are restricted, say who reads them, are opened with a reason, change their readers, and are lifted", async () => {
    const { page, user, client } = await signedIn({ at: null });
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await client.condition.create.mutate({ patientId, code: { text: "Depression" } });
    const viewer = await makeColleague(backend, user, "viewer");
    const clinician = await makeColleague(backend, user, "clinician");
    const reception = await makeColleague(backend, user, "reception");
    const { id: readerId, name } = await viewer.client.account.me.query();
    const { name: desk } = await reception.client.account.me.query();
    const readers = async () =>
      (await client.restriction.list.query({ patientId })).items.flatMap((each) => each.readers);

    await page.goto(`${origin}/patients/${patientId}?tab=chart`);
    const problems = section(page, "Problems");
    await button(page, "Restrict: Depression").click();
    await dialog(page).getByText("No doctor is assigned to the patient.").waitFor();
    // Members who may not read clinical records are not offered.
    await dialog(page).getByRole("combobox", { name: "Named readers" }).fill(desk);
    expect(await page.getByRole("option", { name: desk }).count()).toBe(0);
    await addReader(page, name);
    await lookAt(page, "restriction");
    await inDialog(page, "Restrict").click();
    await page.getByText("The record is restricted", { exact: true }).waitFor();
    await problems.getByText("Restricted", { exact: true }).waitFor();
    await problems.getByText(name).waitFor();
    expect(await readers()).toContain(readerId);
    await lookAt(page, "patient-chart-restricted");

    const { page: viewerPage } = await window();
    await signIn(viewerPage, viewer, `/patients/${patientId}?tab=chart`);
    await section(viewerPage, "Problems").getByText("Restricted", { exact: true }).waitFor();
    await section(viewerPage, "Problems").getByText(name).waitFor();
    expect(await section(viewerPage, "Problems").getByRole("button").count()).toBe(0);

    const { page: others } = await window();
    await signIn(others, clinician, `/patients/${patientId}?tab=notes`);
    await withheld(others).waitFor();
    await others.getByRole("tab", { name: "Chart" }).click();
    await others.getByText("No problems.").waitFor();
    await button(others, "Open them with a reason").click();
    await others.getByLabel("Reason").fill("Found unconscious");
    await button(others, "Open them with a reason").click();
    await section(others, "Problems").getByText("Restricted", { exact: true }).waitFor();
    await expect.poll(() => withheld(others).count()).toBe(0);

    // Another user adds a reader meanwhile. Both changes are kept.
    await button(page, "Readers: Depression").click();
    await dialog(page).getByRole("combobox", { name: "Named readers" }).press("Backspace");
    await page.keyboard.press("Tab");
    const [current] = (await client.restriction.list.query({ patientId })).items;
    if (!current) throw new Error("no restriction");
    const { id: clinicianId } = await clinician.client.account.me.query();
    await client.restriction.update.mutate({
      id: current.id,
      expectedVersion: current.version,
      readers: [...current.readers, clinicianId],
    });
    await inDialog(page, "Save").click();
    await dialog(page).getByRole("alert").waitFor();
    await inDialog(page, "Save").click();
    await page.getByText("The readers of the record are changed").waitFor();
    const { id: ownId } = await client.account.me.query();
    expect((await readers()).toSorted()).toEqual([ownId, clinicianId].toSorted());

    await button(page, "Readers: Depression").click();
    await inDialog(page, "Lift the restriction").click();
    await dialog(page)
      .getByText(/^Everybody in the practice who reads/)
      .waitFor();
    await lookAt(page, "restriction-lift");
    await inDialog(page, "Lift the restriction").click();
    await page.getByText("The restriction is lifted").waitFor();
    await button(page, "Restrict: Depression").waitFor();
    expect(await readers()).toEqual([]);
  });

  it("are all records of a restricted encounter, and a note alone", async () => {
    const { page, user, client } = await signedIn({ at: null });
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const { id: doctorId } = await client.doctor.create.mutate({ name: "Sam Okafor" });
    const { id: accountId } = await client.account.me.query();
    await client.member.linkDoctor.mutate({ accountId, doctorId });
    const { id: encounterId } = await client.encounter.create.mutate({ patientId, status: "in-progress" });
    await client.observation.create.mutate({
      patientId,
      encounterId,
      code: { text: "PHQ-9" },
      category: "vital-signs",
      value: { kind: "quantity", number: "24", unit: null },
    });
    await signNote(client, patientId);
    const clinician = await makeColleague(backend, user, "clinician");

    await page.goto(`${origin}/patients/${patientId}?tab=encounters`);
    const open = page.getByRole("button", { name: /^Open the encounter/ });
    await open.click();
    await chooseMore(dialog(page), "Restrict");
    await dialog(page).getByText("All that is recorded in the encounter is restricted with it.").waitFor();
    await lookAt(page, "encounter-restrict");
    await inDialog(page, "Restrict").click();
    await page.getByRole("table", { name: "All records" }).getByText("Restricted", { exact: true }).waitFor();
    await open.click();
    await dialog(page)
      .getByText(/^Read by: /)
      .waitFor();
    await inDialog(page, "More actions").click();
    await page.getByRole("menuitem", { name: "Readers" }).waitFor();
    for (const _ of ["menu", "dialog"]) await page.keyboard.press("Escape");

    await page.getByRole("tab", { name: "Chart" }).click();
    const vitals = section(page, "Last vital signs");
    await vitals.getByText("Restricted with its encounter").waitFor();
    await vitals.getByRole("button", { name: "Readers: PHQ-9" }).click();
    await dialog(page)
      .getByText(/^This record is restricted with its encounter/)
      .waitFor();
    await inDialog(page, "Cancel").click();

    await page.getByRole("tab", { name: "Notes" }).click();
    await page.getByRole("button", { name: /^Restrict: Note/ }).click();
    await inDialog(page, "Restrict").click();
    await section(page, "Notes").getByText("Restricted", { exact: true }).waitFor();
    await lookAt(page, "note-restricted");

    const { page: others } = await window();
    await signIn(others, clinician, `/patients/${patientId}?tab=encounters`);
    await withheld(others).waitFor();
    await others.getByText("No records of these kinds.").waitFor();
    await others.getByRole("tab", { name: "Notes" }).click();
    await others.getByText("No notes.").waitFor();
    expect(await others.getByText("Low mood").count()).toBe(0);
  });

  it("are not shown as open while they cannot be read", async () => {
    const { page, user } = await signedIn({ at: null });
    const { id: patientId } = await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await page.route(/restriction\.list/, (route) => route.fulfill({ status: 500, body: "{}" }));
    await page.goto(`${origin}/patients/${patientId}?tab=encounters`);
    const failure = page
      .getByRole("alert")
      .filter({ hasText: "Which records are restricted could not be loaded." });
    await failure.waitFor();
    await page.unroute(/restriction\.list/);
    await failure.getByRole("button", { name: "Try again" }).click();
    await page.getByText("No records of these kinds.").waitFor();
    await expect.poll(() => failure.count()).toBe(0);
  });
});
