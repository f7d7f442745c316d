import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";

const opened = await openConsole();

describe.skipIf(!opened)("saved views", () => {
  if (!opened) return;

  it("keep filters under a name, and are changed, renamed, removed and restored", async () => {
    const { page, user } = await opened.signedIn({ at: "/patients" });
    // Offering to save a view causes no layout shift.
    const list = page.getByRole("table", { name: "Patients" });
    await list.waitFor();
    const unfiltered = await list.boundingBox();
    await page.getByLabel("Gender").selectOption("female");
    await page.getByRole("button", { name: "Save view", exact: true }).waitFor();
    expect((await list.boundingBox())?.y).toBe(unfiltered?.y);
    await visit(page, "/patients?gender=female&minAge=65");
    const views = page.getByRole("navigation", { name: "Saved views" });
    const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
    await press("Save view");
    const dialog = page.getByRole("dialog", { name: "Save view" });
    await expect
      .poll(() => dialog.getByLabel(/^Name/).evaluate((input) => input === document.activeElement))
      .toBe(true);
    await dialog.getByLabel(/^Name/).fill("w".repeat(81));
    await page.keyboard.press("Enter");
    await dialog.getByText("at most 80 characters").waitFor();
    await dialog.getByLabel(/^Name/).fill("Older women");
    await lookAt(page, "save-view");
    await page.keyboard.press("Enter");
    const link = views.getByRole("link", { name: "Older women" });
    await expect.poll(() => link.getAttribute("aria-current")).toBe("page");
    await lookAt(page, "saved-views");
    await views.getByRole("link", { name: "All patients" }).click();
    await page.waitForURL(`${origin}/patients`);
    await link.click();
    await page.waitForURL(/minAge=65/);
    await visit(page, "/patients?gender=female&minAge=70");
    await press("Save view");
    await dialog.getByLabel(/^Name/).fill("OLDER women");
    await page.keyboard.press("Enter");
    await dialog.getByText("A saved view has this name").waitFor();
    await page.keyboard.press("Escape");
    await link.click();
    await expect.poll(() => link.getAttribute("aria-current")).toBe("page");
    await page.getByLabel("Gender").selectOption("male");
    await press("Update “Older women”");
    await expect
      .poll(async () => (await user.client.savedView.list.query()).items.map(({ filters }) => filters))
      .toEqual([{ gender: "male", minAge: 65 }]);
    // The page refetches after the change.
    await page.getByRole("button", { name: "Update “Older women”" }).waitFor({ state: "detached" });
    await press("Rename view");
    await page.getByRole("dialog", { name: "Rename view" }).getByLabel(/^Name/).fill("Older men");
    await page.keyboard.press("Enter");
    await views.getByRole("link", { name: "Older men" }).waitFor();
    await press("Remove view");
    await page.getByRole("dialog").getByRole("button", { name: "Remove view" }).click();
    await views.getByRole("link", { name: "Older men" }).waitFor({ state: "detached" });
    await page
      .getByRole("alert")
      .filter({ hasText: "is removed" })
      .getByRole("button", { name: "Undo" })
      .click();
    await views.getByRole("link", { name: "Older men" }).waitFor();
  });

  it("are shared in the practice, and only used by viewers", async () => {
    const owner = await opened.backend.signUp();
    await owner.client.savedView.create.mutate({ name: "Children", filters: { maxAge: 17 } });
    const viewer = await makeColleague(opened.backend, owner, "viewer");
    const { page } = await opened.window();
    await opened.signIn(page, viewer, "/patients");
    await page.getByRole("link", { name: "Children" }).click();
    await page.waitForURL(/maxAge=17/);
    await expect.poll(() => page.getByRole("button", { name: "Rename view" }).count()).toBe(0);
  });
});
