import cluster from "node:cluster";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { asId } from "@caretype/core/kernel/field/ids";
import { openPatientStore } from "../patient/store.ts";

// The limit: the least work of any server. It has no framework, log, authentication or validation. Statements are
// prepared and pipelined, and dates stay text.

const { DATABASE_URL = "", PRACTICE_ID = "", ACCOUNT_ID = "", PORT, WORKERS, AUDIT } = process.env;
const practiceId = PRACTICE_ID;
const accountId = ACCOUNT_ID;
const patients = openPatientStore();

// Measures the audit's own cost.
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
    return send(response, 201, await patients.create({ practiceId, accountId }, await readJson(request)));
  }
  if (url.startsWith(listPath)) {
    return send(response, 200, await patients.newest(practiceId, Number(url.slice(listPath.length))));
  }
  if (url.startsWith(onePath)) {
    const id = url.slice(onePath.length);
    const row = await patients.find(practiceId, id);
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
