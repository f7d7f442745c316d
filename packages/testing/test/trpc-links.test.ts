import { DomainError } from "@caretype/api";
import type { AppRouter } from "@caretype/client";
import { stockClient } from "@caretype/client/examples/stock-links";
import { asId, type PatientId } from "@caretype/core/kernel/field/ids";
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  splitLink,
  type TRPCLink,
} from "@trpc/client";
import { afterAll, expect, it, vi } from "vitest";
import { startCaretype } from "../src/index.ts";

// tRPC's own client, over each of its links for HTTP.

const backend = await startCaretype();
afterAll(() => backend.stop());

/** A client over one link. `sent` records the method, status and type of each request. */
function clientOver(linkOf: (options: Options) => TRPCLink<AppRouter>) {
  const state = { accessToken: "", sent: [] as string[] };
  const options = {
    url: `${backend.url}/trpc`,
    headers: () => (state.accessToken ? { authorization: `Bearer ${state.accessToken}` } : {}),
    fetch: async (url: Parameters<typeof fetch>[0], init?: object) => {
      const answer = await fetch(url, init);
      const method = Reflect.get(init ?? {}, "method");
      state.sent.push(`${method} ${answer.status} ${answer.headers.get("content-type")}`);
      return answer;
    },
  };
  return { client: createTRPCClient<AppRouter>({ links: [linkOf(options)] }), state };
}

type Options = {
  url: string;
  headers: () => Record<string, string>;
  fetch: (url: Parameters<typeof fetch>[0], init?: object) => Promise<Response>;
};

const json = "application/json";

it.each<{ name: string; linkOf: (options: Options) => TRPCLink<AppRouter>; sent: string[] }>([
  {
    name: "httpLink",
    linkOf: (options) => httpLink(options),
    sent: [`GET 200 ${json}`, `GET 400 ${json}`, `GET 404 ${json}`],
  },
  {
    name: "httpLink with POST",
    linkOf: (options) => httpLink({ ...options, methodOverride: "POST" }),
    sent: [`POST 200 ${json}`, `POST 400 ${json}`, `POST 404 ${json}`],
  },
  { name: "httpBatchLink", linkOf: (options) => httpBatchLink(options), sent: [`GET 207 ${json}`] },
  {
    name: "httpBatchLink with POST",
    linkOf: (options) => httpBatchLink({ ...options, methodOverride: "POST" }),
    sent: [`POST 207 ${json}`],
  },
  {
    name: "httpBatchStreamLink",
    linkOf: (options) => httpBatchStreamLink(options),
    sent: [`GET 200 ${json}`],
  },
  {
    name: "httpBatchStreamLink with the header Accept",
    linkOf: (options) => httpBatchStreamLink({ ...options, streamHeader: "accept" }),
    sent: [`GET 200 ${json}`],
  },
  {
    name: "splitLink",
    linkOf: (options) =>
      splitLink({
        condition: ({ type }) => type === "mutation",
        true: httpLink(options),
        false: httpBatchLink(options),
      }),
    sent: [`GET 207 ${json}`],
  },
])("$name gets data and errors", async ({ linkOf, sent }) => {
  const { accessToken } = await backend.signUp();
  const { client, state } = clientOver(linkOf);
  await expect(client.patient.list.query({})).rejects.toMatchObject({
    data: { code: "UNAUTHENTICATED", httpStatus: 401 },
  });
  state.accessToken = accessToken;
  const name = "Zoë 漢 & + %";
  const { id } = await client.patient.create.mutate({ name, gender: "female" });
  await expect(client.patient.remove.mutate({ id, expectedVersion: 9 })).rejects.toMatchObject({
    data: { code: "STALE_VERSION", current: { id, name } },
  });
  expect(await client.account.me.query()).toMatchObject({ isActive: true });
  state.sent = [];
  const unknown = asId<PatientId>("0198c0de-0000-7000-8000-000000000000");
  const [found, missing, invalid] = await Promise.allSettled([
    client.patient.byId.query({ id }),
    client.patient.byId.query({ id: unknown }),
    client.patient.list.query({ limit: 0 }),
  ]);
  expect(found).toMatchObject({ value: { name } });
  expect(missing).toMatchObject({
    reason: { message: new DomainError("PATIENT_NOT_FOUND").message, data: { code: "PATIENT_NOT_FOUND" } },
  });
  expect(invalid).toMatchObject({
    reason: {
      message: expect.stringMatching(/^patient\.list: limit: /),
      data: { code: "INVALID_INPUT", errors: { limit: [expect.any(String)] } },
    },
  });
  expect(state.sent.toSorted()).toEqual(sent);
});

it("the links of the README send more calls than a batch has, and inputs that are longer than a URL", async () => {
  const { accessToken } = await backend.signUp();
  const client = stockClient(backend.url, () => accessToken);
  const answers = await Promise.all(Array.from({ length: 12 }, () => client.patient.list.query({})));
  expect(answers).toHaveLength(12);
  const notes = "x".repeat(4_000);
  const texts = Array.from({ length: 10 }, (_, at) => client.patient.list.query({ q: `${at} ${notes}` }));
  for (const outcome of await Promise.allSettled(texts))
    expect(outcome).toMatchObject({ reason: { data: { code: "INVALID_INPUT" } } });
});

it.each(["/", "/trpc"])("the links of the README reach a server whose address ends with %s", async (end) => {
  const { accessToken } = await backend.signUp();
  const client = stockClient(`${backend.url}${end}`, () => accessToken);
  expect(await client.patient.list.query({})).toMatchObject({ items: [] });
});

it("the links of the README repeat a query that a busy server refused, and no mutation", async () => {
  const { accessToken } = await backend.signUp();
  const client = stockClient(backend.url, () => accessToken);
  const refusal = { code: -32603, message: "Busy", data: { code: "SERVICE_UNAVAILABLE", httpStatus: 503 } };
  const busy = async () => Response.json([{ error: refusal }], { status: 503 });
  const sent = vi.spyOn(globalThis, "fetch").mockImplementationOnce(busy);
  expect(await client.patient.list.query({})).toMatchObject({ items: [] });
  sent.mockImplementationOnce(busy);
  const added = client.patient.create.mutate({ name: "Jane Roe", gender: "female" });
  await expect(added).rejects.toMatchObject({ data: { code: "SERVICE_UNAVAILABLE" } });
  sent.mockRestore();
});
