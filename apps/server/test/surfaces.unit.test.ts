import { DomainError, errorDefinitions, isErrorCode } from "@caretype/api";
import { DatabaseUnavailable } from "@caretype/db";
import { expect, test } from "vitest";
import { escapeHtml, paragraph } from "../src/http/page.ts";
import { inWireNames } from "../src/rest/names.ts";
import { toProblem } from "../src/rest/problem.ts";
import { createToyApp, signedIn } from "./toy-app.ts";
import { pet } from "./toy-router.ts";
import { toyServices } from "./toy-services.ts";

const { app } = await createToyApp();

test("one error, two shapes", async () => {
  const rest = await app.inject({ url: "/api/pets/gone", headers: signedIn });
  expect(rest.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect([rest.statusCode, rest.json()]).toEqual([
    404,
    {
      type: "/errors/patient-not-found",
      title: errorDefinitions.PATIENT_NOT_FOUND.title,
      status: 404,
      detail: inWireNames(errorDefinitions.PATIENT_NOT_FOUND.detail),
      code: "PATIENT_NOT_FOUND",
      request_id: rest.headers["x-request-id"],
    },
  ]);
  const typed = await app.inject({
    method: "POST",
    url: "/trpc/pet.byId",
    headers: signedIn,
    payload: { id: "gone" },
  });
  expect([typed.statusCode, typed.json().error.data]).toMatchObject([
    404,
    { code: "PATIENT_NOT_FOUND", httpStatus: 404, requestId: typed.headers["x-request-id"] },
  ]);
});

test("blocking records are named", async () => {
  const response = await app.inject({ method: "DELETE", url: "/api/pets/busy", headers: signedIn });
  expect(response.statusCode).toBe(409);
  const { blocked_by, blocked_by_total, detail } = response.json();
  expect(blocked_by).toEqual([{ kind: "assignment", id: "a1", label: "Bo Ray" }]);
  expect(blocked_by_total).toBe(70);
  // With REST names.
  expect(detail).toContain("`blocked_by` lists");
  expect(detail).not.toContain("blockedBy");
  const typed = async (input: object) => {
    const request = { method: "POST", headers: signedIn, payload: input } as const;
    return (await app.inject({ ...request, url: "/trpc/pet.remove" })).json().error.data;
  };
  expect(await typed({ id: "busy", expectedVersion: "any" })).toMatchObject({
    blockedBy: blocked_by,
    blockedByTotal: 70,
    blockedElsewhere: false,
    current: null,
  });
  const stale = await typed({ id: "p1", expectedVersion: 1 });
  expect(stale).toMatchObject({ blockedBy: null, blockedByTotal: null, current: pet });
});

test("queries may be sent as POST, mutations may not be sent as GET", async () => {
  const query = await app.inject({
    method: "POST",
    url: "/trpc/pet.byId",
    headers: signedIn,
    payload: { id: "x" },
  });
  expect([query.statusCode, query.headers["cache-control"]]).toEqual([200, "no-store"]);
  const mutation = await app.inject({ url: "/trpc/pet.create?input={}", headers: signedIn });
  expect([mutation.statusCode, mutation.json().error.data.code]).toEqual([405, "METHOD_NOT_ALLOWED"]);
});

test("unknown routes and procedures", async () => {
  expect((await app.inject({ url: "/api/nothing" })).json().code).toBe("ROUTE_NOT_FOUND");
  // A hint for callers that left out `/api`.
  expect((await app.inject({ url: "/patients" })).json()).toMatchObject({
    code: "ROUTE_NOT_FOUND",
    detail: expect.stringContaining("`/api/`"),
  });
  for (const url of ["/trpc/nothing", "/trpc/a/b", "/trpc"]) {
    const { statusCode, body } = await app.inject({ url });
    expect([url, statusCode, JSON.parse(body).error.data.code]).toEqual([url, 404, "ROUTE_NOT_FOUND"]);
  }
});

test("refusals tell when to retry, and how to sign in", async () => {
  for (const [url, typedUrl] of [["/api/faults/limited", "/trpc/fault.limited"]] as const) {
    for (const response of [await app.inject({ url }), await app.inject({ url: typedUrl })]) {
      expect([response.statusCode, response.headers["retry-after"]]).toEqual([429, "7"]);
    }
  }
  for (const url of ["/api/pets", "/trpc/pet.list"]) {
    const response = await app.inject({ url });
    expect([response.statusCode, response.headers["www-authenticate"]]).toEqual([401, "Bearer"]);
    if (url.startsWith("/api/")) expect(response.json().detail).toContain("`Authorization: Bearer");
  }
});

test("an unreachable database is 503 on both surfaces, and not ready", async () => {
  const unavailable = new DatabaseUnavailable("connection refused to 10.0.0.1", { retryAfterSeconds: 3 });
  const down = async () => Promise.reject(unavailable);
  const { principals } = toyServices();
  const services = {
    readiness: { check: down },
    principals: { ...principals, authenticate: down },
  };
  const { app: without } = await createToyApp({ services });
  for (const url of ["/api/pets", "/trpc/pet.list"]) {
    const response = await without.inject({ url, headers: signedIn });
    expect([response.statusCode, response.headers["retry-after"]]).toEqual([503, "3"]);
    expect(response.body).not.toContain("10.0.0.1");
  }
  expect((await without.inject({ url: "/health/ready" })).statusCode).toBe(503);
  expect((await without.inject({ url: "/health/live" })).statusCode).toBe(200);
  expect((await app.inject({ url: "/health/ready" })).json()).toEqual({ status: "ready" });
});

test("hosts that are not allowed are refused, except for health checks", async () => {
  const { app: open } = await createToyApp({ settings: { allowedHosts: ["*"] } });
  const { app: listed } = await createToyApp({ settings: { allowedHosts: [".example.org", "[::1]"] } });
  const status = async (on: typeof app, host: string, url = "/") =>
    (await on.inject({ url, headers: { host } })).statusCode;
  for (const host of [
    "example.org",
    "api.example.org",
    "API.Example.org:8080",
    "[::1]:3000",
    "example.org.",
  ]) {
    expect([host, await status(listed, host)]).toEqual([host, 200]);
  }
  for (const host of ["badexample.org", "example.org.evil.com", "localhost", "", "::1:x"]) {
    expect([host, await status(listed, host)]).toEqual([host, 400]);
  }
  expect(await status(open, "anything.at.all")).toBe(200);
  expect(await status(listed, "10.1.2.3", "/health/live")).toBe(200);
  const typed = await listed.inject({ url: "/trpc/pet.list", headers: { host: "evil.com" } });
  expect(typed.json().error.data.code).toBe("HOST_NOT_ALLOWED");
});

test("pages of listed origins may call, and see the headers they need", async () => {
  const { app: cors } = await createToyApp({ settings: { corsOrigins: ["https://app.example.org"] } });
  const ask = (origin: string, server = cors) =>
    server.inject({
      method: "OPTIONS",
      url: "/api/pets/1",
      headers: { origin, "access-control-request-method": "PATCH" },
    });
  const unlisted = await ask("https://app.example.org", app);
  expect(unlisted.headers).not.toHaveProperty("access-control-allow-origin");
  const allowed = await ask("https://app.example.org");
  expect(allowed.statusCode).toBe(204);
  expect(allowed.headers).toMatchObject({
    "access-control-allow-origin": "https://app.example.org",
    "access-control-allow-methods": expect.stringContaining("PATCH"),
    "access-control-allow-headers": expect.stringMatching(/authorization, caretype-position/),
  });
  expect(allowed.headers["access-control-allow-credentials"]).toBeUndefined();
  expect((await ask("https://evil.example.org")).headers["access-control-allow-origin"]).toBeUndefined();
  const headers = { origin: "https://app.example.org", ...signedIn };
  const answered = await cors.inject({ url: "/api/pets", headers });
  expect(answered.headers["access-control-expose-headers"]).toBe(
    "link, deprecation, sunset, similar, archived-before, skipped, resume-cursor, etag, location, retry-after, idempotency-replayed, x-request-id, caretype-position",
  );
  const failed = await cors.inject({ url: "/api/pets/gone", headers });
  expect(failed.headers["access-control-allow-origin"]).toBe("https://app.example.org");
  const plain = await cors.inject({
    method: "OPTIONS",
    url: "/api/pets",
    headers: { origin: "https://app.example.org" },
  });
  expect([plain.statusCode, plain.headers.allow]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
});

test("a request's id is always the server's own: in header, body, log and calls", async () => {
  const seen: { requestId: string; clientRequestId?: string | null | undefined }[] = [];
  const { app: own, lines } = await createToyApp({
    services: {
      audit: {
        record: async (make) => void seen.push(Object(make())),
        append: async () => undefined,
        writes: () => ({ isFailing: false, writtenAt: 0, entries: 0, groups: 0 }),
      },
    },
  });
  const given = ["trace-1.2:3", "trace-1.2:3", "", "a b", "x".repeat(65), "<script>", "\u202eabc"];
  const ids = new Set<unknown>();
  for (const id of given) {
    for (const url of ["/api/pets/gone", '/trpc/pet.byId?input={"id":"gone"}', "/nothing"]) {
      const { headers, body } = await own.inject({ url, headers: { ...signedIn, "x-request-id": id } });
      const { "x-request-id": answered } = headers;
      expect(answered).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(body).toContain(`"${answered}"`);
      expect(lines.filter((line) => line.includes(`"requestId":"${answered}"`))).not.toEqual([]);
      ids.add(answered);
    }
  }
  expect(ids.size).toBe(3 * given.length);
  expect(seen.map(({ requestId }) => ids.has(requestId))).toEqual(Array(2 * given.length).fill(true));
  const kept = seen.map(({ clientRequestId }) => clientRequestId);
  expect(kept).toEqual([...Array(4).fill("trace-1.2:3"), ...Array(10).fill(null)]);
});

test("every answer has the security headers", async () => {
  for (const url of ["/", "/api/pets", "/trpc/pet.list", "/nothing", "/health/live"]) {
    const { headers } = await app.inject({ url });
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringMatching(/^default-src 'none'.*;frame-ancestors 'none'(;|$)/),
      "x-frame-options": "DENY",
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
    });
  }
});

test("headers that matter only for documents are omitted from procedures' answers, and nowhere else", async () => {
  const openers: [url: string, opener: unknown][] = [
    ["/", "same-origin"],
    ["/errors", "same-origin"],
    ["/nothing", "same-origin"],
    ["/api/nothing", "same-origin"],
    ["/api/pets", undefined],
    ["/trpc/pet.list", undefined],
  ];
  for (const [url, opener] of openers) {
    const { headers } = await app.inject({ url });
    expect([url, headers["cross-origin-opener-policy"]]).toEqual([url, opener]);
  }
});

test("error descriptions have REST names", async () => {
  const typedName = /`[^`]*(?<![\w.])[a-z]+[A-Z][^`]*`/;
  const codes = Object.keys(errorDefinitions).filter(isErrorCode);
  expect(codes.filter((code) => typedName.test(errorDefinitions[code].detail))).toContain(
    "POSSIBLE_DUPLICATE",
  );
  const details = codes.map((code) => toProblem(new DomainError(code), { requestId: "r" }).detail);
  expect(details.filter((detail) => typedName.test(detail))).toEqual([]);
  expect(details.join()).toContain('`on_duplicates: "allow"`');
  const page = await app.inject({ url: "/errors/possible-duplicate" });
  expect(page.body).toContain("on_duplicates");
  expect(page.body).not.toContain("onDuplicates");
});

test("the page of an error code names the procedures that answer it", async () => {
  const { body } = await app.inject({ url: "/errors/patient-has-assignments" });
  expect(body).toMatch(/Answered by <code>[\w.]*\.remove<\/code>\./);
  expect((await app.inject({ url: "/errors/rate-limited" })).body).not.toContain("Answered by");
});

test("every error code has a page at its type, with the cause and what to do", async () => {
  for (const [code, { title, cause, cure }] of Object.entries(errorDefinitions)) {
    const response = await app.inject({ url: `/errors/${code.toLowerCase().replaceAll("_", "-")}` });
    expect([code, response.statusCode, response.headers["content-type"]]).toEqual([
      code,
      200,
      "text/html; charset=utf-8",
    ]);
    expect(response.body).toContain(escapeHtml(title));
    for (const text of [`Cause: ${cause}`, `What to do: ${cure}`])
      expect(response.body).toContain(paragraph(inWireNames(text)));
  }
});

test("only trusted proxies may set the caller's address", async () => {
  const addressSeen = async (trustedProxies: string[]) => {
    const seen: unknown[] = [];
    const limiter = { spend: async (caller: object) => void seen.push(Reflect.get(caller, "address")) };
    const { app: proxied } = await createToyApp({ services: { limiter }, settings: { trustedProxies } });
    const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9" };
    await proxied.inject({ url: "/api/faults/output", headers, remoteAddress: "10.0.0.7" });
    return seen;
  };
  expect(await addressSeen([])).toEqual(["10.0.0.7"]);
  expect(await addressSeen(["192.168.0.0/16"])).toEqual(["10.0.0.7"]);
  // Any client can forge addresses before the last one that is not our proxy's.
  expect(await addressSeen(["10.0.0.0/8"])).toEqual(["203.0.113.9"]);
});
