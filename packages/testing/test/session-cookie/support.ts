import { randomUUID } from "node:crypto";
import { createServices } from "@caretype/api";
import { openDatabase } from "@caretype/db";
import { createApp, createLogger } from "@caretype/server";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll } from "vitest";
import { serviceSettings } from "../../src/service-settings.ts";

/** Derived from the key in `serviceSettings`. Another name would sign out all users. */
export const cookieName = "__Host-caretype-refresh-b75b8b1f";
export const host = "localhost";
/** Headers of a page of the server's own origin. */
export const sameOriginHeaders = {
  host,
  origin: `https://${host}`,
  "sec-fetch-site": "same-origin",
  "caretype-session": "cookie",
};

type Services = Awaited<ReturnType<typeof createServices>>;
export type App = Awaited<ReturnType<typeof createApp>>;

// All tests' failed sign-ins come from one address.
const settings = { ...serviceSettings, loginFailures: { account: 10, address: 0 } };

/** Starts the real services on their own database, and a server. */
export async function startServices(changed: Partial<typeof settings> = {}) {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase({ url });
  const services = await createServices({ database, settings: { ...settings, ...changed } });
  afterAll(async () => {
    await services.close();
    await database.close();
    await drop();
  });
  const startApp = (changes: Partial<Services> = {}) =>
    createApp({
      services: { ...services, ...changes },
      settings: {
        allowedHosts: [host, "127.0.0.1"],
        corsOrigins: ["https://app.example.org"],
        trustedProxies: [],
      },
      logger: createLogger("silent"),
    });
  return { database, services, startApp };
}

type Request = {
  headers?: Record<string, string>;
  input?: object;
  access?: string | undefined;
  cookie?: string | undefined;
};

/** Sends one POST, to a typed procedure (`account.login`) or to REST (`/auth/login`). */
export async function post(
  app: App,
  to: string,
  { headers = sameOriginHeaders, input, access, cookie }: Request = {},
) {
  const response = await app.inject({
    method: "POST",
    url: to.startsWith("/") ? `/api${to}` : `/trpc/${to}`,
    headers: {
      "content-type": "application/json",
      ...headers,
      ...(access !== undefined && { authorization: `Bearer ${access}` }),
      ...(cookie !== undefined && { cookie: `theme=dark; ${cookieName}=${cookie}; lang=en` }),
    },
    payload: JSON.stringify(input ?? {}),
  });
  const body = JSON.parse(response.body || "null");
  const setCookies = [response.headers["set-cookie"] ?? []].flat();
  return {
    status: response.statusCode,
    text: response.body,
    data: Object(body?.result?.data ?? body),
    code: (body?.error?.data?.code ?? body?.code) as string | undefined,
    errors: body?.error?.data?.errors ?? body?.errors,
    setCookies,
    /** The refresh token in the new cookie. "" if the cookie is cleared, undefined if it is unchanged. */
    kept: setCookies[0]?.split(";")[0]?.replace(`${cookieName}=`, ""),
    headers: response.headers,
  };
}

export const newCredentials = () => ({
  email: `${randomUUID()}@example.org`,
  password: "nine lives of a lamp",
});

type Surface = { name: string; to: (line: string, procedure: string) => string };

/** `to` returns a procedure's address. */
export const surfaces: Surface[] = [
  { name: "typed", to: (_line, procedure) => procedure },
  { name: "REST", to: (line) => line },
];

export async function signUp(app: App) {
  const credentials = newCredentials();
  const { data, kept = "" } = await post(app, "account.register", { input: credentials });
  return { ...credentials, id: String(data.id), access: String(data.tokens.access), kept };
}

/** Whether a refresh token is valid, checked without the cookie. This uses it up. */
export async function isValidRefreshToken(app: App, refresh: string) {
  const { status } = await post(app, "account.refresh", { headers: { host }, input: { refresh } });
  return status === 200;
}
