import { createServer, type RequestListener } from "node:http";
import { createClient } from "@caretype/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { signInByBrowser } from "../src/browser-login.ts";
import { usesBrowser } from "../src/login.ts";

const desk = { DISPLAY: ":0" };
type Where = Parameters<typeof usesBrowser>[1];
const terminal: Where = { isTerminal: true, env: desk };

describe("a sign-in", () => {
  it("is in the browser for a person at a terminal that can open one", () => {
    const decided = (options: Parameters<typeof usesBrowser>[0], where = terminal) =>
      usesBrowser({ ...options, passwordStdin: options.passwordStdin ?? false }, where);
    const none = { passwordStdin: false };
    expect(decided(none)).toBe(true);
    expect(decided(none, { isTerminal: false, env: desk })).toBe(false);
    expect(decided(none, { isTerminal: true, env: { ...desk, SSH_CONNECTION: "10.0.0.1" } })).toBe(false);
    expect(decided(none, { isTerminal: true, env: { ...desk, CARETYPE_PASSWORD: "x" } })).toBe(false);
    expect(decided({ ...none, browser: false })).toBe(false);
    expect(decided({ ...none, browser: true }, { isTerminal: false, env: {} })).toBe(true);
    for (const given of [
      { email: "a@example.org" },
      { code: "123456" },
      { passwordStdin: true },
      { apiKey: "-" },
    ]) {
      expect(decided({ ...none, ...given })).toBe(false);
      expect(() => decided({ ...none, ...given, browser: true })).toThrow("exclude each other");
    }
  });

  it.each<[string, RequestListener, string]>([
    ["no console", (_request, response) => response.writeHead(404).end(), "has no console to sign in with"],
    [
      "a redirect to another server",
      (_request, response) => response.writeHead(302, { location: "https://attacker.example" }).end(),
      "has no console to sign in with",
    ],
    ["no answer", (request) => request.destroy(), "cannot be reached"],
  ])("does not begin where there is %s", async (_what, listener, message) => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    await expect(signInByBrowser(createClient({ url }), url)).rejects.toThrow(message);
  });
});
