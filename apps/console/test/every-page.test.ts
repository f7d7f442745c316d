import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { eventually, loadAxe, openConsole, origin } from "./support/open.ts";
import { declaredPages, fillPages, visit } from "./support/pages.ts";
import { movingElements } from "./support/quality/motion.ts";
import { ambiguousNames } from "./support/quality/names.ts";
import { lostText } from "./support/quality/zoom.ts";

const opened = await openConsole();

const ordinary = { width: 1280, height: 800 };
/** A window of 1280 × 800 pixels at 200 %. */
const zoomed = { width: 640, height: 400 };

const folder = process.env.CARETYPE_SCREENSHOTS;
const shoot = async (page: Page, path: string, look: string) => {
  const name = `every-page${path.replaceAll(/[^a-z]+/g, "-")}-${look}.png`;
  if (folder) await page.screenshot({ path: join(folder, name) });
};

/** Sets the browser's own font size, as readers of large text do. */
async function setFontSize(page: Page, standard: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Page.setFontSizes", { fontSizes: { standard } });
  await page.waitForFunction(
    (wanted) => getComputedStyle(document.documentElement).fontSize === `${wanted}px`,
    standard,
  );
  await cdp.detach();
}

/** Everything that is wrong with the page, each with the page's path. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  await loadAxe(page);
  const faults = [...(await ambiguousNames(page)), ...(await movingElements(page))];
  await page.setViewportSize(zoomed);
  faults.push(...(await lostText(page)).map((text) => `at 200 %: ${text}`));
  await shoot(page, path, "zoomed");
  await page.setViewportSize(ordinary);
  await setFontSize(page, 32);
  faults.push(...(await lostText(page)).map((text) => `with text at 200 %: ${text}`));
  await shoot(page, path, "large");
  await setFontSize(page, 16);
  if (folder) {
    await page.emulateMedia({ forcedColors: "active" });
    await shoot(page, path, "forced");
    await page.emulateMedia({ forcedColors: "none" });
  }
  return faults.map((fault) => `${path}: ${fault}`);
}

describe.skipIf(!opened)("every page", () => {
  if (!opened) return;
  const { backend, window, signedIn, signIn } = opened;

  /** `lookAt` expects what axe finds, in other tests. `CARETYPE_SCREENSHOTS` keeps pictures, also in forced colours. */
  it("names its controls, is legible at 200 %, and does not move if that is unwanted", async () => {
    const { page, user, complaints } = await signedIn({ at: null });
    const { patient, paths } = await fillPages(user.client, "Ann Lee");
    // Nobody can tell two patients apart whose rows are the same.
    const { id, version } = patient;
    await user.client.patient.update.mutate({ id, expectedVersion: version, lastName: "Leigh" });
    const faults: string[] = [];
    await page.goto(`${origin}/account`);
    for (const path of paths) {
      await visit(page, path);
      faults.push(...(await faultsOf(page, path)));
    }
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("shows what is current, chosen and switched on in forced colours", async () => {
    const { page, complaints } = await signedIn({ at: "/audit" });
    const technical = page.getByRole("switch", { name: "Show technical entries" });
    const track = technical.locator("+ *");
    const background = (node: Element) => getComputedStyle(node).backgroundColor;
    /** The background of the one that is current, among those of the others. */
    const isDistinct = async (all: Locator, current: string) => {
      const found = await all.evaluateAll(
        (nodes, selector) =>
          nodes.map((node) => ({
            isCurrent: node.matches(selector),
            color: getComputedStyle(node).backgroundColor,
          })),
        current,
      );
      const [mine] = found.filter(({ isCurrent }) => isCurrent);
      return mine !== undefined && found.every(({ isCurrent, color }) => isCurrent || color !== mine.color);
    };
    await technical.waitFor();
    await page.emulateMedia({ forcedColors: "active" });
    expect(
      await isDistinct(page.getByRole("navigation", { name: "Main" }).getByRole("link"), "[aria-current]"),
    ).toBe(true);
    expect(
      await isDistinct(page.getByRole("main").getByRole("navigation").getByRole("link"), "[aria-current]"),
    ).toBe(true);
    expect(await track.evaluate((node) => getComputedStyle(node).borderTopStyle)).toBe("solid");
    const off = await track.evaluate(background);
    await technical.check();
    await eventually(async () => expect(await track.evaluate(background)).not.toBe(off));
    await page.goto(`${origin}/settings/display`);
    const schemes = page.getByRole("main").locator("label:has([type=radio])");
    await schemes.first().waitFor();
    expect(await isDistinct(schemes, ":has(:checked)")).toBe(true);
    expect(complaints).toEqual([]);
  });

  it("of server staff, and without a session, does so, too", async () => {
    const user = await backend.signUp();
    const { id } = await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await backend.database.reader.execute(
      `update account set is_staff = true where id = '${user.accountId}'`,
    );
    await backend.database.reader.execute(`delete from membership where account_id = '${user.accountId}'`);
    const { page, context, complaints } = await window();
    await signIn(page, user);
    const declared = await declaredPages();
    const staff = declared
      .map(({ path }) => path)
      .filter((path) => path.startsWith("/staff"))
      .map((path) => path.replace("/staff/accounts/$id", `/staff/accounts/${user.accountId}`))
      .map((path) => path.replace("$id", id));
    const faults: string[] = [];
    for (const path of staff) {
      await visit(page, path);
      faults.push(...(await faultsOf(page, path)));
    }
    await context.clearCookies();
    for (const { parent, path } of declared) {
      if (parent !== "signedOutRoute") continue;
      await page.goto(`${origin}${path}`);
      await page.locator("h1").waitFor();
      faults.push(...(await faultsOf(page, path)));
    }
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
