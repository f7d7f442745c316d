import cluster from "node:cluster";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { asId } from "@caretype/api/field/ids";
import postgres from "postgres";

// The limit: the least work that any server must do. No framework, no log, no authentication and no validation.
// Statements are prepared and pipelined, and dates stay text.

const {
  DATABASE_URL = "",
  PRACTICE_ID = "",
  ACCOUNT_ID = "",
  PORT,
  READERS,
  WRITERS,
  WORKERS,
  AUDIT,
} = process.env;
const practiceId = PRACTICE_ID;
const accountId = ACCOUNT_ID;

const asText = (value: string) => value;
const types = { date: { to: 1184, from: [1082, 1184], serialize: asText, parse: asText } };
// Reads are fastest on few connections. Writes wait for the disk, and wait in parallel on many.
const reader = roundRobin(Number(READERS));
const writer = roundRobin(Number(WRITERS));

/**
 * Uses one client per connection.
 * The connections of one postgres.js 3.4.9 pool are in a queue that is scanned for each statement, and never
 * shrinks unless it becomes empty. Under constant load, this halved the speed after 20 s.
 */
function roundRobin(count: number): () => postgres.Sql {
  const clients = Array.from({ length: count }, () => postgres(DATABASE_URL, { max: 1, types }));
  let next = 0;
  return () => {
    next = (next + 1) % count;
    const client = clients[next];
    if (!client) throw new Error("There are no connections.");
    return client;
  };
}

const columns = `id, name, first_name as "firstName", last_name as "lastName", phone_number as "phoneNumber", email,
  date_of_birth as "dateOfBirth", date_of_birth_approximate as "dateOfBirthApproximate", gender, address,
  medical_history as "medicalHistory", created_by as "createdBy", created_at as "createdAt",
  updated_at as "updatedAt", version`;
const selectOne = `select ${columns} from patient where practice_id = $1 and id = $2`;
const selectNewest = `select ${columns} from patient where practice_id = $1 order by id desc limit $2`;
const insertOne = `insert into patient (practice_id, id, name, first_name, last_name, gender, date_of_birth,
  phone_number, email, address, created_by)
  values ($1, uuidv7(), $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${columns}`;
const prepared = { prepare: true };

// Measures the audit's own cost, for any server.
const audited = AUDIT
  ? (await import("./audit.ts")).auditOfReads({
      databaseUrl: DATABASE_URL,
      practiceId: asId(practiceId),
      accountId: asId(accountId),
    })
  : undefined;

const listPath = "/patients?limit=";
const onePath = "/patients/";

async function answer(request: IncomingMessage, response: ServerResponse) {
  const { method, url = "" } = request;
  if (method === "POST") {
    const { firstName, lastName, gender, dateOfBirth, phoneNumber, email, address } = await readJson(request);
    const name = `${firstName} ${lastName}`;
    const values = [name, firstName, lastName, gender, dateOfBirth, phoneNumber, email, address];
    const [row] = await writer().unsafe(insertOne, [practiceId, ...values, accountId], prepared);
    return send(response, 201, row);
  }
  if (url.startsWith(listPath)) {
    const limit = Number(url.slice(listPath.length));
    return send(response, 200, await reader().unsafe(selectNewest, [practiceId, limit], prepared));
  }
  if (url.startsWith(onePath)) {
    const id = url.slice(onePath.length);
    const [row] = await reader().unsafe(selectOne, [practiceId, id], prepared);
    if (audited) await audited(id);
    return send(response, row ? 200 : 404, row ?? {});
  }
  send(response, 200, { status: "ready" });
}

function send(response: ServerResponse, status: number, value: unknown) {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

async function readJson(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

const workers = Number(WORKERS);
if (workers > 1 && cluster.isPrimary) {
  for (let count = 0; count < workers; count += 1) cluster.fork();
} else {
  createServer((request, response) => {
    answer(request, response).catch(() => send(response, 500, {}));
  }).listen(Number(PORT), "127.0.0.1");
}
