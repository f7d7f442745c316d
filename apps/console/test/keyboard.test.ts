import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { openConsole, someName } from "./support/open.ts";
import { hasFocus, press, tabTo } from "./support/quality/keyboard.ts";

const opened = await openConsole();

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

describe.skipIf(!opened)("the keyboard alone", () => {
  if (!opened) return;

  it("finds, edits and assigns a patient, undoes and signs out, with the focus always visible", async ({
    expect: expectHere,
  }) => {
    const { page, user, complaints } = await opened.signedIn();
    const { patient, doctor, assignment } = user.client;
    const [name, doctorName] = [someName("Ann"), someName("Bo")];
    const { id } = await patient.create.mutate({ name, gender: "female", address: "1 High Street" });
    await doctor.create.mutate({ name: doctorName });
    // Is the first without a search.
    await doctor.create.mutate({ name: someName("Abe") });
    const assigned = async () =>
      (await assignment.list.query({})).items.map(({ doctorName: name, reasonForVisit }) => ({
        doctorName: name,
        reasonForVisit,
      }));

    // The list: search, and from there to the row.
    await tabTo(page, page.getByRole("navigation").getByRole("link", { name: "Patients", exact: true }));
    await press(page, "Enter");
    await heading(page, "Patients").waitFor();
    await tabTo(page, page.getByLabel("Search"));
    await page.keyboard.type(name);
    await page.getByText("1 patient", { exact: true }).waitFor();
    await press(page, "ArrowDown");
    await expectHere.poll(() => hasFocus(page.getByRole("link", { name, exact: true }))).toBe(true);
    await press(page, "Enter");
    await heading(page, name).waitFor();

    await tabTo(page, page.getByRole("main").getByRole("link", { name: "Edit", exact: true }));
    await press(page, "Enter");
    const address = page.getByLabel("Address", { exact: true });
    await tabTo(page, address);
    await press(page, "Control+a");
    await page.keyboard.type("2 Low Street");
    await tabTo(page, page.getByRole("button", { name: "Save", exact: true }));
    await press(page, "Enter");
    await heading(page, name).waitFor();
    await expectHere.poll(() => patient.byId.query({ id })).toMatchObject({ address: "2 Low Street" });
    // The heading of the form may have the name, too, and "a" would be typed there.
    await page.getByRole("main").getByRole("link", { name: "Edit", exact: true }).waitFor();

    await press(page, "a");
    const dialog = page.getByRole("dialog");
    await expectHere.poll(() => hasFocus(dialog.getByRole("combobox", { name: "Doctor" }))).toBe(true);
    // Enter before the results of the search are there.
    await page.keyboard.type(doctorName.slice(0, -2));
    await press(page, "Enter");
    await expectHere
      .poll(() => dialog.getByRole("combobox", { name: "Doctor" }).inputValue())
      .toBe(doctorName);
    await press(page, "Tab");
    await page.keyboard.type("Check-up");
    await press(page, "Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await expectHere.poll(assigned).toEqual([{ doctorName, reasonForVisit: "Check-up" }]);

    await page.getByRole("alert").getByText("is assigned to").waitFor();
    await press(page, "Control+k");
    await page.getByRole("option", { name: /^Undo the last change/ }).waitFor();
    await press(page, "Enter");
    await expectHere.poll(assigned).toEqual([]);

    await tabTo(page, page.getByRole("button", { name: /^Your account/ }));
    await press(page, "Enter");
    await tabTo(page, page.getByRole("button", { name: "Sign out" }));
    await press(page, "Enter");
    await heading(page, "Sign in").waitFor();
    await press(page, "Tab");
    expect(complaints).toEqual([]);
  });
});
