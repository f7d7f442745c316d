import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { hold } from "./support/hold.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { button } from "./support/parts.ts";

const opened = await openConsole();

/** Menus and dialogs that other tests use without checking their look. */
describe.skipIf(!opened)("menus and dialogs", () => {
  if (!opened) return;

  it("of the list of patients are accessible", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient, doctor, assignment } = user.client;
    const ann = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await patient.create.mutate({ name: "Bob Ray", gender: "male" });
    const { id: doctorId } = await doctor.create.mutate({ name: "Cy Fox" });
    await assignment.create.mutate({ patientId: ann.id, doctorId });
    await page.goto(`${origin}/patients`);
    // The list's last request.
    await page.getByText("Cy Fox").filter({ visible: true }).first().waitFor();
    const display = page.getByRole("dialog", { name: "Display" });
    await button(page, "Display").click();
    await display.waitFor();
    await lookAt(page, "display-menu");
    // Also after the narrow layout, which lost the focus. Otherwise it would count for the next dialog.
    await page.keyboard.press("Escape");
    await display.waitFor({ state: "detached" });

    await page.getByRole("checkbox", { name: "Select all loaded patients" }).check();
    const bar = page.getByRole("toolbar", { name: "Selected patients" });
    const open = async (action: string) => {
      await bar.getByRole("button", { name: action, exact: true }).click();
      await page.getByRole("dialog").waitFor();
    };
    const close = async () => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    };
    await open("Assign");
    await lookAt(page, "assign-selected");
    await close();
    await open("Unassign");
    await lookAt(page, "unassign-selected");
    await close();
    await open("Remove");
    await lookAt(page, "remove-selected");
    await close();
    await bar.getByRole("button", { name: "Clear selection" }).click();

    await button(page, "More actions").click();
    await page.getByRole("menu").waitFor();
    await lookAt(page, "list-menu");
    const listed = await hold(page, "patient.list");
    await page.getByRole("menuitem", { name: "Export as CSV" }).click();
    await listed.arrived;
    await listed.refuse();
    await page.getByRole("dialog").getByRole("alert").waitFor();
    await lookAt(page, "export-failed");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("of a patient are accessible", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient } = user.client;
    const kept = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const other = await patient.create.mutate({ name: "Ann Leigh", gender: "female" });
    await patient.merge.mutate({
      keepId: kept.id,
      expectedVersion: 1,
      mergedId: other.id,
      mergedExpectedVersion: 1,
    });
    await page.goto(`${origin}/patients/${kept.id}`);
    await button(page, "More actions").click();
    await page.getByRole("menu").waitFor();
    await lookAt(page, "patient-menu");
    await page.keyboard.press("Escape");

    const unmerged = await hold(page, "patient.unmerge");
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByRole("tab", { name: "Duplicates" }).click();
    await button(page, "Undo the merge").click();
    await unmerged.arrived;
    await unmerged.refuse();
    await page.getByRole("dialog", { name: "The merge was not undone" }).waitFor();
    await lookAt(page, "unmerge-refused");
    expect(await page.getByRole("dialog").count()).toBe(1);
  });
});
