import { describe, expect, it } from "vitest";
import {
  host,
  isValidRefreshToken,
  newCredentials,
  post,
  sameOriginHeaders,
  signUp,
  startServices,
  surfaces,
} from "./support.ts";

const { startApp } = await startServices();
const app = await startApp();

describe.each(surfaces)("$name", ({ to }) => {
  const refresh = to("/auth/refresh", "account.refresh");

  it.each([
    ["from another site", { "sec-fetch-site": "cross-site" }],
    ["from another host of the same site", { "sec-fetch-site": "same-site" }],
    ["from an unknown kind of site", { "sec-fetch-site": "elsewhere" }],
    ["from another origin", { origin: "https://evil.example" }],
    ["from an allowed CORS origin", { origin: "https://app.example.org" }],
    ["from a subdomain", { origin: `https://evil.${host}` }],
    ["from another port", { origin: `https://${host}:8443` }],
    ["from a page without an origin", { origin: "null" }],
    ["from two origins", { origin: `https://${host}, https://evil.example` }],
    ["with a URL instead of an origin", { origin: `https://${host}/page` }],
    ["with another header value", { "caretype-session": "store" }],
    ["with the header value twice", { "caretype-session": "cookie, cookie" }],
    ["with an empty header value", { "caretype-session": "" }],
  ])("refuses a request %s before any effect", async (_which, odd) => {
    const { kept, email, password } = await signUp(app);
    const headers = { ...sameOriginHeaders, ...odd };
    const input = newCredentials();
    const registered = await post(app, to("/auth/register", "account.register"), { headers, input });
    const over = { headers, input: { email, password }, cookie: kept };
    const loggedIn = await post(app, to("/auth/login", "account.login"), over);
    const renewed = await post(app, refresh, { headers, input: { refresh: "cookie" }, cookie: kept });
    for (const { status, code, errors, setCookies, text } of [registered, loggedIn, renewed]) {
      expect([status, code, setCookies]).toEqual([400, "INVALID_INPUT", []]);
      expect(Object.keys(errors)).toEqual(["Caretype-Session"]);
      expect(text).not.toContain(kept);
    }
    expect((await post(app, to("/auth/login", "account.login"), { input })).code).toBe("INVALID_CREDENTIALS");
    expect(await isValidRefreshToken(app, kept)).toBe(true);
  });

  it.each([
    ["a client that is no browser", { origin: undefined, "sec-fetch-site": undefined }],
    ["a browser without Sec-Fetch-Site", { "sec-fetch-site": undefined }],
    ["a page without TLS", { origin: `http://${host}` }],
    ["a page with an explicit port", { host: `${host}:443` }],
    ["a page of another port", { host: `${host}:5173`, origin: `http://${host}:5173` }],
  ])("accepts the cookie of %s", async (_which, changes) => {
    const { kept } = await signUp(app);
    const all = Object.entries({ ...sameOriginHeaders, ...changes }).filter(
      ([, value]) => value !== undefined,
    );
    const headers = Object.fromEntries(all) as Record<string, string>;
    const { status } = await post(app, refresh, { headers, input: { refresh: "cookie" }, cookie: kept });
    expect(status).toBe(200);
  });
});

it.each([{ "trpc-accept": "application/jsonl" }, { accept: "text/html, application/jsonl" }])(
  "a streamed answer, %o, is refused, because its head is sent before the token is known",
  async (accept) => {
    const { email, password } = await signUp(app);
    const headers = { ...sameOriginHeaders, ...accept };
    const { status, code, setCookies } = await post(app, "account.login?batch=1", {
      headers,
      input: { 0: { email, password } },
    });
    expect([status, code, setCookies]).toEqual([400, "INVALID_INPUT", []]);
  },
);

it("a page of another origin cannot send the header, because preflights refuse it", async () => {
  const preflight = (origin: string) =>
    app.inject({
      method: "OPTIONS",
      url: "/trpc/account.refresh",
      headers: {
        host,
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "caretype-session,content-type",
      },
    });
  for (const origin of ["https://app.example.org", "https://evil.example"]) {
    const { headers } = await preflight(origin);
    expect(headers["access-control-allow-headers"] ?? "").not.toMatch(/caretype-session|\*/i);
    expect(headers["access-control-allow-credentials"]).toBeUndefined();
  }
});
