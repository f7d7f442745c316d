import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { chooseMore } from "./support/choose-more.ts";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { hold } from "./support/hold.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { clickTwice } from "./support/second-click.ts";

const opened = await openConsole();

const entry = (page: Page, name: string) =>
  page.getByRole("navigation").getByRole("link", { name, exact: true });
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true });
const add = (page: Page) => page.getByRole("button", { name: "Add the patient", exact: true });
/** A double click without a delay. */
const doubleClick = (button: HTMLElement | SVGElement) => {
  for (let time = 0; time < 2; time++) button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
};

describe.skipIf(!opened)("the form of a patient", () => {
  if (!opened) return;

  it("accepts a language by name or tag, and rejects others at the field", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { id } = await user.client.patient.create.mutate({ name: "Jane Roe", gender: "female" });
    const language = page.getByRole("combobox", { name: "Preferred language" });
    await page.goto(`${origin}/patients/${id}/edit`);
    await language.fill("fr-ca");
    await save(page).click();
    await page.getByText("French (Canada)", { exact: true }).waitFor();
    await visit(page, `/patients/${id}/edit`);
    await language.fill("Gibberish");
    await save(page).click();
    await page.getByText("Not a language tag, such as en or de-CH").waitFor();
    await language.fill("Italian");
    await save(page).click();
    await page.getByRole("heading", { name: "Jane Roe", exact: true }).waitFor();
    expect((await user.client.patient.byId.query({ id })).preferredLanguage).toBe("it");
  });

  it("asks about possible duplicates, and creates one record despite double clicks", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient } = user.client;
    const known = { name: "Jane Roe", gender: "female", dateOfBirth: "1980-03-05" } as const;
    const { id } = await patient.create.mutate(known);
    await page.goto(`${origin}/patients/new`);
    await page.getByLabel("First name").fill("Jane");
    await page.getByLabel("Last name").fill("Roe");
    await page.getByRole("radio", { name: "Female" }).check();
    await page.getByLabel("Date of birth").fill("1980-03-05");
    await add(page).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("same birth date").waitFor();
    await lookAt(page, "patient-possible-duplicates");
    await dialog.getByRole("button", { name: /^Use this patient/ }).click();
    await page.waitForURL(`${origin}/patients/${id}`);
    await page.goBack();

    await page.getByLabel("First name").fill("Jane");
    await page.getByLabel("Last name").fill("Roe");
    await page.getByRole("radio", { name: "Female" }).check();
    await page.getByLabel("Date of birth").fill("1980-03-05");
    await add(page).evaluate(doubleClick);
    await dialog.getByRole("button", { name: "Add as a new patient" }).evaluate(doubleClick);
    await page.getByText("Jane Roe is added").waitFor();
    expect((await patient.list.query({})).items.length).toBe(2);
  });

  it("asks before discarding input, and not after saving", async () => {
    const { page } = await opened.signedIn();
    await entry(page, "Patients").click();
    // The empty start page has the same link, and may disappear under the click.
    await page.getByRole("heading", { name: "Patients" }).waitFor();
    await page.getByRole("link", { name: "Add a patient" }).click();
    await page.getByLabel("First name").fill("Ann");
    await entry(page, "Doctors").click();
    await lookAt(page, "patient-unsaved");
    await page.keyboard.press("Escape");
    expect(await page.getByLabel("First name").inputValue()).toBe("Ann");
    await page.goBack();
    await page
      .getByRole("dialog", { name: "Leave without saving?" })
      .getByRole("button", { name: "Leave" })
      .click();
    await page.getByRole("heading", { name: "Patients" }).waitFor();
    await page.getByRole("link", { name: "Add a patient" }).click();
    expect(await page.getByLabel("First name").inputValue()).toBe("");
    await page.getByLabel("First name").fill("Ann");
    await page.getByRole("radio", { name: "Other" }).check();
    await add(page).click();
    await page.getByRole("heading", { name: "Ann", exact: true }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("saves only changed fields, and resolves conflicts by choice", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient } = user.client;
    const before = await patient.create.mutate({
      name: "Dr. Jane Q. Roe",
      gender: "female",
      dateOfBirth: "1980-03-05",
      phoneNumber: "111",
      address: "1 High Street",
      medicalHistory: "Asthma since 1990",
    });
    const { id } = before;
    await page.goto(`${origin}/patients/${id}/edit`);
    await page.getByLabel("Phone").fill("222");
    await page.getByLabel("Medical history").fill("No asthma");
    await patient.update.mutate({
      id,
      expectedVersion: 1,
      address: "2 New Street",
      medicalHistory: "Asthma since 1992\nand hay fever",
    });
    await save(page).click();
    const dialog = page.getByRole("dialog", { name: "Somebody else changed this" });
    await dialog.getByText(/saved this on/).waitFor();
    // On the first choice, not on the close button.
    await dialog.locator("input:focus").waitFor();
    const choice = (field: string, side: string) =>
      dialog.getByRole("radiogroup", { name: field }).getByRole("radio", { name: side });
    expect(await choice("Phone", "Yours").isChecked()).toBe(true);
    expect(await choice("Address", "Theirs").isChecked()).toBe(true);
    expect(await dialog.getByRole("radiogroup").count()).toBe(3);
    await dialog.getByRole("button", { name: "Save selection" }).click();
    await dialog.getByText("Choose one of the two").waitFor();
    await lookAt(page, "patient-conflict");
    await choice("Medical history", "Theirs").check();
    // Another conflict.
    await patient.update.mutate({ id, expectedVersion: 2, email: "jane@example.org" });
    await dialog.getByRole("button", { name: "Save selection" }).click();
    await dialog.getByRole("radiogroup", { name: "Email address" }).waitFor();
    await dialog.getByRole("button", { name: "Save selection" }).click();
    await page.getByText("The changes to Dr. Jane Q. Roe are saved").waitFor();
    expect(await patient.byId.query({ id })).toMatchObject({
      name: "Dr. Jane Q. Roe",
      phoneNumber: "222",
      address: "2 New Street",
      version: 4,
      medicalHistory: "Asthma since 1992\nand hay fever",
      email: "jane@example.org",
    });
  });

  it("saves an age as an age, and a date as a date", async () => {
    const { page, user } = await opened.signedIn({ at: null, timezone: "America/Los_Angeles" });
    const { patient } = user.client;
    const { id } = await patient.create.mutate({ name: "Ann Lee", gender: "female", age: 41 });
    await page.goto(`${origin}/patients/${id}/edit`);
    expect(await page.getByLabel(/age in years/).inputValue()).toBe("41");
    expect(await page.getByLabel("Date of birth").inputValue()).toBe("");
    await page.getByLabel("Date of birth").fill("1/3/1985");
    await page.getByText("Read as 1 Mar 1985, not 3 Jan 1985").waitFor();
    await save(page).click();
    await page.getByRole("heading", { name: "Ann Lee", exact: true }).waitFor();
    await page
      .getByText(/1 Mar 1985/)
      .first()
      .waitFor();
    expect(await patient.byId.query({ id })).toMatchObject({
      dateOfBirth: "1985-03-01",
      dateOfBirthApproximate: false,
      version: 2,
    });
    await visit(page, `/patients/${id}/edit`);
    await page.getByLabel("Date of birth").fill("");
    await page.getByLabel(/age in years/).fill("200");
    await save(page).click();
    await page.getByText("Has to be at most 150").waitFor();
    await page.getByLabel(/age in years/).fill("50");
    await save(page).click();
    await page.getByRole("heading", { name: "Ann Lee", exact: true }).waitFor();
    expect(await patient.byId.query({ id })).toMatchObject({ age: 50, dateOfBirthApproximate: true });
  });

  it("removes and restores a patient, and shows what blocks it", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient, doctor, assignment } = user.client;
    const { id } = await patient.create.mutate({ name: "Ann Lee", gender: "female", age: 41 });
    const { id: doctorId } = await doctor.create.mutate({ name: "Sam Okafor" });
    const given = await assignment.create.mutate({ patientId: id, doctorId });
    await page.goto(`${origin}/patients/${id}`);
    const remove = () => chooseMore(page, "Remove");
    await remove();
    const dialog = page.getByRole("dialog", { name: "Ann Lee is not removed" });
    await dialog.getByRole("link", { name: "Sam Okafor" }).waitFor();
    await lookAt(page, "patient-not-removed");
    await page.keyboard.press("Escape");
    await assignment.remove.mutate({ id: given.id, expectedVersion: "any" });
    const late = await hold(page, "patient.remove");
    await remove();
    await late.arrived;
    await entry(page, "Doctors").click();
    await page.getByRole("heading", { name: "Doctors", exact: true }).waitFor();
    await late.refuse();
    await page.getByText("Ann Lee is not removed").waitFor();
    await page.goBack();
    await remove();
    await page.getByText("Ann Lee is removed").waitFor();
    await page.getByText("There are no patients yet.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("link", { name: "Ann Lee" }).waitFor();

    await page.getByRole("link", { name: "Ann Lee" }).click();
    await page.getByRole("heading", { name: "Ann Lee" }).waitFor();
    await remove();
    // The patient's page has such a menu, too.
    await page.getByText("There are no patients yet.").waitFor();
    await chooseMore(page, "Removed patients");
    const restore = page.getByRole("button", { name: "Restore Ann Lee" });
    await restore.waitFor();
    await lookAt(page, "patients-removed");
    await restore.click();
    await page.getByText("Ann Lee is restored").waitFor();
    await page.getByText("No patient has been removed.", { exact: false }).waitFor();
    expect((await patient.list.query({})).items.length).toBe(1);
  });

  it("asks before leaving while saving, and does not navigate a user who has left", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient } = user.client;
    const { id } = await patient.create.mutate({ name: "Alpha Lee", gender: "female" });
    await patient.create.mutate({ name: "Beta Lee", gender: "female" });
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await page.goto(`${origin}/patients/${id}/edit`);
    await page.getByLabel("Phone").fill("1");
    const first = await hold(page, "patient.update");
    await save(page).click();
    await first.arrived;
    const isAsked = () => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
    expect(await page.evaluate(isAsked)).toBe(true);
    await entry(page, "Patients").click();
    await question.getByText("Your changes are being saved").waitFor();
    await question.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("link", { name: "Beta Lee" }).click();
    await page.getByRole("heading", { name: "Beta Lee", exact: true }).waitFor();
    await first.release();
    await page.getByText("The changes to Alpha Lee are saved").waitFor();
    await page.getByRole("heading", { name: "Beta Lee", exact: true }).waitFor();

    // Saving closes the question.
    await visit(page, `/patients/${id}/edit`);
    await page.getByLabel("Phone").fill("2");
    const second = await hold(page, "patient.update");
    await save(page).click();
    await second.arrived;
    await entry(page, "Doctors").click();
    await question.waitFor();
    await second.release();
    await page.getByRole("heading", { name: "Doctors", exact: true }).waitFor();
    await question.waitFor({ state: "detached" });
  });

  it("saves once despite lost responses, and shows no conflict with itself", async () => {
    const { page, context, user } = await opened.signedIn({ at: null });
    const { patient } = user.client;
    const { id } = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const other = await context.newPage();
    const lose = async (lost: Page) => {
      await lost.route(/trpc\/patient\.(create|update)/, async (route) => {
        await route.fetch({ url: route.request().url().replace(origin, opened.backend.url) });
        await route.abort("connectionreset");
      });
    };
    await page.goto(`${origin}/patients/new`);
    await page.getByLabel("First name").fill("Jane");
    await page.getByLabel("Last name").fill("Roe");
    await page.getByRole("radio", { name: "Female" }).check();
    await page.getByLabel("Date of birth").fill("1980-03-05");
    await other.goto(`${origin}/patients/${id}/edit`);
    await other.getByLabel("Phone").fill("222");
    await Promise.all([lose(page), lose(other)]);
    await Promise.all([add(page).click(), save(other).click()]);
    const unsure = "No response: your changes may or may not be saved";
    await Promise.all([page, other].map((tab) => tab.getByText(unsure).waitFor()));
    await Promise.all([page.unrouteAll(), other.unrouteAll()]);
    await save(other).click();
    await other.getByText("The changes to Ann Lee are saved").waitFor();
    expect(await patient.byId.query({ id })).toMatchObject({ phoneNumber: "222", version: 2 });

    // Other values are another record, so the server asks.
    await page.getByLabel("Phone").fill("1");
    await add(page).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("This may be your own entry").waitFor();
    await dialog.getByRole("button", { name: "Back to the form" }).last().click();
    await page.getByLabel("Phone").fill("");
    await add(page).click();
    await page.getByText("Jane Roe is added").waitFor();
    expect((await patient.list.query({})).items.length).toBe(2);
  });

  it("ignores the second half of a double click on a replaced row", async () => {
    const { page, user } = await opened.signedIn();
    const { patient } = user.client;
    for (const name of ["Ann Lee", "Bea Lee", "Cleo Lee"])
      await patient.create.mutate({ name, gender: "female", onDuplicates: "allow" });
    await entry(page, "Patients").click();
    await page.getByRole("link", { name: "Ann Lee" }).click();
    await page.getByRole("heading", { name: "Ann Lee" }).waitFor();
    await page.getByRole("button", { name: "More actions" }).click();
    await clickTwice(page.getByRole("menuitem", { name: "Remove" }));
    await page.getByText("Ann Lee is removed").waitFor();
    await page.getByRole("link", { name: "Bea Lee" }).click();
    // The list has such a menu, too.
    await page.getByRole("heading", { name: "Bea Lee" }).waitFor();
    await page.getByRole("button", { name: "More actions" }).click();
    await clickTwice(page.getByRole("menuitem", { name: "Remove" }));
    await page.getByText("Bea Lee is removed").waitFor();
    await chooseMore(page, "Removed patients");
    await clickTwice(page.getByRole("button", { name: "Restore Bea Lee" }));
    await page.getByText("Bea Lee is restored").waitFor();
    expect((await patient.removed.query({})).items.length).toBe(1);
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.url()));
    await page.getByRole("button", { name: "Restore Ann Lee" }).evaluate(doubleClick);
    await page.getByText("Ann Lee is restored").waitFor();
    expect(sent.filter((url) => url.includes("patient.restore")).length).toBe(1);
  });

  it("keeps the input if the patient was removed, and restores them", async () => {
    const isEast = new Date().getUTCHours() >= 10;
    const { page, user } = await opened.signedIn({
      at: null,
      // A time zone whose date differs from the server's.
      timezone: isEast ? "Pacific/Kiritimati" : "Pacific/Pago_Pago",
    });
    const { patient } = user.client;
    const birthday = new Date();
    birthday.setUTCDate(birthday.getUTCDate() + (isEast ? 1 : 0));
    const dateOfBirth = `${birthday.getUTCFullYear() - 40}${birthday.toISOString().slice(4, 10)}`;
    const { id, age } = await patient.create.mutate({ name: "Ann Lee", gender: "female", dateOfBirth });
    await page.goto(`${origin}/patients/${id}/edit`);
    expect(await page.getByLabel("Age", { exact: true }).getAttribute("placeholder")).toBe(String(age));
    await page.getByLabel("Phone").fill("333");
    await patient.remove.mutate({ id, expectedVersion: 1 });
    await save(page).click();
    await page.getByText("Somebody removed Ann Lee").waitFor();
    await lookAt(page, "patient-removed-meanwhile");
    expect(await page.getByLabel("Phone").inputValue()).toBe("333");
    await page.getByRole("button", { name: "Restore" }).click();
    await page.getByText("Ann Lee is restored").waitFor();
    await save(page).click();
    await page.getByText("The changes to Ann Lee are saved").waitFor();
    expect(await patient.byId.query({ id })).toMatchObject({ phoneNumber: "333" });
  });

  it("hides buttons and fields without permission", async () => {
    const owner = await opened.backend.signUp();
    const { id } = await owner.client.patient.create.mutate({
      name: "Ann Lee",
      gender: "female",
      medicalHistory: "Secret",
    });
    const { page } = await opened.window();
    await opened.signIn(page, await makeColleague(opened.backend, owner, "viewer"), "/patients");
    await page.getByRole("link", { name: "Ann Lee" }).waitFor();
    expect(await page.getByRole("link", { name: "Add a patient" }).count()).toBe(0);
    await visit(page, `/patients/${id}/edit`);
    await page.getByRole("heading", { name: "Not allowed" }).waitFor();
    await lookAt(page, "not-allowed");

    const desk = await opened.window();
    const reception = await makeColleague(opened.backend, owner, "reception");
    await opened.signIn(desk.page, reception, `/patients/${id}/edit`);
    await desk.page.getByLabel("Phone").fill("333");
    expect(await desk.page.getByLabel("Medical history").count()).toBe(0);
    await save(desk.page).click();
    await desk.page.getByRole("heading", { name: "Ann Lee", exact: true }).waitFor();
    expect(await owner.client.patient.byId.query({ id })).toMatchObject({
      phoneNumber: "333",
      medicalHistory: "Secret",
    });
  });
});
