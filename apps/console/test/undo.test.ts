import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { press } from "./support/parts.ts";
import { dayFromNow, makeSchedule } from "./support/schedule.ts";

const opened = await openConsole();

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const undo = (page: Page) => page.getByRole("button", { name: "Undo", exact: true });

async function changeAddress(page: Page, address: string) {
  await page.getByLabel("Address", { exact: true }).fill(address);
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

describe.skipIf(!opened)("undo", () => {
  if (!opened) return;

  it("takes back a change, from the notification and from the palette", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient } = user.client;
    const { id } = await patient.create.mutate({
      name: "Ann Lee",
      gender: "female",
      address: "1 High Street",
    });
    await page.goto(`${origin}/patients/${id}/edit`);
    await changeAddress(page, "2 Low Street");
    // If the server is unreachable, the undo can be repeated.
    const calls = /\/trpc\/[^?]*\bpatient\.revert\b/;
    await undo(page).waitFor();
    await page.route(calls, (route) => route.abort());
    await undo(page).click();
    const failed = page.getByText("This could not be undone");
    await failed.waitFor();
    // The error disappears when the user continues.
    await page.keyboard.press("Control+k");
    await expect.poll(() => failed.count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.unroute(calls);
    await page.keyboard.press("u");
    await expect
      .poll(() => patient.byId.query({ id }))
      .toMatchObject({ address: "1 High Street", version: 3 });
    await visit(page, "/patients/new");
    await page.getByLabel("First name").fill("Bo");
    await page.getByLabel("Last name").fill("Ray");
    await page.getByRole("radio", { name: "Male", exact: true }).check();
    await page.getByRole("button", { name: "Add the patient" }).click();
    await heading(page, "Bo Ray").waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("undo");
    const first = page.getByRole("option").first();
    await expect.poll(() => first.textContent()).toContain("Undo the last changeBo Ray is added");
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await patient.list.query({})).items.map(({ name }) => name))
      .toEqual(["Ann Lee"]);
    await undo(page).waitFor({ state: "detached" });
  });

  it("takes back each visit of a series that it can, and names the others", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { appointment, patient } = user.client;
    const { doctor, visitType, patient: jane } = await makeSchedule(user.client);
    const pair = { doctorId: doctor.id, visitTypeId: visitType.id };
    const startsAt = `${dayFromNow(7)}T10:00:00Z`;
    const series = { ...pair, patientId: jane.id, startsAt, everyWeeks: 1, times: 3 };
    const [first] = (await appointment.bookSeries.mutate(series)).items;
    await page.goto(`${origin}/patients/${jane.id}?tab=appointments`);
    await page
      .getByRole("button", { name: /^Open the appointment of / })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel appointment" }).click();
    await page.getByRole("radio", { name: "This and the later ones" }).check();
    // A common reason moves to its field, and Enter sends it.
    await press(page, "The patient is ill");
    await page.keyboard.press("Enter");
    await undo(page).waitFor();
    const bo = await patient.create.mutate({ name: "Bo Ray", gender: "male" });
    await appointment.book.mutate({ ...pair, patientId: bo.id, startsAt: first?.startsAt ?? "" });
    await undo(page).click();
    await page.getByText("1 visit could not come back").waitFor();
    const statuses = async () =>
      (await appointment.list.query({ patientId: jane.id })).items.map(({ status }) => status);
    await expect.poll(statuses).toEqual(["cancelled", "booked", "booked"]);
  });

  it("goes with the next change of the same record, and stays for others", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient: jane } = await makeSchedule(user.client);
    const bo = await user.client.patient.create.mutate({ name: "Bo Ray", gender: "male" });
    const startsAt = new Date().toISOString().replace(/:\d\d\.\d+Z/, ":00Z");
    const now = { doctorId: doctor.id, visitTypeId: visitType.id, startsAt, overrideReason: "Both came" };
    for (const { id: patientId } of [jane, bo])
      await user.client.appointment.book.mutate({ ...now, patientId });
    await page.goto(`${origin}/today`);
    await press(page, "Check in Jane Roe");
    // By key, as an immediate second click would count as a double click. The previous step has focused it.
    await page.getByRole("button", { name: "Check in Bo Ray", exact: true }).press("Enter");
    await expect.poll(() => undo(page).count()).toBe(2);
    await press(page, "Complete the visit of Jane Roe");
    await page.getByText("Jane Roe is checked in").waitFor({ state: "detached" });
    await page.getByText("Bo Ray is checked in").waitFor();
    await undo(page).first().click();
    await expect.poll(() => undo(page).count()).toBe(1);
    await undo(page).click();
    await expect
      .poll(async () =>
        (await user.client.appointment.list.query({})).items.map(({ status }) => status).sort(),
      )
      .toEqual(["arrived", "booked"]);
  });

  it("is offered for the last change only, and not for an older one", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { id } = await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await page.goto(`${origin}/patients/${id}/edit`);
    await changeAddress(page, "2 Low Street");
    await undo(page).waitFor();
    await page.getByRole("button", { name: /^Your account/ }).click();
    await page.getByRole("link", { name: "My account" }).click();
    await page
      .getByRole("tab", { name: "Sessions" })
      .or(page.getByRole("link", { name: "Sessions" }))
      .click();
    await page.getByRole("button", { name: "End all others" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End all others" }).click();
    await page.getByText("All other sessions have ended.").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /^Go to/ }).fill("Undo the last change");
    await page.getByText("Nothing found.").waitFor();
  });

  it("takes back one change after the other, the last one first", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { doctor, patient } = user.client;
    const ann = await patient.create.mutate({ name: "Ann Lee", gender: "female", address: "1 High Street" });
    const una = await doctor.create.mutate({ name: "Una Blake", contactInfo: "Room 1" });
    await page.goto(`${origin}/patients/${ann.id}/edit`);
    await changeAddress(page, "2 Low Street");
    await undo(page).waitFor();
    await page.getByRole("link", { name: "Doctors", exact: true }).click();
    await page.getByRole("link", { name: "Una Blake" }).click();
    await heading(page, "Una Blake").waitFor();
    await page.keyboard.press("e");
    await page.getByLabel("Contact").fill("Room 2");
    await press(page, "Save");
    await page.getByText("The changes to Una Blake are saved").waitFor();
    await page.keyboard.press("u");
    await expect.poll(async () => (await doctor.byId.query({ id: una.id })).contactInfo).toBe("Room 1");
    await expect.poll(() => undo(page).count()).toBe(1);
    await page.keyboard.press("u");
    await expect.poll(async () => (await patient.byId.query({ id: ann.id })).address).toBe("1 High Street");
    await undo(page).waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /^Go to/ }).fill("Undo the last change");
    await page.getByText("Nothing found.").waitFor();
  });

  it("restores the own name, an API key, a kind of note and what a field offers", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { apiKey, codes, noteKind, patient } = user.client;
    const { name } = await user.client.auth.me();
    await page.goto(`${origin}/account`);
    await press(page, "Change the name");
    await page.getByLabel("Your name").fill("Ada Other");
    await press(page, "Change");
    await undo(page).click();
    await expect.poll(async () => (await user.client.auth.me()).name).toBe(name);
    await page.getByText(name, { exact: true }).first().waitFor();

    const { id } = await apiKey.create.mutate({ name: "Lab", permissions: ["patient:read"] });
    await visit(page, `/api-keys/${id}`);
    await page.getByRole("textbox", { name: "Name" }).fill("Lab 2");
    await page.getByLabel("Add patients").check();
    await press(page, "Save");
    await undo(page).click();
    await expect
      .poll(async () => (await apiKey.list.query({})).items)
      .toMatchObject([{ name: "Lab", permissions: ["patient:read"], version: 3 }]);

    await noteKind.create.mutate({ name: "Visit", template: "# Visit" });
    const { id: patientId } = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await visit(page, `/patients/${patientId}?tab=notes`);
    await press(page, "Kinds of notes");
    await press(page, "Edit: Visit");
    await page.getByLabel("Text that a note begins with").fill("# Other");
    await press(page, "Save");
    await undo(page).click();
    await expect
      .poll(async () => (await noteKind.list.query({})).items)
      .toMatchObject([{ name: "Visit", template: "# Visit", version: 3 }]);

    const uri = "http://example.org/vitals";
    const upload = await codes.start.mutate({ kind: "value-set", uri, version: "1", title: "Vital signs" });
    const concepts = [{ system: "http://loinc.org", code: "29463-7", display: "Body weight" }];
    await codes.addConcepts.mutate({ id: upload.id, concepts });
    await codes.finish.mutate({ id: upload.id, concepts: 1 });
    await visit(page, "/codes");
    const offered = async () =>
      (await codes.fields.query()).items.find(({ field }) => field === "observation.code")?.uri;
    await press(page, "Edit: Observation");
    await page.getByLabel("The field offers").selectOption("Vital signs (value set)");
    await press(page, "Save");
    await undo(page).click();
    await expect.poll(offered).toBeNull();
    // The form begins with the page's values.
    await page.getByText(/\. Other codes: /).waitFor({ state: "detached" });

    // A rule that a colleague has changed since is unchanged.
    await press(page, "Edit: Observation");
    await page.getByLabel("The field offers").selectOption("Vital signs (value set)");
    await press(page, "Save");
    await undo(page).waitFor();
    await codes.setField.mutate({ field: "observation.code", uri, mode: "refuse" });
    await undo(page).click();
    await page.getByText("Somebody has changed it since.").waitFor();
    expect(await offered()).toBe(uri);
  });

  it("never overwrites what somebody else has changed since", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { doctor } = user.client;
    const { id } = await doctor.create.mutate({ name: "Sam Okafor" });
    await page.goto(`${origin}/doctors/${id}/edit`);
    await page.getByLabel("Contact").fill("Room 1");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await undo(page).waitFor();
    const otherChange = await doctor.update.mutate({ id, contactInfo: "Room 2", expectedVersion: 2 });
    await undo(page).click();
    await page.getByText("This could not be undone").waitFor();
    expect(await doctor.byId.query({ id })).toEqual(otherChange);
  });
});
