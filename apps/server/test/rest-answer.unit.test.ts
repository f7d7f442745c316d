import { beforeEach, expect, test } from "vitest";
import { createToyApp, signedIn } from "./toy-app.ts";
import { pet, received } from "./toy-router.ts";

const { app } = await createToyApp();

beforeEach(() => void received.splice(0));

const patch = (ifMatch: string, payload: object = {}) =>
  app.inject({
    method: "PATCH",
    url: "/api/pets/p1",
    headers: { ...signedIn, "if-match": ifMatch },
    payload,
  });

test("a created record answers 201 with its location and its version", async () => {
  const response = await app.inject({ method: "POST", url: "/api/pets", headers: signedIn, payload: {} });
  expect(response.statusCode).toBe(201);
  expect(response.headers).toMatchObject({
    location: "/api/pets/p1",
    etag: '"3"',
    "cache-control": "no-store",
  });
});

test("a call without output answers 204 without a body", async () => {
  const response = await app.inject({ method: "DELETE", url: "/api/pets/p1", headers: signedIn });
  expect([response.statusCode, response.body, response.headers["content-type"]]).toEqual([
    204,
    "",
    undefined,
  ]);
});

test("a page of similar records says so in a header", async () => {
  const search = (q: string) =>
    app.inject({ url: "/api/pets", query: { q, cursor: "last" }, headers: signedIn });
  const [similar, exact] = [await search("like it"), await search("it")];
  expect([similar.headers.similar, exact.headers.similar]).toEqual(["true", undefined]);
  expect(similar.json()).toEqual(exact.json());
});

test("a page whose older items are archived says so in a header", async () => {
  const search = (q: string) => app.inject({ url: "/api/pets", query: { q }, headers: signedIn });
  const before = "archived-before";
  const [old, others] = [await search("old"), await search("it")];
  expect([old.headers[before], others.headers[before]]).toEqual(["2025-01-01T00:00:00Z", undefined]);
});

test("a page that leaves out days lists them in a header", async () => {
  const search = (q: string) => app.inject({ url: "/api/pets", query: { q }, headers: signedIn });
  const [closed, others] = [await search("closed"), await search("it")];
  expect([closed.headers.skipped, others.headers.skipped]).toEqual(["2026-12-25, 2027-01-01", undefined]);
});

test("a page is an array, and its Link keeps the other parameters", async () => {
  const response = await app.inject({
    url: "/api/pets/?limit=2&q=a%3Eb%20%C3%A9&cursor=old",
    headers: signedIn,
  });
  expect(response.json()).toHaveLength(1);
  expect(response.headers.link).toBe('</api/pets/?limit=2&q=a%3Eb+%C3%A9&cursor=a%2Bb%2Fc%3D>; rel="next"');
  const next = /<(.*)>/.exec(String(response.headers.link))?.[1] ?? "";
  await app.inject({ url: next, headers: signedIn });
  expect(received[1]).toEqual({ limit: 2, q: "a>b é", cursor: "a+b/c=" });
  const last = await app.inject({ url: "/api/pets?cursor=last", headers: signedIn });
  expect(last.headers.link).toBeUndefined();
});

test("If-Match is the version that an update was made from", async () => {
  expect((await patch('"3"')).statusCode).toBe(200);
  expect((await patch('W/"3"')).statusCode).toBe(200);
  expect((await patch("*")).statusCode).toBe(200);
  expect(received).toEqual([
    { id: "p1", expectedVersion: 3 },
    { id: "p1", expectedVersion: 3 },
    { id: "p1", expectedVersion: "any" },
  ]);
  for (const malformed of ["3", '"x"', '"3", "4"', '"-1"', '""', "'3'"]) {
    const response = await patch(malformed);
    expect([malformed, response.statusCode]).toEqual([malformed, 400]);
    expect(response.json().errors).toHaveProperty("If-Match");
  }
  expect((await patch('"3"', { expected_version: 4 })).statusCode).toBe(400);
});

test("a change without a version applies to any version", async () => {
  const request = { headers: signedIn, url: "/api/pets/p1" };
  const send = async (method: "PATCH" | "DELETE", sent: { query?: string; payload?: object }) => {
    const { statusCode } = await app.inject({ ...request, method, ...sent });
    return statusCode < 300 ? received.splice(0) : statusCode;
  };
  const any = [{ id: "p1", expectedVersion: "any" }];
  const third = [{ id: "p1", expectedVersion: 3 }];
  expect(await send("PATCH", { payload: {} })).toEqual(any);
  expect(await send("DELETE", {})).toEqual(any);
  expect(await send("PATCH", { payload: { expected_version: "any" } })).toEqual(any);
  expect(await send("DELETE", { query: "expected_version=any" })).toEqual(any);
  expect(await send("PATCH", { payload: { expected_version: 3 } })).toEqual(third);
  expect(await send("DELETE", { query: "expected_version=3" })).toEqual(third);
  for (const wrong of [null, "3", "newest", 0, 1.5, true]) {
    expect([wrong, await send("PATCH", { payload: { expected_version: wrong } })]).toEqual([wrong, 400]);
  }
  for (const wrong of ["", "newest", "0", "1.5", "03"]) {
    expect([wrong, await send("DELETE", { query: `expected_version=${wrong}` })]).toEqual([wrong, 400]);
  }
});

test("a removal with a stale version answers the record in REST names, too", async () => {
  for (const path of ["/api/pets/p1", "/api/pets/p1/delete"]) {
    const headers = { ...signedIn, "if-match": '"1"' };
    const response = await app.inject({ method: "DELETE", url: path, headers });
    expect(response.statusCode).toBe(412);
    expect(response.json().current).toMatchObject({ full_name: pet.fullName, notes: pet.notes });
  }
});

test("the version of a record that was read may be sent back, but no other field that only answers have", async () => {
  const patch = (payload: object, ifMatch?: string) =>
    app.inject({
      method: "PATCH",
      url: "/api/pets/x",
      payload,
      headers: { ...signedIn, ...(ifMatch !== undefined && { "if-match": ifMatch }) },
    });
  const whole = (await app.inject({ url: "/api/pets/x", headers: signedIn })).json();
  const refused = await patch(whole);
  const onlyRead = ["created_at", "born_on", "age"];
  expect(refused.statusCode).toBe(400);
  expect(Object.keys(refused.json().errors).toSorted()).toEqual(onlyRead.toSorted());
  const read = Object.fromEntries(Object.entries(whole).filter(([name]) => !onlyRead.includes(name)));
  received.splice(0);
  expect((await patch(read)).statusCode).toBe(200);
  expect((await patch({ ...read, expected_version: 7 })).statusCode).toBe(200);
  expect((await patch(read, '"8"')).statusCode).toBe(200);
  expect((await patch(read, "*")).statusCode).toBe(200);
  const seen = received.map((input) => Reflect.get(Object(input), "expectedVersion"));
  expect(seen).toEqual([read.version, 7, 8, "any"]);
  expect((await patch({ ...read, version: 1 })).statusCode).toBe(409);
  const wrong = await patch({ ...read, version: "first" });
  expect([wrong.statusCode, Object.keys(wrong.json().errors)]).toEqual([400, ["version"]]);
});

test("a new record has no version to send back", async () => {
  const payload = { full_name: "Rex", version: 1 };
  const refused = await app.inject({ method: "POST", url: "/api/pets", payload, headers: signedIn });
  expect([refused.statusCode, refused.json().errors]).toEqual([400, { version: ["Unknown field"] }]);
});

test("a stale version is 412 with If-Match and 409 in the body, with the current record", async () => {
  const byHeader = await patch('"1"');
  expect([byHeader.statusCode, byHeader.json().status]).toEqual([412, 412]);
  const byBody = await app.inject({
    method: "PUT",
    url: "/api/pets/p1",
    headers: signedIn,
    payload: { expected_version: 1 },
  });
  expect([byBody.statusCode, byBody.json().code]).toEqual([409, "STALE_VERSION"]);
  expect(byBody.json().current).toMatchObject({ full_name: pet.fullName, notes: pet.notes, version: 3 });
});

test("If-Match is refused if a call does not support it, and ignored by a read", async () => {
  const headers = { ...signedIn, "if-match": '"3"' };
  expect((await app.inject({ method: "DELETE", url: "/api/pets/1/2", headers })).statusCode).toBe(400);
  expect((await app.inject({ url: "/api/pets/1", headers })).statusCode).toBe(200);
});

test("HEAD answers as GET does, without the body", async () => {
  const response = await app.inject({ method: "HEAD", url: "/api/pets/p1", headers: signedIn });
  expect([response.statusCode, response.body, response.headers.etag]).toEqual([200, "", '"3"']);
  expect((await app.inject({ method: "HEAD", url: "/api/pets/gone", headers: signedIn })).statusCode).toBe(
    404,
  );
});

test("other methods get 405 with the supported ones, and OPTIONS lists them", async () => {
  const allow = "GET, HEAD, PUT, PATCH, DELETE, OPTIONS";
  const refused = await app.inject({ method: "POST", url: "/api/pets/p1/", headers: signedIn, payload: {} });
  expect([refused.statusCode, refused.json().code, refused.headers.allow]).toEqual([
    405,
    "METHOD_NOT_ALLOWED",
    allow,
  ]);
  const options = await app.inject({ method: "OPTIONS", url: "/api/pets/p1" });
  expect([options.statusCode, options.headers.allow]).toEqual([204, allow]);
  expect((await app.inject({ method: "OPTIONS", url: "/api/nothing" })).statusCode).toBe(404);
  const trpc = await app.inject({ method: "PUT", url: "/trpc/pet.list" });
  expect([trpc.statusCode, trpc.headers.allow]).toEqual([405, "GET, POST, OPTIONS"]);
});
