import { createServices } from "@caretype/api";
import { openDatabase } from "@caretype/db";
import { createApp, createLogger } from "@caretype/server";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, it } from "vitest";
import { serviceSettings } from "../src/service-settings.ts";

// Runs the same sequence of calls against a server with the fast path, and one with only tRPC's own handler.
// The router and its errors are real. The answers must be the same.

const { url, drop } = await createTestDatabase();
const database = openDatabase({ url });
const services = await createServices({ database, settings: serviceSettings });
afterAll(async () => {
  await services.close();
  await database.close();
  await drop();
});

const startApp = (fastPath: boolean) =>
  createApp({
    services,
    settings: { allowedHosts: ["localhost"], corsOrigins: [], trustedProxies: [] },
    logger: createLogger("silent"),
    fastPath,
  });

type Known = { email: string; access: string; patient: string; doctor: string };
type Step = {
  /** For example `POST patient.create`, followed by a query string if any. */
  line: string;
  /** Sent in the body of a POST, or in the query of a GET. A string is sent unchanged. */
  input?: unknown;
  authorization?: string;
  /** The `Idempotency-Key`. */
  key?: string;
  /** Requests a cookie session, and sends an invalid cookie. */
  inCookie?: true;
  /** Keeps parts of the answer for later steps. */
  keep?: (data: Record<string, string>, known: Known) => void;
};

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const password = "long enough then";

const cy = { name: "Cy Fox", gender: "male" };

const story: ((known: Known) => Step)[] = [
  ({ email }) => ({ line: "POST account.register", input: { email, password } }),
  ({ email }) => ({ line: "POST account.register", input: { email, password } }),
  () => ({ line: "POST account.register", input: { email: "nobody", password: "short" } }),
  ({ email }) => ({ line: "POST account.login", input: { email, password: "wrong password" } }),
  ({ email }) => ({
    line: "POST account.login",
    input: { email, password },
    keep: (data, known) => Object.assign(known, { access: Object(data.tokens).access }),
  }),
  () => ({ line: "GET patient.list", authorization: "" }),
  () => ({ line: "POST patient.create", input: "no json", authorization: "Bearer none" }),
  () => ({ line: "POST patient.create", input: "no json" }),
  () => ({ line: "POST patient.create", input: { gender: "x", age: 200, email: "x", unknown: 1 } }),
  () => ({
    line: "POST patient.create",
    input: { name: "Ann Lee", gender: "female", age: 40 },
    keep: ({ id = "" }, known) => Object.assign(known, { patient: id }),
  }),
  () => ({
    line: "POST doctor.create",
    input: { name: "Cy Fox" },
    keep: ({ id = "" }, known) => Object.assign(known, { doctor: id }),
  }),
  ({ patient, doctor }) => ({
    line: "POST assignment.create",
    input: { patientId: patient, doctorId: doctor },
  }),
  ({ patient, doctor }) => ({
    line: "POST assignment.create",
    input: { patientId: patient, doctorId: doctor },
  }),
  ({ patient }) => ({ line: "POST assignment.create", input: { patientId: patient, doctorId: unknownId } }),
  ({ patient }) => ({ line: "POST patient.update", input: { id: patient, expectedVersion: 9, name: "New" } }),
  ({ patient }) => ({
    line: "POST patient.update",
    input: { id: patient, expectedVersion: 1, name: "New Name" },
  }),
  ({ patient }) => ({
    line: "POST patient.remove",
    input: { id: patient, expectedVersion: 2 },
  }),
  ({ patient }) => ({ line: "GET patient.create", input: { id: patient } }),
  ({ patient }) => ({ line: "GET patient.byId", input: { id: patient } }),
  ({ patient }) => ({ line: "POST patient.byId", input: { id: patient } }),
  () => ({ line: "POST patient.byId", input: { id: unknownId } }),
  () => ({ line: "GET patient.byId", input: { id: "17" } }),
  () => ({ line: "GET patient.list" }),
  () => ({ line: "POST patient.list", input: { limit: 1, sort: "name" } }),
  () => ({ line: "POST patient.list", input: { limit: 0, cursor: "x" } }),
  ({ patient }) => ({
    line: "POST patient.byId,patient.list,patient.nothing,patient.byId,practice.mine?batch=1",
    input: { 0: { id: patient }, 1: {}, 3: { id: unknownId } },
  }),
  ({ patient }) => ({
    line: "GET patient.byId,account.me?batch=1",
    input: { 0: { id: patient } },
  }),
  () => ({
    line: "POST patient.create,patient.create?batch=1",
    input: { 0: { name: "Bea Ito", gender: "female" }, 1: { age: -1 } },
  }),
  () => ({ line: "POST patient.create,patient.list?batch=1", input: {} }),
  ...["k", "k", "k2", '"k2"', "a b", "a,b", ""].map((key) => () => ({
    line: "POST patient.create",
    input: cy,
    key,
  })),
  () => ({ line: "POST patient.create", input: { ...cy, age: 7 }, key: "k" }),
  ...["k,k3", "k,", "k,k3", ",", "k", "k,k3,k4", "a b,k"].map((key) => () => ({
    line: "POST patient.create,patient.create?batch=1",
    input: { 0: cy, 1: { gender: "female" } },
    key,
  })),
  () => ({ line: "POST patient.list", input: {}, key: "a b" }),
  ({ email }) => ({ line: "POST account.login", input: { email, password }, inCookie: true }),
  ({ email }) => ({
    line: "POST account.login",
    input: { email, password: "wrong password" },
    inCookie: true,
  }),
  ...["POST account.refresh", "POST account.refresh,account.refresh?batch=1"].map((line) => () => ({
    line,
    input: { refresh: "cookie", 0: { refresh: "cookie" }, 1: { refresh: "another" } },
    inCookie: true as const,
  })),
  () => ({ line: "POST account.logoutEverywhere", inCookie: true }),
  () => ({ line: "GET account.me" }),
];

type App = Awaited<ReturnType<typeof startApp>>;

async function send(app: App, step: Step, known: Known) {
  const [method, path = ""] = step.line.split(" ");
  const text = typeof step.input === "string" ? step.input : JSON.stringify(step.input);
  const isPost = method === "POST";
  const query = `${path.includes("?") ? "&" : "?"}input=${encodeURIComponent(text ?? "")}`;
  const { authorization = `Bearer ${known.access}` } = step;
  return app.inject({
    method: isPost ? "POST" : "GET",
    url: `/trpc/${path}${isPost ? "" : query}`,
    headers: {
      authorization,
      "content-type": "application/json",
      ...(step.key !== undefined && { "idempotency-key": step.key }),
      ...(step.inCookie && {
        "caretype-session": "cookie",
        cookie: `__Host-caretype-refresh-${services.tokens.keyName}=nothing`,
      }),
    },
    ...(isPost && text !== undefined && { payload: text }),
  });
}

/** Makes answers comparable: ids by their order, instants, tokens and addresses differ between two accounts. */
function comparableText(text: string, labels: Map<string, string>): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      const label = labels.get(id) ?? `id-${labels.size}`;
      labels.set(id, label);
      return label;
    })
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "instant")
    .replace(/(fast|stock)-account/g, "account")
    .replace(/"(access|refresh|nextCursor|previousCursor)":"[^"]+"/g, '"$1":"opaque"');
}

async function tell(name: string, app: App) {
  const known: Known = { email: `${name}-account@example.org`, access: "", patient: "", doctor: "" };
  const labels = new Map<string, string>();
  const answers = [];
  for (const makeStep of story) {
    const step = makeStep(known);
    const { statusCode, headers, body } = await send(app, step, known);
    step.keep?.(Object(JSON.parse(body).result).data, known);
    const { date: _date, "x-request-id": _id, ...same } = headers;
    const { "content-length": length, "transfer-encoding": encoding, ...kept } = same;
    const isStreamed = length === undefined && encoding !== undefined;
    const { line, key } = step;
    const { "set-cookie": set = "", ...others } = kept;
    const cookie = String(set).replace(/(refresh-\w+)=[\w-]+;/, "$1=opaque;");
    const told = { headers: others, cookie, body: comparableText(body, labels) };
    answers.push({ line, key, isStreamed, statusCode, ...told });
  }
  return answers;
}

it("gives the same answers to all calls of an account on both paths", async () => {
  const fast = await tell("fast", await startApp(true));
  const stock = await tell("stock", await startApp(false));
  const withoutLane = (answers: typeof fast) => answers.map(({ isStreamed: _, ...answer }) => answer);
  expect(withoutLane(fast)).toEqual(withoutLane(stock));
  // Refused before either handler, because of the number of keys.
  expect(stock.filter(({ isStreamed }) => !isStreamed).map(({ key }) => key)).toEqual(["k", "k,k3,k4"]);
  // The fast path leaves only batches of queries and mutations to tRPC's handler.
  expect(fast.filter(({ isStreamed }) => isStreamed).map(({ line }) => line)).toEqual([
    "POST patient.create,patient.list?batch=1",
  ]);
  const statuses = new Set(fast.map(({ statusCode }) => statusCode));
  expect([...statuses].toSorted()).toEqual([200, 207, 400, 401, 404, 405, 409, 422]);
});
