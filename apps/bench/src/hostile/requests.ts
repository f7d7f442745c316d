/** A request that a client without a token may send to keep the server busy. */
export type HostileRequest = {
  name: string;
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** Sends the body in chunks of one byte. */
  inTinyChunks?: boolean;
};

const json = { "content-type": "application/json" };
const deep = "[".repeat(500_000);
const names = (count: number) =>
  `{${Array.from({ length: count }, (_, index) => `"unknown-${index}":1`).join()}}`;
const post = (name: string, path: string, body: string): HostileRequest => ({
  name,
  method: "POST",
  path,
  body,
  headers: json,
});
const having = (headers: Record<string, string>, to: HostileRequest): HostileRequest => ({
  ...to,
  headers: { ...to.headers, ...headers },
});
const inTinyChunks = (to: HostileRequest): HostileRequest => ({ ...to, inTinyChunks: true });
const get = (name: string, path: string, headers: Record<string, string> = {}): HostileRequest => ({
  name,
  method: "GET",
  path,
  headers,
});
/** 15 KB, because Node accepts headers of 16 KB in all. */
const list = (of: string) => Array.from({ length: 1_000 }, (_, index) => `${of}${index};q=0.5`).join();
const weak = (index: number) =>
  `{"name":"A","username":"user${index}","email":"a${index}@example.org","password":"P@ssw0rd${index}"}`;
const registrations = `{${Array.from({ length: 10 }, (_, index) => `"${index}":${weak(index)}`).join()}}`;
const blanks = " ".repeat(60_000);
const madeUp = { authorization: "Bearer made-up" };
const [large, ordinary] = [90_000, 3_000];

/** With the former maximum size, and with the largest size accepted now. */
export const hostileRequests: readonly HostileRequest[] = [
  post("500,000 brackets to a route that needs a token", "/api/patients", deep),
  post("the same, typed", "/trpc/patient.create", deep),
  having(madeUp, post("the same with a made-up token", "/trpc/patient.create", deep)),
  post("90,000 names to a log-in", "/api/auth/login", names(large)),
  post("the same, typed", "/trpc/account.login", names(large)),
  post("60 KB of brackets to a log-in", "/api/auth/login", deep.slice(0, 60_000)),
  post("60 KB of names to a log-in", "/api/auth/login", names(ordinary)),
  post("the same, typed", "/trpc/account.login", names(ordinary)),
  post(
    "the same in a batch of ten",
    `/trpc/${Array(10).fill("account.login").join()}?batch=1`,
    names(ordinary),
  ),
  having(
    { "trpc-accept": "application/jsonl" },
    post("the same to tRPC's own handler", "/trpc/account.login?batch=1", names(ordinary)),
  ),
  post("as many names as are read", "/api/auth/login", names(99)),
  post("the same, typed", "/trpc/account.login", names(99)),
  post("60 KB of escapes", "/api/auth/login", `{"email":"${'\\"'.repeat(30_000)}"}`),
  having(
    madeUp,
    post("a part of an import with a made-up token", "/trpc/import.addPart", `[${"1,".repeat(500_000)}1]`),
  ),
  inTinyChunks(post("60,000 chunks of a byte to a log-in", "/api/auth/login", blanks)),
  inTinyChunks(post("the same, typed", "/trpc/account.login", blanks)),
  inTinyChunks(post("the same to a route that needs a token", "/api/patients", blanks)),
  inTinyChunks(post("the same, typed", "/trpc/patient.create", blanks)),
  inTinyChunks(post("the same to nothing", "/nothing", blanks)),
  get("15 KB of Accept to a page", "/nothing", { accept: list("a/b") }),
  get("the same to a list", "/api/patients", { accept: list("a/b") }),
  get("15 KB of Accept-Encoding to the document", "/openapi.json", { "accept-encoding": list("a") }),
  get("15 KB of If-None-Match to the document", "/openapi.json", { "if-none-match": '"",'.repeat(5_000) }),
  get("15 KB of cookies", "/api/auth/me", { cookie: "a=b; ".repeat(3_000) }),
  post("a registration with a weak password", "/trpc/account.register", weak(0)),
  post("ten of them", `/trpc/${Array(10).fill("account.register").join()}?batch=1`, registrations),
  {
    name: "8 KB of names in an address",
    method: "GET",
    headers: {},
    path: `/api/doctors?${Array.from({ length: 1_300 }, (_, index) => `a${index}`).join("&")}`,
  },
  {
    name: "8 KB of brackets in a typed address",
    method: "GET",
    headers: {},
    path: `/trpc/patient.list?input=${"[".repeat(8_000)}`,
  },
];
