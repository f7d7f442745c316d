import { inspect } from "node:util";
import { asId } from "@caretype/core/kernel/field/ids";
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, it } from "vitest";
import { type Client, clientOver, createClient, memoryStore } from "../src/index.ts";
import { createQueryOptions } from "../src/react-query.ts";
import { FakeServer, Refusal } from "./fake-server.ts";

let server: FakeServer;
let caretype: Client;

beforeEach(async () => {
  server = await FakeServer.start();
  caretype = createClient({ url: server.url, store: memoryStore(server.startSession()), retry: false });
});

it("a client tells its server in a console, and no tokens", () => {
  expect(inspect(caretype, { depth: 9 })).toBe(`CaretypeClient { url: '${server.url}' }`);
  const over = clientOver(caretype, (call, send) => send(call));
  expect(inspect(over, { depth: 9 })).toBe(inspect(caretype));
  expect(inspect(caretype.patient)).toBe("CaretypeProcedures { path: 'patient' }");
  expect(inspect(caretype.patient.list)).toBe("CaretypeProcedures { path: 'patient.list' }");
});

it("a log that makes a text of a client, a feature or a procedure gets its path", () => {
  const over = clientOver(caretype, (call, send) => send(call));
  const { patient } = caretype;
  const parts = [caretype, over, patient, patient.list, patient.list.query];
  const paths = ["", "", "patient", "patient.list", "patient.list.query"];
  expect(parts.map(String)).toEqual(paths);
  expect(JSON.parse(JSON.stringify(parts))).toEqual(paths);
});

it("calls that create or end tokens are left to auth, also for callers without types", async () => {
  const untyped = Object(caretype);
  const message = "Use the client's auth for account.login: it keeps the tokens";
  await expect(untyped.account.login.mutate({})).rejects.toThrow(message);
  const api = createQueryOptions({ client: caretype, queryClient: new QueryClient() });
  const { mutationFn } = Object(api).account.login.mutationOptions();
  await expect(mutationFn({}, {})).rejects.toThrow(message);
  expect(server.calls("account.login")).toBe(0);
});

it("an error is printed with its data once", async () => {
  server.work["patient.byId"] = () => Promise.reject(new Refusal("PATIENT_NOT_FOUND", "NOT_FOUND"));
  const error = await caretype.patient.byId.query({ id: asId("unknown") }).catch((caught: unknown) => caught);
  expect(Object.keys(Object(error))).toEqual(expect.arrayContaining(["data", "path", "status", "requestId"]));
  expect(inspect(error).match(/PATIENT_NOT_FOUND'/g)).toHaveLength(1);
  expect(inspect(error)).not.toContain("null,");
  expect(error).toHaveProperty("data.errors", null);
});
