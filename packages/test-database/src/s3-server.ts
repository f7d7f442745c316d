import { createHash, createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import type { Target } from "@caretype/postgres/storage";
import { SignatureV4 } from "@smithy/signature-v4";

/** A failure to answer with instead of the result. */
type S3Fault = {
  /** The method of the requests, such as `PUT` or `GET`. */
  method: string;
  /** A substring of their URLs. */
  url?: string;
  /** The number of failures. */
  times: number;
  /** An error, an answer that ends after some bytes, a lost connection, or no answer. */
  answer: { status: number; code: string } | { cutAt: number } | "reset" | "silence";
};

type S3Object = { content: Buffer; modifiedAt: Date };
type Upload = { key: string; parts: Map<number, Buffer>; begunAt: Date };

export type TestS3 = {
  /** A target in the bucket, with the right keys by default. */
  target(prefix: string, secretAccessKey?: string): Target;
  endpoint: string;
  /** By key. */
  objects: Map<string, S3Object>;
  /** Uploads in parts that have not ended, by id. */
  uploads: Map<string, Upload>;
  /** Method and path of each request that was signed correctly, or gets no answer. */
  requests: string[];
  faults: S3Fault[];
  stop(): Promise<void>;
};

export const testS3Bucket = "records";
const accessKeyId = "AKIATEST";
export const testS3Secret = "the-secret-of-the-key";
const region = "us-east-1";
const pageSize = 3;

/**
 * An in-memory S3 service with one bucket, as far as Caretype uses it, for tests without a network. It checks
 * signatures and checksums, and lists few files per page. Test servers on npm check no conditions, or end no uploads.
 */
export async function startTestS3(): Promise<TestS3> {
  const service = new TestService();
  const server = createServer((request, response) => {
    void service.answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return Object.assign(service.state, {
    endpoint,
    target: (prefix: string, secretAccessKey = testS3Secret): Target => ({
      location: `s3://${testS3Bucket}/${prefix}`,
      s3: { endpoint, region: null, pathStyle: true, credentials: { accessKeyId, secretAccessKey } },
    }),
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  });
}

class S3Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

type Asked = { method: string; key: string; query: URLSearchParams; request: IncomingMessage; body: Buffer };
type Answer = { status?: number; headers?: Record<string, string | number>; body?: Buffer | string };

class TestService {
  readonly state = {
    objects: new Map<string, S3Object>(),
    uploads: new Map<string, Upload>(),
    requests: [] as string[],
    faults: [] as S3Fault[],
  };

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "" } = request;
    const body = await buffer(request);
    const fault = this.#nextFault(method, url);
    if (fault === "reset") {
      request.socket.destroy();
      return;
    }
    if (fault === "silence") {
      this.state.requests.push(`${method} ${url}`);
      return;
    }
    let answer: Answer;
    try {
      await requireSignature(request, body);
      this.state.requests.push(`${method} ${url}`);
      if (fault && "status" in fault) throw new S3Refusal(fault.status, fault.code);
      const { pathname, searchParams } = new URL(url, "http://localhost");
      const [, bucket = "", ...names] = pathname.split("/").map(decodeURIComponent);
      if (bucket !== testS3Bucket) throw new S3Refusal(404, "NoSuchBucket");
      requireChecksum(request, body);
      answer = this.#do({ method, key: names.join("/"), query: searchParams, request, body });
    } catch (error) {
      if (!(error instanceof S3Refusal)) throw error;
      answer = {
        status: error.status,
        body: xml("Error", `<Code>${error.code}</Code><Message>No</Message>`),
      };
    }
    const content = Buffer.from(answer.body ?? "");
    response.writeHead(answer.status ?? 200, { "content-length": content.length, ...answer.headers });
    if (fault && "cutAt" in fault) {
      response.write(content.subarray(0, fault.cutAt), () => request.socket.destroy());
      return;
    }
    response.end(method === "HEAD" ? undefined : content);
  }

  #nextFault(method: string, url: string): S3Fault["answer"] | undefined {
    const fault = this.state.faults.find(
      (one) => one.times > 0 && one.method === method && url.includes(one.url ?? ""),
    );
    if (!fault) return undefined;
    fault.times--;
    return fault.answer;
  }

  #do(asked: Asked): Answer {
    const { method, key, query } = asked;
    if (key === "") return this.#doWithBucket(asked);
    if (query.has("uploads")) return this.#beginUpload(key);
    if (query.has("uploadId")) return this.#doWithUpload(asked, query.get("uploadId") ?? "");
    if (method === "PUT") return this.#put(asked, asked.body);
    const found = this.state.objects.get(key);
    if (!found) throw new S3Refusal(404, "NoSuchKey");
    return read(asked, found);
  }

  #doWithBucket({ method, query, body }: Asked): Answer {
    if (query.has("uploads")) return this.#listUploads(query.get("prefix") ?? "");
    if (method !== "POST") return this.#list(query);
    for (const [, key = ""] of body.toString().matchAll(/<Key>([^<]*)<\/Key>/g))
      this.state.objects.delete(key);
    return { body: xml("DeleteResult", "") };
  }

  #put({ key, request }: Asked, content: Buffer): Answer {
    if (request.headers["if-none-match"] === "*" && this.state.objects.has(key))
      throw new S3Refusal(412, "PreconditionFailed");
    this.state.objects.set(key, { content, modifiedAt: new Date() });
    return { headers: { etag: tagOf(content) } };
  }

  #beginUpload(key: string): Answer {
    const id = randomUUID();
    this.state.uploads.set(id, { key, parts: new Map(), begunAt: new Date() });
    return { body: xml("InitiateMultipartUploadResult", `<UploadId>${id}</UploadId>`) };
  }

  #doWithUpload(asked: Asked, id: string): Answer {
    const upload = this.state.uploads.get(id);
    if (!upload) throw new S3Refusal(404, "NoSuchUpload");
    if (asked.method === "DELETE") {
      this.state.uploads.delete(id);
      return { status: 204 };
    }
    if (asked.method === "PUT") {
      upload.parts.set(Number(asked.query.get("partNumber")), asked.body);
      return { headers: { etag: tagOf(asked.body) } };
    }
    const named = [...asked.body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)];
    const parts = named.map(([, number]) => upload.parts.get(Number(number)) ?? Buffer.alloc(0));
    this.#put(asked, Buffer.concat(parts));
    this.state.uploads.delete(id);
    return { body: xml("CompleteMultipartUploadResult", "<ETag>whole</ETag>") };
  }

  #list(query: URLSearchParams): Answer {
    const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter")];
    const after = query.get("continuation-token") ?? "";
    const names = new Set<string>();
    for (const key of [...this.state.objects.keys()].toSorted()) {
      if (!key.startsWith(prefix)) continue;
      const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      names.add(end === -1 ? key : key.slice(0, end + 1));
    }
    const rest = [...names].filter((name) => name > after);
    const page = rest.slice(0, pageSize);
    const items = page.map((name) =>
      this.state.objects.has(name)
        ? `<Contents><Key>${name}</Key></Contents>`
        : `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`,
    );
    const next =
      rest.length > page.length ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
    return { body: xml("ListBucketResult", items.join("") + next) };
  }

  #listUploads(prefix: string): Answer {
    const items = [...this.state.uploads]
      .filter(([, { key }]) => key.startsWith(prefix))
      .map(
        ([id, { key, begunAt }]) =>
          `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${begunAt.toISOString()}</Initiated></Upload>`,
      );
    return { body: xml("ListMultipartUploadsResult", items.join("")) };
  }
}

function read({ request }: Asked, { content, modifiedAt }: S3Object): Answer {
  const etag = tagOf(content);
  const headers = { etag, "last-modified": modifiedAt.toUTCString() };
  const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? "") ?? [];
  if (request.headers["if-match"] !== undefined && request.headers["if-match"] !== etag)
    throw new S3Refusal(412, "PreconditionFailed");
  if (from === undefined) return { headers: { ...headers, "content-length": content.length }, body: content };
  const rest = content.subarray(Number(from));
  const range = `bytes ${from}-${content.length - 1}/${content.length}`;
  return { status: 206, headers: { ...headers, "content-range": range }, body: rest };
}

const xml = (name: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><${name}>${content}</${name}>`;

const tagOf = (content: Buffer) => `"${createHash("md5").update(content).digest("hex")}"`;

/** Signs the request like the library, and compares. */
async function requireSignature(request: IncomingMessage, body: Buffer): Promise<void> {
  const { authorization = "" } = request.headers;
  const [, id, names = ""] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/.*SignedHeaders=([^,]+), /.exec(authorization) ?? [];
  if (id !== accessKeyId) throw new S3Refusal(403, "InvalidAccessKeyId");
  const headers = Object.fromEntries(
    names.split(";").map((name): [string, string] => [name, String(request.headers[name])]),
  );
  const { pathname, searchParams, hostname } = new URL(request.url ?? "", `http://${request.headers.host}`);
  const [, date = "", time = ""] = /^(\d{8})T(\d{6})Z$/.exec(headers["x-amz-date"] ?? "") ?? [];
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.replace(/(..)(..)(..)/, "$1:$2:$3")}Z`;
  const signer = new SignatureV4({
    service: "s3",
    region,
    uriEscapePath: false,
    sha256: Sha256,
    credentials: { accessKeyId, secretAccessKey: testS3Secret },
  });
  const asked = {
    method: request.method ?? "",
    protocol: "http:",
    hostname,
    path: pathname,
    headers,
    query: Object.fromEntries(searchParams),
  };
  const signed = await signer.sign(asked, { signingDate: new Date(iso) });
  const digest = createHash("sha256").update(body).digest("hex");
  if (signed.headers.authorization !== authorization || headers["x-amz-content-sha256"] !== digest)
    throw new S3Refusal(403, "SignatureDoesNotMatch");
}

/** Writes carry a checksum of their content. */
function requireChecksum({ method, headers }: IncomingMessage, body: Buffer): void {
  if (method !== "PUT") return;
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  if (headers["x-amz-checksum-crc32"] !== checksum.toString("base64")) throw new S3Refusal(400, "BadDigest");
}

class Sha256 {
  readonly #digest: { update(data: Uint8Array | string): unknown; digest(): Buffer };

  constructor(secret?: Uint8Array | string | ArrayBuffer | ArrayBufferView) {
    const key = typeof secret === "string" || secret instanceof Uint8Array ? secret : undefined;
    this.#digest = key === undefined ? createHash("sha256") : createHmac("sha256", key);
  }

  update(data: Uint8Array | string): void {
    this.#digest.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#digest.digest();
  }

  reset(): void {
    throw new Error("Each digest is computed once.");
  }
}
