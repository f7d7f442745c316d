import { asId } from "@caretype/core/kernel/field/ids";
import { beforeEach, expect, it } from "vitest";
import { type Client, createClient } from "../src/index.ts";
import { FakeServer, unavailable } from "./fake-server.ts";

let server: FakeServer;
let caretype: Client;
/** Positions in the server's next answers. Null: none, as from a server without replicas. */
let nextPosition: string | null;

beforeEach(async () => {
  nextPosition = null;
  server = await FakeServer.start();
  server.intercept = (_, response) => {
    if (nextPosition !== null) response.setHeader("caretype-position", nextPosition);
    return null;
  };
  caretype = createClient({ url: server.url, retry: false });
  await caretype.auth.login({ email: "ada@example.org", password: "a password" });
});

const [older, newer] = ["00000000000000ff", "0000000100000001"];
const read = (client = caretype) => client.patient.byId.query({ id: asId("1") });
const write = (client = caretype) => client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
const sent = () => server.requests.at(-1)?.headers.get("caretype-position") ?? null;

async function readTelling(position: string | null) {
  nextPosition = position;
  await read();
  nextPosition = null;
}

async function writeTelling(position: string | null) {
  nextPosition = position;
  await write();
  nextPosition = null;
}

it("sends no position to a server that has sent none", async () => {
  await read();
  await write();
  await read();
  expect(server.requests.filter(({ headers }) => headers.has("caretype-position"))).toEqual([]);
});

it("sends the newest position with queries, in batches, too, but not with mutations", async () => {
  await readTelling(older);
  await read();
  expect(sent()).toBe(older);
  await writeTelling(newer);
  expect(sent()).toBeNull();
  await Promise.all([read(), caretype.patient.list.query({})].map((call) => call.catch(() => undefined)));
  expect(sent()).toBe(newer);
  await readTelling(older);
  await read();
  expect(sent()).toBe(newer);
});

it("keeps the position when the access token is renewed, and for another practice", async () => {
  await writeTelling(newer);
  server.expireAccess();
  await read();
  expect(sent()).toBe(newer);
  await caretype.patient.byId.query({ id: asId("1") }, { practice: asId("2") });
  expect(sent()).toBe(newer);
});

it.each(["unknown", "", "16/B374D848", "00000000000000FF"])(
  "forgets the position when the server does not know it: %o",
  async (position) => {
    await writeTelling(newer);
    await writeTelling(position);
    await read();
    expect(sent()).toBeNull();
  },
);

it("forgets the position after a mutation that failed, whose change may have been made", async () => {
  await writeTelling(newer);
  server.work["patient.create"] = () => {
    throw unavailable();
  };
  await expect(write()).rejects.toThrow();
  await read();
  expect(sent()).toBeNull();
  // A failed query changes nothing.
  await readTelling(newer);
  server.work["patient.byId"] = () => {
    throw unavailable();
  };
  await expect(read()).rejects.toThrow();
  await expect(read()).rejects.toThrow();
  expect(sent()).toBe(newer);
});

it("does not take a position from before a mutation that failed", async () => {
  const asked = Promise.withResolvers<void>();
  const { promise, resolve } = Promise.withResolvers<Response>();
  let isHeld = false;
  const client = createClient({
    url: server.url,
    retry: false,
    apiKey: "ct_key",
    fetch: async (url, init) => {
      if (!isHeld) return globalThis.fetch(url, init);
      asked.resolve();
      return promise;
    },
  });
  server.accept("ct_key");
  isHeld = true;
  const reading = read(client);
  await asked.promise;
  isHeld = false;
  server.work["patient.create"] = () => {
    throw unavailable();
  };
  await expect(write(client)).rejects.toThrow();
  const body = JSON.stringify([{ result: { data: {} } }]);
  resolve(new Response(body, { headers: { "caretype-position": newer } }));
  await reading;
  await read(client);
  expect(sent()).toBeNull();
});

it("is one client's own", async () => {
  await writeTelling(newer);
  const another = createClient({ url: server.url, retry: false });
  await another.auth.login({ email: "ada@example.org", password: "a password" });
  await read(another);
  expect(sent()).toBeNull();
});
