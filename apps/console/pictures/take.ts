import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startChromium } from "@caretype/testing/browser";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type Demo, makeDemoPractice, makeSamplePractice } from "./demo-practice.ts";

// Takes the screenshots for README and docs from a running server: `node_modules/.bin/node
// apps/console/pictures/take.ts`. Prints what each must show: look at it before you commit it.
const url = process.env.CARETYPE_URL ?? "http://127.0.0.1:3000";
const origin = "http://localhost";
const wide = { width: 1280, height: 760 };

type Credentials = Pick<Demo, "email" | "password">;
type Look = readonly [language: string, scheme: "light" | "dark"];

type Picture = {
  name: string;
  scheme: "light" | "dark";
  size?: { width: number; height: number };
  /** What the picture must show, for whoever checks it. */
  shows: string;
  /** Brings the page into the state to capture. */
  show(page: Page, demo: Demo): Promise<unknown>;
};

const pictures: readonly Picture[] = [
  {
    name: "patients",
    scheme: "light",
    shows: "the header with the practice, search and filters, the number of patients, at least ten rows",
    show: async (page) => {
      await page.goto(`${origin}/patients?sort=name`);
      await page.locator("[data-index='10']").waitFor();
      await page.getByRole("cell", { name: "Miriam Adler" }).first().waitFor();
    },
  },
  {
    name: "patient",
    scheme: "light",
    shows: "Jane Roe's name and tabs, the timeline with the old and new address of a version",
    show: async (page, { patientId }) => {
      await page.goto(`${origin}/patients/${patientId}?tab=timeline`);
      await page.getByText("22 Garden Lane, Vienna").first().waitFor();
    },
  },
  {
    name: "dashboard",
    scheme: "dark",
    shows: "the dashboard's numbers and drawn charts, none of them loading",
    show: async (page) => {
      await page.goto(`${origin}/`);
      await page.locator("main svg").nth(3).waitFor();
      await page.waitForLoadState("networkidle");
    },
  },
  {
    name: "palette",
    scheme: "dark",
    size: { width: 390, height: 760 },
    shows: 'the palette over the list on a phone, with patients found by "jo"',
    show: async (page) => {
      await page.goto(`${origin}/patients?sort=name`);
      await page.locator("[data-index='5']").waitFor();
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: /^Go to/ }).fill("jo");
      await page.getByRole("group", { name: "Patients" }).waitFor();
    },
  },
];

async function signedIn(browser: Browser, { email, password }: Credentials, options: BrowserContextOptions) {
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Europe/Vienna",
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.locator("input").first().fill(email);
  await page.locator("[type=password]").fill(password);
  await page.keyboard.press("Enter");
  await page.locator("#navigation").waitFor({ state: "attached" });
  return { context, page };
}

async function take(browser: Browser, { demo, picture }: { demo: Demo; picture: Picture }): Promise<void> {
  const { name, scheme, size = wide, show, shows } = picture;
  const { context, page } = await signedIn(browser, demo, { viewport: size, colorScheme: scheme });
  await show(page, demo);
  await page.screenshot({ path: pathOf(name) });
  await context.close();
  process.stdout.write(`${name}.png shows ${shows}\n`);
}

/** The welcome page's pictures: the calendar of sample data on the Tuesday of this week. */
async function takeWelcome(browser: Browser, sample: Credentials, [language, scheme]: Look): Promise<void> {
  const size = { width: 1120, height: 630 };
  const { context, page } = await signedIn(browser, sample, {
    viewport: size,
    colorScheme: scheme,
    locale: language,
  });
  const day = new Date();
  day.setUTCDate(day.getUTCDate() - day.getUTCDay() + 2);
  await page.goto(`${origin}/calendar?day=${day.toISOString().slice(0, 10)}`);
  await page.locator("[role=radiogroup] label").first().click();
  await page.mouse.move(0, 0);
  await page.locator("[data-whole] button[data-status]").first().waitFor();
  // The page around the picture says that the data is invented.
  await page.locator("aside").evaluate((banner) => banner.remove());
  const session = await context.newCDPSession(page);
  const clip = { x: 0, y: 0, ...size, scale: 1.25 };
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 80, clip });
  const file = new URL(
    `../src/modules/identity/pages/account/welcome/pictures/${language}-${scheme}.webp`,
    import.meta.url,
  );
  await writeFile(file, Buffer.from(data, "base64"));
  await context.close();
  process.stdout.write(`${language}-${scheme}.webp shows a day of visits, a column for each doctor\n`);
}

const pathOf = (name: string) => fileURLToPath(new URL(`${name}.png`, import.meta.url));

const demo = await makeDemoPractice(url);
const { browser, close } = await startChromium(Number(new URL(url).port));
try {
  for (const picture of pictures) await take(browser, { demo, picture });
  for (const language of ["en", "de", "es"] as const) {
    const sample = await makeSamplePractice(url, language);
    for (const scheme of ["light", "dark"] as const) await takeWelcome(browser, sample, [language, scheme]);
  }
} finally {
  await close();
}
