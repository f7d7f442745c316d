import { asId } from "@caretype/core/kernel/field/ids";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { hold } from "./support/hold.ts";
import { lookAt, openConsole, origin, someName } from "./support/open.ts";
import { readAnew, visit } from "./support/pages.ts";
import { button, dialog } from "./support/parts.ts";

const opened = await openConsole();

const rows = (page: Page) => page.getByRole("table").getByRole("link");
const sendButton = (page: Page) => dialog(page).getByRole("button", { name: "Assign", exact: true });

describe.skipIf(!opened)("the directory of doctors", () => {
  if (!opened) return;

  it("searches while typing, filters by its address, and restores both by Back", async ({ expect }) => {
    const { page, user } = await opened.signedIn();
    const { doctor, patient, assignment } = user.client;
    const name = someName("Listed");
    const doctors = [];
    for (const [firstName, specialization, gender] of [
      ["Ada", "CARD", "female"],
      ["Bob", "DERM", "male"],
      ["Cleo", "DERM", "female"],
    ] as const)
      doctors.push(await doctor.create.mutate({ firstName, lastName: name, specialization, gender }));
    // Not found by the search, so that the count changes with its response.
    await doctor.create.mutate({ name: someName("Other") });
    const { id: patientId } = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await assignment.create.mutate({ patientId, doctorId: doctors[1]?.id ?? asId("") });

    await page.getByRole("link", { name: "Doctors", exact: true }).click();
    await page.getByLabel("Search").fill(name);
    await page.getByText("3 doctors", { exact: true }).waitFor();
    expect(await rows(page).allTextContents()).toEqual([`Ada ${name}`, `Bob ${name}`, `Cleo ${name}`]);
    await page.getByRole("row", { name: /Bob .* Dermatology 1 patient 10 appointments/ }).waitFor();
    await page.getByRole("row", { name: /Ada .* Cardiology 0 patients/ }).waitFor();
    await lookAt(page, "doctors");

    await page.getByRole("combobox", { name: "Specialization" }).fill("derma");
    await page.getByRole("option", { name: "Dermatology" }).click();
    await page.getByText("2 doctors", { exact: true }).waitFor();
    await page.getByLabel("Gender").selectOption("Female");
    await page.getByText("1 doctor", { exact: true }).waitFor();
    expect(page.url()).toBe(`${origin}/doctors?gender=female&specialization=DERM`);
    await rows(page).click();
    await page.getByRole("heading", { name: `Cleo ${name}` }).waitFor();
    expect(await page.title()).not.toContain(name);
    await page.goBack();
    await page.getByText("1 doctor", { exact: true }).waitFor();
    expect(await page.getByLabel("Search").inputValue()).toBe(name);
    await button(page, "Clear 2 filters").click();
    await page.getByText("3 doctors", { exact: true }).waitFor();
    await page.getByLabel("Order").selectOption("Newest first");
    await expect.poll(() => rows(page).first().textContent()).toBe(`Cleo ${name}`);

    await page.getByLabel("Search").fill("no such doctor at all");
    await page.getByText("No doctors match").waitFor();
    await lookAt(page, "doctors-none-found");
    await page.getByRole("link", { name: "Show all doctors" }).click();
    await expect.poll(() => page.getByLabel("Search").inputValue()).toBe("");
    await expect.poll(() => rows(page).count()).toBeGreaterThan(2);

    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.resourceType() === "fetch") asked.push(`${request.url()} ${request.postData() ?? ""}`);
    });
    await visit(page, "/doctors?gender=nonsense&sort=nonsense&specialization=DERM");
    await rows(page).first().waitFor();
    expect(asked.join()).toContain("DERM");
    expect(asked.join()).not.toContain("nonsense");
  });

  it("adds a doctor and assigns a patient by keyboard", async () => {
    const { page, user } = await opened.signedIn();
    const name = someName("Keyed");
    await user.client.patient.create.mutate({
      name: "Pat Smith",
      gender: "female",
      dateOfBirth: "1980-03-05",
    });
    await user.client.patient.create.mutate({ name: "Pete Smithers", gender: "male", age: 40 });
    const { keyboard } = page;
    // The navigation needs the practice.
    await page.getByRole("link", { name: "Doctors", exact: true }).waitFor();
    await tabTo(page, "Doctors");
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "Doctors" }).waitFor();
    await tabTo(page, "Add a doctor");
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "Add a doctor" }).waitFor();
    await tabTo(page, "First name");
    await keyboard.type("Kim");
    await tabTo(page, "Last name");
    await keyboard.type(name);
    // A code that no doctor has yet.
    await tabTo(page, "Specialization");
    await keyboard.type("pedia");
    await page.getByRole("option", { name: "Pediatrics" }).waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await tabTo(page, "Appointments a day");
    await keyboard.press("ControlOrMeta+A");
    await keyboard.type("12");
    await keyboard.press("ControlOrMeta+Enter");
    await page.getByRole("heading", { name: `Kim ${name}` }).waitFor();
    const { items: found } = await user.client.doctor.list.query({ q: name });
    expect(found.map(({ specialization }) => specialization)).toEqual(["PED"]);

    await tabTo(page, "Assign a patient");
    await keyboard.press("Enter");
    await expect.poll(() => focusedName(page)).toBe("Patient");
    await keyboard.type("smith");
    await page.getByText("2 found", { exact: true }).waitFor({ state: "attached" });
    await lookAt(page, "assign-patient");
    // The first is selected already.
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    expect(await page.getByRole("combobox", { name: "Patient" }).inputValue()).toBe("Pete Smithers");
    await tabTo(page, "Reason");
    await keyboard.type("A cough");
    await tabTo(page, "Assign");
    await keyboard.press("Enter");
    const patients = page.getByRole("table", { name: "Patients in this practice" });
    await patients.getByRole("row", { name: /Pete Smithers A cough/ }).waitFor();
    await expect.poll(() => focusedName(page)).toBe("Assign a patient");
    await lookAt(page, "doctor");
    // Close earlier notifications, as they can have an Undo, too.
    const messages = page.getByRole("button", { name: "Close this message" });
    for (let open = await messages.count(); open > 0; open = await messages.count()) {
      await tabTo(page, "Close this message");
      await keyboard.press("Enter");
      await expect.poll(() => messages.count()).toBeLessThan(open);
    }

    await tabTo(page, "Unassign Pete Smithers");
    await keyboard.press("Enter");
    await page.getByText("No patient of this practice is assigned").waitFor();
    await tabTo(page, "Undo");
    await keyboard.press("Enter");
    await page.getByRole("row", { name: /Pete Smithers A cough/ }).waitFor();
  });

  it("shows errors at their fields, and asks before discarding input", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const [licenseNumber, name] = [someName("L"), someName("Twice")];
    await user.client.doctor.create.mutate({ name, licenseNumber, specialization: "NEUR" });
    await page.goto(`${origin}/doctors/new`);
    await button(page, "Add the doctor").click();
    await page.getByText("Required").waitFor();
    await expect.poll(() => focusedName(page)).toBe("First name");
    await page.getByLabel("First name").fill(name);
    await page.getByLabel("Appointments a day").fill("");
    await page.getByLabel("Years of experience").fill("many");
    await page.getByLabel("Licence number").fill(licenseNumber);
    await page.getByRole("combobox", { name: "Specialization" }).fill("neurol");
    await page.getByRole("option", { name: "Neurology" }).click();
    await button(page, "Add the doctor").click();
    await expect.poll(() => focusedName(page)).toBe("Years of experience");
    await page.getByLabel("Appointments a day").fill("8");
    await page.getByLabel("Years of experience").fill("12");
    await button(page, "Add the doctor").click();
    await page.getByText("This licence number is taken").waitFor();
    await expect.poll(() => focusedName(page)).toBe("Licence number");
    await lookAt(page, "doctor-new");
    await page.getByRole("link", { name: "Patients" }).click();
    await button(page, "Stay here").last().click();
    await page.getByLabel("Licence number").fill("");
    await button(page, "Add the doctor").click();
    await page.getByRole("heading", { name, exact: true }).waitFor();
    const { items } = await user.client.doctor.list.query({ q: name, specialization: "NEUR" });
    expect(items).toMatchObject([
      { specialization: "NEUR", yearsOfExperience: 12, maxAppointmentsPerDay: 8, licenseNumber: null },
      { licenseNumber },
    ]);
  });

  it("resolves a conflict by choosing between both versions", async ({ expect }) => {
    const { page, user } = await opened.signedIn({ at: null });
    const { doctor } = user.client;
    const { id } = await doctor.create.mutate({
      name: someName("Both"),
      phoneNumber: "1",
      specialization: "PED",
    });
    await page.goto(`${origin}/doctors/${id}`);
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.getByLabel("Phone").fill("2");
    await page.getByLabel("Contact").fill("Mondays");
    await doctor.update.mutate({ id, expectedVersion: 1, phoneNumber: "3", specialization: "GEN" });
    await button(page, "Save").click();
    await dialog(page).getByText("Somebody else changed this").waitFor();
    await lookAt(page, "doctor-conflict");
    await dialog(page)
      .getByRole("radiogroup", { name: "Phone" })
      .getByRole("radio", { name: /Theirs/ })
      .check();
    await button(page, "Save selection").click();
    await page.getByText("General Medicine").waitFor();
    expect(await doctor.byId.query({ id })).toMatchObject({
      phoneNumber: "3",
      contactInfo: "Mondays",
      specialization: "GEN",
      version: 3,
    });

    await page.getByRole("tab", { name: "Timeline" }).click();
    await page.getByText("Pediatrics").first().waitFor();
    await page.getByText("Details changed").first().waitFor();
    await lookAt(page, "doctor-timeline");
    // It may cover the button.
    await button(page, "Close this message").click();
    await page.getByRole("button", { name: /Revert to this version, Added/ }).click();
    await button(page, "Revert").click();
    await expect.poll(async () => (await doctor.byId.query({ id })).version).toBe(4);
    expect(await doctor.byId.query({ id })).toMatchObject({ phoneNumber: "1", specialization: "PED" });
  });

  it("removes and restores a doctor, and shows what blocks it", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { doctor, patient, assignment } = user.client;
    const [name, licenseNumber] = [someName("Gone"), someName("L")];
    const { id } = await doctor.create.mutate({ name, licenseNumber });
    const ann = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const own = await assignment.create.mutate({ patientId: ann.id, doctorId: id });
    const other = await opened.backend.signUp();
    const secret = await other.client.patient.create.mutate({ name: "Not Yours", gender: "male" });
    const otherAssignment = await other.client.assignment.create.mutate({
      patientId: secret.id,
      doctorId: id,
    });

    await page.goto(`${origin}/doctors/${id}`);
    await button(page, "Remove").click();
    await dialog(page).getByText("Other practices have patients of this doctor, too").waitFor();
    expect(await page.content()).not.toContain("Not Yours");
    expect(await dialog(page).getByRole("button", { name: "Unassign and remove" }).count()).toBe(0);
    await lookAt(page, "doctor-removal-refused");
    await dialog(page).getByRole("link", { name: "Ann Lee" }).click();
    await page.getByRole("heading", { name: "Ann Lee" }).waitFor();
    await other.client.assignment.remove.mutate({ id: otherAssignment.id, expectedVersion: 1 });
    await page.goBack();
    await button(page, "Remove").click();
    await dialog(page).getByRole("button", { name: "Unassign and remove" }).click();
    await page.getByText(`${name} is unassigned and removed`).waitFor();
    await page.getByRole("heading", { name: "Doctors" }).waitFor();
    await button(page, "Undo").click();
    await expect.poll(() => doctor.byId.query({ id })).toMatchObject({ name });
    expect(await assignment.byId.query({ id: own.id })).toMatchObject({ doctorId: id, patientId: ann.id });

    await assignment.remove.mutate({ id: own.id, expectedVersion: "any" });
    const { version } = await doctor.byId.query({ id });
    await doctor.remove.mutate({ id, expectedVersion: version });
    const taker = await doctor.create.mutate({ name: someName("Taker"), licenseNumber });
    await page.getByRole("link", { name: "Removed doctors" }).click();
    await button(page, `Restore ${name}`).click();
    await page.getByRole("heading", { name: `${name} cannot be restored yet` }).waitFor();
    await dialog(page).getByText("This licence number is taken").waitFor();
    await lookAt(page, "doctors-removed");
    await page.keyboard.press("Escape");
    await doctor.remove.mutate({ id: taker.id, expectedVersion: 1 });
    // By key, as Chromium ignores a click right after the dialog closes.
    await button(page, `Restore ${name}`).press("Enter");
    await page.getByText(`${name} is restored`).waitFor();
    await expect.poll(() => doctor.byId.query({ id })).toMatchObject({ name });
  });

  it("explains why another practice's doctor cannot be changed", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const other = await opened.backend.signUp();
    const name = someName("Theirs");
    const { id } = await other.client.doctor.create.mutate({ name });
    await other.client.doctor.update.mutate({ id, expectedVersion: 1, phoneNumber: "1" });

    await page.goto(`${origin}/doctors/${id}`);
    await page.getByText("Another practice added this doctor").waitFor();
    expect(await page.getByRole("link", { name: "Edit", exact: true }).count()).toBe(0);
    expect(await button(page, "Remove").count()).toBe(0);
    await lookAt(page, "doctor-of-others");
    await page.getByRole("tab", { name: "Timeline" }).click();
    await page.getByText("Details changed").waitFor();
    expect(await page.getByRole("button", { name: /^Revert to this version/ }).count()).toBe(0);

    // A practice with an assigned patient may edit the doctor.
    const { id: patientId } = await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await user.client.assignment.create.mutate({ patientId, doctorId: id });
    await readAnew(page);
    await page.getByRole("link", { name: "Edit", exact: true }).waitFor();
    expect(await page.getByText("Another practice added this doctor").count()).toBe(0);
  });

  it("does not navigate a user who has left, and shows errors there", async () => {
    const { page, user } = await opened.signedIn({ width: 360 });
    // A word wider than a narrow screen.
    const name = `${someName("Long").replaceAll(/\W/g, "")}${"a".repeat(45)}`;
    const { id } = await user.client.doctor.create.mutate({ name });
    const ann = await user.client.patient.create.mutate({ name: `Ann${name}`, gender: "female" });
    await user.client.assignment.create.mutate({ patientId: ann.id, doctorId: id });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    for (const path of [`/patients/${ann.id}`, `/patients/${ann.id}/edit`, `/doctors/${id}`]) {
      await visit(page, path);
      await page.getByRole("heading", { level: 1, name: new RegExp(name) }).waitFor();
      await page
        .getByText(name)
        .nth(path.endsWith("edit") ? 0 : 1)
        .waitFor();
      expect(await overflow(), path).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    const removal = await hold(page, "doctor.remove");
    await button(page, "Remove").click();
    await removal.arrived;
    await page.getByRole("link", { name: "Patients", exact: true }).click();
    await page.getByRole("heading", { name: "Patients", exact: true }).waitFor();
    await removal.refuse();
    await page.getByText(`${name} is not removed`).waitFor();

    await visit(page, `/doctors/${id}/edit`);
    await page.getByLabel("Phone").fill("1");
    const saving = await hold(page, "doctor.update");
    await button(page, "Save").click();
    await saving.arrived;
    await page.getByRole("link", { name: "Patients", exact: true }).click();
    await button(page, "Leave").click();
    await page.getByRole("heading", { name: "Patients", exact: true }).waitFor();
    await saving.release();
    await page.getByText(`The changes to ${name} are saved`).waitFor();
    expect(page.url()).toBe(`${origin}/patients`);
  });

  it("assigns a doctor found by specialization, and keeps the form if refused", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { doctor, patient, assignment } = user.client;
    const name = someName("Found");
    const specialization = someName("Hyperbaric");
    const { id: doctorId } = await doctor.create.mutate({ name, specialization, maxAppointmentsPerDay: 7 });
    const busy = await doctor.create.mutate({ name: `${name} too`, specialization });
    const ann = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await assignment.create.mutate({ patientId: ann.id, doctorId: busy.id });
    await page.goto(`${origin}/patients/${ann.id}`);
    await page
      .getByRole("button", { name: /Assign/ })
      .first()
      .click();
    await sendButton(page).click();
    await dialog(page).getByText("Choose a doctor").waitFor();
    const field = dialog(page).getByRole("combobox", { name: "Doctor" });
    await field.fill(specialization.toLowerCase());
    const option = page.getByRole("option", { name: `${name} ${specialization} · 0 patients here` });
    await option.waitFor();
    await page.getByRole("option", { name: /Already assigned to this patient/, disabled: true }).waitFor();
    await lookAt(page, "assign-doctor");
    await option.click();
    await dialog(page).getByLabel("Reason").fill("Diving");

    // Another user is faster.
    const quicker = await assignment.create.mutate({ patientId: ann.id, doctorId });
    await sendButton(page).click();
    await dialog(page).getByText("This doctor is already assigned to the patient").waitFor();
    expect(await dialog(page).getByLabel("Reason").inputValue()).toBe("Diving");
    await lookAt(page, "assign-refused");
    await assignment.remove.mutate({ id: quicker.id, expectedVersion: 1 });
    await sendButton(page).click();
    await page.getByText(`${name} is assigned to Ann Lee`).waitFor();
    expect(await dialog(page).count()).toBe(0);
    expect((await assignment.listForPatient.query({ patientId: ann.id })).items).toMatchObject([
      { doctorId, reasonForVisit: "Diving" },
      { doctorId: busy.id },
    ]);
  });

  it("hides buttons without permission", async () => {
    const owner = await opened.backend.signUp();
    const { id } = await owner.client.doctor.create.mutate({ name: someName("Seen") });
    const ann = await owner.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await owner.client.assignment.create.mutate({ patientId: ann.id, doctorId: id });
    const { page } = await opened.window();
    await opened.signIn(page, await makeColleague(opened.backend, owner, "viewer"), `/doctors/${id}`);
    await page.getByRole("link", { name: "Ann Lee" }).waitFor();
    expect(await page.getByRole("button", { name: /Remove|assign/i }).count()).toBe(0);
    expect(await page.getByRole("link", { name: "Edit" }).count()).toBe(0);
    await visit(page, "/doctors");
    await rows(page).first().waitFor();
    expect(await page.getByRole("link", { name: "Add a doctor" }).count()).toBe(0);
    for (const path of ["/doctors/new", "/doctors/removed", `/doctors/${id}/edit`]) {
      await visit(page, path);
      await page.getByRole("heading", { name: "Not allowed" }).waitFor();
    }
    await visit(page, `/doctors/${ann.id}`);
    await page.getByRole("heading", { name: "Not found" }).waitFor();
  });
});

/** The accessible name of the focused element. */
const focusedName = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    const labels =
      focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused.labels : null;
    const name =
      focused?.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? focused?.textContent ?? "";
    return name.replace(/\s*\*$/, "").trim();
  });

/** Presses Tab until the named element has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if ((await focusedName(page)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}`);
}
