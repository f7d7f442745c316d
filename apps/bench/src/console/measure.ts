import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { createClient } from "@caretype/client";
import { startChromium } from "@caretype/testing/browser";
import type { BenchContext } from "../context.ts";
import { importTable } from "../environment/import-table.ts";
import { startScratchDatabase } from "../environment/scratch-database.ts";
import { secretKey } from "../environment/services.ts";
import { startCaretypeServer } from "../peer/caretype.ts";
import { spreadOf } from "../statistics.ts";
import { repositoryRoot } from "../store.ts";
import { fillWeek, measureCalendar } from "./calendar.ts";
import {
  type Context,
  type Credentials,
  type Figures,
  figuresOf,
  openContext,
  origin,
  signIn,
} from "./chromium.ts";
import type { ConsoleResult, PageFigures } from "./result.ts";

const sizes = { full: { rounds: 9, patients: 10_000 }, small: { rounds: 3, patients: 2_000 } };

/** Measures the built console in Chromium, with a practice of 10,000 patients. */
export async function measureConsole(context: BenchContext): Promise<ConsoleResult> {
  const { rounds, patients } = context.small ? sizes.small : sizes.full;
  await buildConsole();
  await using database = await startScratchDatabase();
  await using server = await startCaretypeServer({ database, secretKey });
  const { browser, close } = await startChromium(Number(new URL(server.url).port));
  await using browsing = new AsyncDisposableStack();
  browsing.defer(close);
  const credentials = await signUpWithPatients(server.url, patients);
  context.log(`console: created ${patients} patients`);
  const open = (signedIn?: Context) => openContext(browser, signedIn);
  const nobody = await open();
  const signedIn = await open();
  await signIn(signedIn, credentials);
  const measurePage = async (page: Opened) => {
    const figures = await measureRounds({ ...page, rounds, open });
    context.log(`console: ${page.page} painted in ${Math.round(figures.paintMilliseconds.median)} ms`);
    return figures;
  };
  const pages = [
    await measurePage({ page: "Sign in", path: "/sign-in", as: nobody, shown: "form button" }),
    await measurePage({ page: "Dashboard", path: "/", as: signedIn, shown: "main svg" }),
    await measurePage({ page: "Patients", path: "/patients", as: signedIn, shown: "[data-index='10']" }),
  ];
  await fillWeek({ url: server.url, databaseUrl: database.url }, credentials);
  // The pages have rotated the session's token.
  const again = await open();
  await signIn(again, credentials);
  return { rounds, pages, calendar: await measureCalendar(again) };
}

async function buildConsole(): Promise<void> {
  const cwd = join(repositoryRoot, "apps/console");
  await promisify(execFile)(process.execPath, ["node_modules/vite/bin/vite.js", "build"], { cwd });
}

type Opened = {
  page: string;
  path: string;
  /** The context that provides the cookies. Its cache is not used. */
  as: Context;
  /** The selector of an element that appears once the page is ready. */
  shown: string;
};

type Rounds = Opened & { rounds: number; open: (signedIn?: Context) => Promise<Context> };

async function measureRounds({ page: name, path, as, shown, rounds, open }: Rounds): Promise<PageFigures> {
  const figures: Figures[] = [];
  // Warm-up: the server's own caches are empty.
  for (let round = 0; round <= rounds; round += 1) {
    const context = await open(as);
    const page = await context.newPage();
    await page.goto(`${origin}${path}`);
    await page.locator(shown).first().waitFor();
    await page.waitForLoadState("networkidle");
    if (round > 0) figures.push(await figuresOf(page));
    // The page has rotated the cookie.
    await as.clearCookies();
    await as.addCookies(await context.cookies());
    await context.close();
  }
  return {
    page: name,
    paintMilliseconds: spreadOf(figures.map(({ paint }) => paint)),
    greatestShift: Math.max(...figures.map(({ shift }) => shift)),
    longestTaskMilliseconds: Math.max(...figures.map(({ task }) => task)),
    scriptKilobytes: Math.max(...figures.map(({ script }) => script)) / 1000,
  };
}

const genders = ["F", "M", "O"];

async function signUpWithPatients(url: string, count: number): Promise<Credentials> {
  const client = createClient({ url });
  const credentials = { email: "console@example.org", password: "nine lives of a lamp" };
  await client.auth.register(credentials);
  await importTable(client, {
    records: "patient",
    columns: ["first", "last", "gender", "born"],
    rows: Array.from({ length: count }, (_, index) => rowOf(index)),
    table: {
      mapping: { firstName: "first", lastName: "last", gender: "gender", dateOfBirth: "born" },
      dateFormat: "YYYY-MM-DD",
    },
  });
  return credentials;
}

const rowOf = (index: number) => [
  `First${index % 97}`,
  `Last${index}`,
  genders[index % genders.length] ?? "O",
  `${1930 + (index % 90)}-0${1 + (index % 9)}-1${index % 9}`,
];
