import { waitTimeout } from "@caretype/testing";
import type { Page } from "playwright-core";

export type Content = string | Buffer;
const csv = (name: string, content: Content) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(content),
});

/** Selects files in the dialog that the button opens. */
export async function choose(
  page: Page,
  files: { name: string; content: Content }[],
  button = "Choose files",
) {
  const chooser = await chooserAfter(page, () => page.getByRole("button", { name: button }).click());
  await chooser.setFiles(files.map(({ name, content }) => csv(name, content)));
}

/** Retries, as headless Chromium sometimes drops a dialog. */
export async function chooserAfter(page: Page, press: () => Promise<void>) {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const opening = page.waitForEvent("filechooser", { timeout: waitTimeout() / 10 }).catch(() => null);
    await press();
    const chooser = await opening;
    if (chooser) return chooser;
  }
  throw new Error("No dialog to choose files opened.");
}
