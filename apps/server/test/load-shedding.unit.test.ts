import { afterAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { Overload } from "../src/http/overload.ts";
import { createMetrics } from "../src/metrics/metrics.ts";
import { createToyApp, signedIn } from "./toy-app.ts";

const metrics = createMetrics();
const { app, lines } = await createToyApp({
  settings: { corsOrigins: ["https://app.example.org"] },
  onShed: metrics.onShed,
});
afterAll(() => app.close());

test("an overloaded server refuses calls, and answers health checks, documents and preflights", async () => {
  const reason = vi.spyOn(Overload.prototype, "reason").mockReturnValue("event_loop");
  const rest = await app.inject({ url: "/api/pets", headers: signedIn });
  expect([rest.statusCode, rest.headers["retry-after"], rest.json().code]).toEqual([
    503,
    "1",
    "SERVICE_UNAVAILABLE",
  ]);
  reason.mockReturnValue("database");
  const origin = "https://app.example.org";
  const typed = await app.inject({
    method: "POST",
    url: "/trpc/pet.list",
    headers: { ...signedIn, origin, "content-type": "application/json" },
    // Not JSON: nobody has read it.
    payload: "{",
  });
  expect([typed.statusCode, typed.headers["retry-after"]]).toEqual([503, "1"]);
  expect(typed.headers["access-control-allow-origin"]).toBe(origin);
  expect(typed.json().error.data.code).toBe("SERVICE_UNAVAILABLE");
  for (const url of ["/health/live", "/docs", "/openapi.json"])
    expect((await app.inject({ url })).statusCode).toBe(200);
  expect((await app.inject({ url: "/health/ready" })).json()).not.toMatchObject({
    code: "SERVICE_UNAVAILABLE",
  });
  const asked = { origin, "access-control-request-method": "POST" };
  const preflight = await app.inject({ method: "OPTIONS", url: "/trpc/pet.list", headers: asked });
  expect(preflight.statusCode).toBe(204);
  reason.mockRestore();
  expect((await app.inject({ url: "/trpc/pet.list", headers: signedIn })).statusCode).not.toBe(503);
});

test("over a connection, a refusal is the same, and the connection takes the next call", async () => {
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const reason = vi.spyOn(Overload.prototype, "reason").mockReturnValue("event_loop");
  const refused = await fetch(`${url}/api/pets`, {
    method: "POST",
    headers: signedIn,
    body: "x".repeat(900),
  });
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(refused.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(refused.headers.get("x-content-type-options")).toBe("nosniff");
  const body: unknown = await refused.json();
  expect(body).toMatchObject({
    code: "SERVICE_UNAVAILABLE",
    request_id: refused.headers.get("x-request-id"),
  });
  const typed = await fetch(`${url}/trpc/pet.list`);
  expect(await typed.json()).toMatchObject({ error: { data: { code: "SERVICE_UNAVAILABLE" } } });
  const long = { method: "POST", headers: signedIn, body: "x".repeat(500_000) };
  expect((await fetch(`${url}/api/pets`, long)).status).toBe(503);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  reason.mockRestore();
  expect((await fetch(`${url}/trpc/pet.list`, { headers: signedIn })).status).not.toBe(503);
});

test("the metric names the surface and the reason, and the log does not name each refusal", async () => {
  const counted = await metrics.registry.metrics();
  expect(counted).toContain('caretype_shed_total{surface="rest",reason="event_loop"} 3\n');
  expect(counted).toContain('caretype_shed_total{surface="typed",reason="database"} 1\n');
  const found = lines.map((line) =>
    z.looseObject({ level: z.unknown(), msg: z.string() }).parse(JSON.parse(line)),
  );
  expect(found.filter(({ msg, status }) => msg === "request" && status === 503)).toSatisfy(
    (logged: typeof found) => logged.every(({ level }) => level === "debug" || level === 20),
  );
  expect(found.filter(({ msg }) => msg === "overloaded")).toHaveLength(1);
});
