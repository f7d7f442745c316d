import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { totpCode } from "./support/totp.ts";

// The server rereads immediately after authentication.
const opened = await openConsole({ sessionRecheckMilliseconds: 1 });
const main = fileURLToPath(new URL("../../server/src/main.js", import.meta.url));

describe.skipIf(!opened)("a sign-in of the command line in the browser", () => {
  if (!opened) return;
  const { backend, signedIn, window } = opened;

  const children: ChildProcess[] = [];
  const folders: string[] = [];
  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  /** Starts `caretype login`. Resolves to the page that it asks to open. */
  async function startLogin() {
    const folder = await mkdtemp(join(tmpdir(), "caretype-login-"));
    folders.push(folder);
    const child = spawn(process.execPath, [main, "login", "--browser", "--url", backend.url], {
      env: {
        ...process.env,
        XDG_CONFIG_HOME: folder,
        CARETYPE_ENV_FILE: "none",
        // It then only prints the address.
        SSH_CONNECTION: "here",
      },
    });
    children.push(child);
    const lines: string[] = [];
    const ended = once(child, "exit");
    const address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stderr }).on("line", (line) => {
        lines.push(line);
        if (line.includes("/account/command-line?")) resolve(line.trim().replace(backend.url, origin));
      });
      child.on("exit", () => reject(new Error(lines.join("\n"))));
    });
    const { port, state } = Object.fromEntries(new URL(address).searchParams);
    const end = async () => {
      await ended;
      return { exitCode: child.exitCode, output: lines.join("\n") };
    };
    const profile = () =>
      readFile(join(folder, "caretype", "profiles", "default.json"), "utf8").catch(() => null);
    return {
      address,
      end,
      profile,
      child,
      callback: `http://127.0.0.1:${port}/callback`,
      state: state ?? "",
    };
  }

  it("asks first, also for the second factor, and starts a session of its own", async () => {
    const user = await backend.signUp();
    const { secret } = await user.client.secondFactor.setUp.mutate();
    await user.client.secondFactor.confirm.mutate({ code: totpCode(secret) });
    const login = await startLogin();
    const { page } = await window();
    await page.goto(login.address);
    await page.getByLabel("Email address").fill(user.email);
    await page.getByLabel(/^Password/).fill(user.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByLabel("Code").fill(totpCode(secret, 1));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("heading", { name: "Sign in the command line" }).waitFor();
    expect(page.url()).toBe(login.address);
    const asked = page.getByRole("main");
    await asked.getByText(user.email).waitFor();
    await asked.getByText(hostname()).waitFor();
    await lookAt(page, "command-line");
    await page.getByRole("button", { name: "Allow" }).click();
    await page.getByRole("heading", { name: "The command line is signed in" }).waitFor();
    // The address no longer contains the code, and neither does the browser's history.
    expect(page.url()).toBe(new URL("/", login.callback).href);
    await page.goBack();
    expect(page.url()).not.toContain("code=");
    expect(await login.end()).toEqual({
      exitCode: 0,
      output: expect.stringContaining(
        `Signed in at ${backend.url} as ${user.email}, in the profile default.`,
      ),
    });
    expect(JSON.parse((await login.profile()) ?? "")).toMatchObject({
      url: backend.url,
      account: user.email,
    });
    const { items } = await user.client.session.list.query();
    expect(items[0]).toMatchObject({ device: `Command line on ${hostname()}`, gaveSecondFactor: true });
  });

  it("asks to authenticate again if that was long ago, and tells the terminal of a cancellation", async () => {
    const { page, user } = await signedIn({ at: null });
    const aged = `update session set authenticated_at = now() - interval '1 hour' where account_id = '${user.accountId}'`;
    await backend.database.reader.execute(aged);
    const login = await startLogin();
    await page.goto(login.address);
    await page.getByRole("button", { name: "Allow" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Your password").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("heading", { name: "The sign-in is cancelled" }).waitFor();
    expect(await login.end()).toEqual({
      exitCode: 3,
      output: expect.stringContaining("The sign-in was cancelled in the browser."),
    });
    expect(await login.profile()).toBeNull();
  });

  it("refuses an address that no command line would open, and leads nowhere else", async () => {
    const { page } = await signedIn({ at: null });
    const open = (change: Record<string, string>) => {
      const [state, challenge] = ["s".repeat(43), "c".repeat(43)];
      const query = new URLSearchParams({ port: "1024", state, challenge, host: "a", ...change });
      return page.goto(`${origin}/account/command-line?${query}`);
    };
    // A unit test covers the others.
    await open({ port: "80@example.org" });
    await page.getByText("This address is incomplete").waitFor();
    expect(await page.getByRole("button", { name: "Allow" }).count()).toBe(0);
    await open({ host: "\u{202e}<b>desk</b>" });
    expect(await page.locator("main bdi", { hasText: "<b>desk</b>" }).first().textContent()).toBe(
      "<b>desk</b>",
    );
  });

  it("fails in the terminal with a code that does not work, and ends by Ctrl-C with its listener", async () => {
    const login = await startLogin();
    const query = new URLSearchParams({ code: "A".repeat(43), state: login.state });
    const answer = await fetch(`${login.callback}?${query}`);
    expect(await answer.text()).toContain("The sign-in failed");
    expect(await login.end()).toEqual({ exitCode: 3, output: expect.stringContaining("INVALID_LOGIN_CODE") });
    const interrupted = await startLogin();
    interrupted.child.kill("SIGINT");
    await interrupted.end();
    await expect(fetch(interrupted.callback)).rejects.toThrow("fetch failed");
    expect(await interrupted.profile()).toBeNull();
  });
});
