import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { everyPage, expectEveryPage, signedOutPaths, visit } from "./support/every-page.ts";
import { expect } from "./support/expect.ts";
import { loadAxe, openConsole, origin, signIn } from "./support/open.ts";
import { movingElements } from "./support/quality/motion.ts";
import { ambiguousNames } from "./support/quality/names.ts";
import { lostText } from "./support/quality/zoom.ts";

const opened = await openConsole();

const ordinary = { width: 1280, height: 800 };
/** A window of 1280 × 800 pixels at 200 %. */
const zoomed = { width: 640, height: 400 };

const folder = process.env.CARETYPE_SCREENSHOTS;
const shoot = async (page: Page, path: string, look: string) => {
  const name = `${path.replaceAll(/[^a-z]+/g, "-")}-${look}.png`;
  if (folder) await page.screenshot({ path: join(folder, name), fullPage: look !== "zoomed" });
};

/** Everything that is wrong with the page, each with the page's path. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  await loadAxe(page);
  const faults = [...(await ambiguousNames(page)), ...(await movingElements(page))];
  await page.setViewportSize(zoomed);
  faults.push(...(await lostText(page)).map((text) => `at 200 %: ${text}`));
  await shoot(page, path, "zoomed");
  await page.setViewportSize(ordinary);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  faults.push(...(await lostText(page)).map((text) => `with text at 200 %: ${text}`));
  await shoot(page, path, "large");
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
  if (folder) {
    await page.emulateMedia({ forcedColors: "active" });
    await shoot(page, path, "forced");
    await page.emulateMedia({ forcedColors: "none" });
  }
  return faults.map((fault) => `${path}: ${fault}`);
}

describe.skipIf(!opened)("every page", () => {
  if (!opened) return;
  const { backend, window, signedIn } = opened;

  it("names its controls, is legible at 200 %, and does not move if that is unwanted", async () => {
    const { page, user, complaints } = await signedIn();
    const { patient, paths } = await everyPage(user.client, "Ann Lee");
    const faults: string[] = [];
    for (const path of paths) {
      await visit(page, path);
      faults.push(...(await faultsOf(page, path)));
    }

    const staff = await backend.signUp();
    await backend.database.reader.execute(`update account set is_staff = true where id = '${staff.accountId}'`);
    await backend.database.reader.execute(`delete from membership where account_id = '${staff.accountId}'`);
    const staffWindow = await window();
    await signIn(staffWindow.page, staff);
    const staffPaths = [
      "/staff/accounts",
      `/staff/accounts/${user.accountId}`,
      "/staff/emergency-access",
      `/staff/patients/${patient.id}`,
    ];
    for (const path of staffPaths) {
      await visit(staffWindow.page, path);
      faults.push(...(await faultsOf(staffWindow.page, path)));
    }

    const stranger = await window();
    for (const path of signedOutPaths) {
      await stranger.page.goto(`${origin}${path}`);
      await stranger.page.locator("h1").waitFor();
      faults.push(...(await faultsOf(stranger.page, path)));
    }
    await expectEveryPage([...paths, ...staffPaths, ...signedOutPaths]);
    expect(faults).toEqual([]);
    expect([...complaints, ...staffWindow.complaints, ...stranger.complaints]).toEqual([]);
  });
});
