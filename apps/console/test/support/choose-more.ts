import type { Locator, Page } from "playwright-core";

export async function chooseMore(within: Page | Locator, name: string) {
  await within.getByRole("button", { name: "More actions" }).click();
  await within.getByRole("menuitem", { name, exact: true }).click();
}
