import { describe, expect, it } from "vitest";
import {
  cookieName,
  host,
  isValidRefreshToken,
  newCredentials,
  post,
  signUp,
  startServices,
  surfaces,
} from "./support.ts";

const { services, startApp } = await startServices();
const app = await startApp();

const attributes = "Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Strict";
const dropped = `${cookieName}=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict`;

describe.each(surfaces)("$name", ({ to }) => {
  const refresh = to("/auth/refresh", "account.refresh");
  const logout = to("/auth/logout", "account.logout");

  it("puts the token of a registration, a sign-in and a renewal in the cookie, and in no body", async () => {
    const credentials = newCredentials();
    const registered = await post(app, to("/auth/register", "account.register"), { input: credentials });
    const loggedIn = await post(app, to("/auth/login", "account.login"), { input: credentials });
    const renewed = await post(app, refresh, { input: { refresh: "cookie" }, cookie: loggedIn.kept });
    for (const { status, text, kept = "", setCookies } of [registered, loggedIn, renewed]) {
      expect([200, 201]).toContain(status);
      expect(services.tokens.isRefreshToken(kept)).toBe(true);
      expect(setCookies).toEqual([`${cookieName}=${kept}; ${attributes}`]);
      expect(text).not.toContain(kept);
      expect(text).toContain('"refresh":"cookie"');
    }
    expect(loggedIn.data).toMatchObject({ refresh: "cookie", tokens: { refresh: "cookie" } });
    expect(renewed.kept).not.toBe(loggedIn.kept);
    expect(await isValidRefreshToken(app, renewed.kept ?? "")).toBe(true);
  });

  it("clears the cookie if a renewal is refused, and keeps it if a sign-in is refused", async () => {
    const { access, kept } = await signUp(app);
    const refused = await post(app, to("/auth/login", "account.login"), {
      input: { ...newCredentials(), password: "wrong" },
      cookie: kept,
    });
    expect([refused.code, refused.setCookies]).toEqual(["INVALID_CREDENTIALS", []]);
    await post(app, logout, { headers: { host }, access });
    const { status, code, setCookies, headers } = await post(app, refresh, {
      input: { refresh: "cookie" },
      cookie: kept,
    });
    expect([status, code, setCookies]).toEqual([401, "INVALID_REFRESH_TOKEN", [dropped]]);
    // Without a sign-out, the page's storage is kept.
    expect(headers["clear-site-data"]).toBeUndefined();
  });

  it.each(["logout", "logoutEverywhere"])("%s clears the cookie and ends its session", async (how) => {
    const { access, kept } = await signUp(app);
    const line = to(how === "logout" ? "/auth/logout" : "/auth/logout/all", `account.${how}`);
    const { status, setCookies, headers } = await post(app, line, { access, cookie: kept });
    expect([200, 204]).toContain(status);
    expect(setCookies).toEqual([dropped]);
    // Cookies are not cleared: they belong to the whole host, also to servers on other ports.
    expect(headers["clear-site-data"]).toBe('"cache", "storage"');
    expect(await isValidRefreshToken(app, kept)).toBe(false);
  });

  it("cannot be ended by the cookie alone", async () => {
    const { kept } = await signUp(app);
    const { status, setCookies } = await post(app, logout, { input: { refresh: "cookie" }, cookie: kept });
    expect([status, setCookies]).toEqual([401, []]);
    const read = await post(app, to("/practices", "practice.list"), { cookie: kept });
    expect([401, 404, 405]).toContain(read.status);
    expect(await isValidRefreshToken(app, kept)).toBe(true);
  });

  it("a sign-in with a session in the cookie ends that session, but only with the header", async () => {
    const { email, password, kept } = await signUp(app);
    const input = { email, password };
    const login = to("/auth/login", "account.login");
    await post(app, login, { headers: { host }, input, cookie: kept });
    const renewed = await post(app, refresh, { input: { refresh: "cookie" }, cookie: kept });
    expect(renewed.status).toBe(200);
    const { kept: newest = "" } = await post(app, login, { input, cookie: renewed.kept });
    expect([
      await isValidRefreshToken(app, renewed.kept ?? ""),
      await isValidRefreshToken(app, newest),
    ]).toEqual([false, true]);
  });

  it("returns the tokens without the header, and neither sets nor reads a cookie", async () => {
    const headers = { host, origin: `https://${host}`, "sec-fetch-site": "same-origin" };
    const input = newCredentials();
    await post(app, to("/auth/register", "account.register"), { headers, input });
    const { data, setCookies } = await post(app, to("/auth/login", "account.login"), { headers, input });
    expect([services.tokens.isRefreshToken(data.refresh), setCookies]).toEqual([true, []]);
    const renewal = { headers, input: { refresh: "cookie" }, cookie: String(data.refresh) };
    const refused = await post(app, refresh, renewal);
    expect([refused.code, refused.setCookies]).toEqual(["INVALID_REFRESH_TOKEN", []]);
    expect(await isValidRefreshToken(app, data.refresh)).toBe(true);
  });

  it("two tabs that renew concurrently get the same token", async () => {
    const { kept } = await signUp(app);
    const renewal = { input: { refresh: "cookie" }, cookie: kept };
    const answers = await Promise.all([post(app, refresh, renewal), post(app, refresh, renewal)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(answers.map((answer) => answer.kept)).size).toBe(1);
    expect(await isValidRefreshToken(app, answers[0]?.kept ?? "")).toBe(true);
  });
});

it("a server on another port of the same host neither reads nor clears the cookie", async () => {
  const { kept } = await signUp(app);
  const elsewhere = await startServices({ secretKey: "the key of the tests' other installation" });
  const other = await elsewhere.startApp();
  const renewal = { input: { refresh: "cookie" }, cookie: kept };
  const { status, setCookies } = await post(other, "account.refresh", renewal);
  expect([status, setCookies.join()]).toEqual([401, expect.not.stringContaining(`${cookieName}=`)]);
  const registered = await post(other, "account.register", { input: newCredentials(), cookie: kept });
  expect(registered.setCookies).toEqual([expect.stringMatching(/^__Host-caretype-refresh-[0-9a-f]{8}=/)]);
  expect(registered.setCookies.join()).not.toContain(`${cookieName}=`);
  expect((await post(app, "account.refresh", renewal)).status).toBe(200);
});

describe("in a batch", () => {
  it("several renewals count as one, and failures of other calls do not affect it", async () => {
    const { kept } = await signUp(app);
    const { status, text, setCookies } = await post(
      app,
      "account.refresh,account.login,account.refresh?batch=1",
      {
        input: {
          0: { refresh: "cookie" },
          1: { email: "nobody@example.org", password: "x" },
          2: { refresh: "cookie" },
        },
        cookie: kept,
      },
    );
    const codes = JSON.parse(text).map(
      ({ result, error }: { result?: { data: { refresh: string } }; error?: { data: { code: string } } }) =>
        error ? error.data.code : result?.data.refresh,
    );
    expect([status, codes]).toEqual([207, ["cookie", "INVALID_CREDENTIALS", "cookie"]]);
    expect(setCookies).toHaveLength(1);
    const renewed = setCookies[0]?.split(/[=;]/)[1] ?? "";
    expect(text).not.toContain(renewed);
    expect(await isValidRefreshToken(app, renewed)).toBe(true);
  });
});

it("an answer without an audit entry sets no cookie", async () => {
  const { email, password } = await signUp(app);
  const append = () => Promise.reject(new Error("the audit cannot be written"));
  const other = await startApp({ audit: { ...services.audit, append } });
  const { status, setCookies } = await post(other, "account.login", { input: { email, password } });
  expect(status).toBeGreaterThanOrEqual(500);
  expect(setCookies).toEqual([]);
});

it("over a socket, a session is renewed by the cookie alone until sign-out", async () => {
  const app = await startApp();
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const jar = { cookie: "" };
  async function send(path: string, input: object, access?: string) {
    const response = await fetch(`${url}/trpc/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "caretype-session": "cookie",
        origin: url,
        ...(jar.cookie && { cookie: jar.cookie }),
        ...(access && { authorization: `Bearer ${access}` }),
      },
      body: JSON.stringify(input),
    });
    for (const set of response.headers.getSetCookie()) jar.cookie = set.split(";")[0] ?? "";
    return { status: response.status, data: Object(await response.json()).result?.data };
  }
  const { data } = await send("account.register", newCredentials());
  const first = jar.cookie;
  const renewed = await send("account.refresh", { refresh: "cookie" });
  expect([renewed.status, jar.cookie === first]).toEqual([200, false]);
  expect((await send("account.me", {}, renewed.data.access)).data.id).toBe(data.id);
  await send("account.logout", { refresh: "cookie" }, renewed.data.access);
  expect(jar.cookie).toBe(`${cookieName}=`);
  expect((await send("account.refresh", { refresh: "cookie" })).status).toBe(401);
  await app.close();
});
