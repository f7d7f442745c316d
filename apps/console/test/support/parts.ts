import type { Page } from "playwright-core";
import { expect } from "./expect.ts";

// Parts of pages, by their accessible names.

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
export const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
export const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
export const dialog = (page: Page) => page.getByRole("dialog");
export const confirm = (page: Page, name: string) =>
  dialog(page).getByRole("button", { name, exact: true }).click();
/** In the form, not in the dialog's corner. */
export const close = (page: Page) =>
  dialog(page).locator("form").getByRole("button", { name: "Close" }).click();
/** A required field has an asterisk. */
export const inDialog = (page: Page, label: string) =>
  dialog(page).getByLabel(new RegExp(`^${label}(?: [*])?$`));
/** Waits for a notification and closes it. Otherwise, a later wait for the same text would find this one. */
export async function dismissNotice(page: Page, text: string): Promise<void> {
  const notice = page.getByRole("alert").filter({ hasText: text });
  await notice.getByRole("button", { name: "Close this message" }).click();
  await notice.waitFor({ state: "detached" });
}
export const gone = (page: Page) => expect.poll(() => dialog(page).count()).toBe(0);
