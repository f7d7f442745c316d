import { asId } from "@caretype/core/kernel/field/ids";
import { beforeEach, expect, expectTypeOf, it } from "vitest";
import {
  type Client,
  createClient,
  isAborted,
  memoryStore,
  type Patient,
  type PracticeId,
  type TokenStore,
} from "../src/index.ts";
import { FakeServer } from "./fake-server.ts";

let server: FakeServer;
let store: TokenStore;
let caretype: Client;

beforeEach(async () => {
  server = await FakeServer.start();
  store = memoryStore(server.startSession());
  caretype = createClient({ url: server.url, store, retry: false });
  server.work["patient.list"] = (input) => {
    const { cursor, limit } = Object(input);
    const from = Number(cursor ?? 0);
    const items = [from, from + 1].filter((id) => id < 5).map((id) => ({ id: String(id), limit }));
    return { items, nextCursor: from + 2 < 5 ? String(from + 2) : null };
  };
});

async function allItems() {
  const items: Patient[] = [];
  for await (const item of caretype.patient.list.pages()) items.push(item);
  return items;
}

it("yield the items of all pages, with the same input, and read a page when it is needed", async () => {
  const seen: string[] = [];
  for await (const patient of caretype.patient.list.pages({ limit: 2 })) {
    expectTypeOf(patient).toEqualTypeOf<Patient>();
    seen.push(`${server.calls("patient.list")}: ${patient.id} ${Reflect.get(patient, "limit")}`);
  }
  expect(seen).toEqual(["1: 0 2", "1: 1 2", "2: 2 2", "2: 3 2", "3: 4 2"]);
});

it("are read no further than the caller wants, and need no input", async () => {
  for await (const { id } of caretype.patient.list.pages()) if (id === asId("1")) break;
  expect(server.calls("patient.list")).toBe(1);
});

it("end with the error of a page, and with the caller's signal", async () => {
  const abort = new AbortController();
  const pages = caretype.patient.list.pages({}, { signal: abort.signal });
  await pages.next();
  await pages.next();
  abort.abort();
  await expect(pages.next()).rejects.toSatisfy(isAborted);
  await expect(pages.next()).resolves.toEqual({ done: true, value: undefined });
});

it.each([
  ["repeats a cursor", ["2", "4", "2"], "0 2 4"],
  ["sends no cursor", [undefined], "0"],
])("end with an error if the server %s", async (_, cursors, ids) => {
  const pages = [...cursors];
  server.work["patient.list"] = (input) => ({
    items: [{ id: Object(input).cursor ?? "0" }],
    nextCursor: pages.length > 0 ? pages.shift() : null,
  });
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { id } of caretype.patient.list.pages()) seen.push(id);
  })();
  await expect(reading).rejects.toMatchObject({
    message: "The answer's nextCursor leads to no new page",
    path: "patient.list",
  });
  expect(seen.join(" ")).toBe(ids);
});

it("are of one practice, also if another one is chosen meanwhile", async () => {
  for (const first of [asId<PracticeId>("first"), null]) {
    const chosen = [first, asId<PracticeId>("second"), null];
    const practice = () => chosen.shift() ?? null;
    caretype = createClient({ url: server.url, store, retry: false, practice });
    expect(await allItems()).toHaveLength(5);
    const asked = server.requests.splice(0).map(({ headers }) => headers.get("caretype-practice"));
    expect(asked).toEqual([first, first, first]);
  }
});

it("are of one account, and end when another one signs in", async () => {
  const pages = caretype.patient.list.pages();
  for (let item = 0; item < 2; item++) await pages.next();
  server.accountId = "account-2";
  await caretype.auth.login({ email: "bob@example.org", password: "a password" });
  await expect(pages.next()).rejects.toSatisfy(isAborted);
  expect(server.calls("patient.list")).toBe(1);
  expect(await allItems()).toHaveLength(5);
});

it("exist only for lists, and take no cursor", () => {
  const wrong = () => [
    // @ts-expect-error one record
    caretype.patient.byId.pages,
    // @ts-expect-error a mutation
    caretype.patient.create.pages,
    // @ts-expect-error pages begin with the first
    caretype.patient.list.pages({ cursor: "2" }),
    // @ts-expect-error of which patient
    caretype.patient.history.pages(),
  ];
  expect(wrong).toBeDefined();
});

it("a call can have its own practice and time limit", async () => {
  const [usual, other] = [
    asId<PracticeId>("0198c0de-0000-7000-8000-000000000001"),
    asId<PracticeId>("other"),
  ];
  caretype = createClient({ url: server.url, store, retry: false, practice: usual });
  const calls = [{}, { practice: other }, { practice: null }].map((options) =>
    caretype.patient.list.query({}, options),
  );
  await Promise.all(calls);
  // A batch has one practice.
  expect(server.requests.map(({ headers }) => headers.get("caretype-practice"))).toEqual([
    usual,
    other,
    null,
  ]);
  server.intercept = () => "no answer";
  await expect(caretype.patient.list.query({}, { timeoutMs: 1 })).rejects.toThrow("No answer within 1 ms");
});
