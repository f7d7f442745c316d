import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { describeS3Failure } from "./s3-failure.ts";
import { s3LocationIn } from "./s3-location.ts";
import type { S3Access, Storage, WriteOptions } from "./storage.ts";
import { isLeft, StorageError, undefinedIfMissing } from "./storage.ts";

const mebibyte = 1024 * 1024;
/** An upload has at most 10,000 parts, so 32 MiB allow 312 GiB. */
const partBytes = 32 * mebibyte;
/** Files of PostgreSQL have at most 1 GiB, and several are uploaded at once. */
const smallPartBytes = 8 * mebibyte;
const maxAttempts = 4;
const maxResumptions = 8;
const resumptionMilliseconds = 100;
const maxNamesPerDeletion = 1_000;

/** Files under a prefix of a bucket. An upload in parts appears in the bucket with its last request. */
export class S3Storage implements Storage {
  readonly location: string;
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #endpoint: string | null;
  readonly #client: S3Client;

  constructor(location: string, access?: S3Access, signal?: AbortSignal) {
    const parts = s3LocationIn(location);
    if (parts === undefined)
      throw new StorageError(`${location} is not a bucket with a prefix, such as s3://bucket/prefix.`);
    const { bucket, prefix } = parts;
    this.location = `s3://${bucket}/${prefix}`.replace(/\/$/, "");
    this.#bucket = bucket;
    this.#prefix = prefix;
    this.#endpoint = access?.endpoint ?? null;
    this.#client = newClient(access, signal);
  }

  pathOf(name: string): string {
    return `${this.location}/${name}`;
  }

  async requireAccess(): Promise<void> {
    await this.#try("Listing files", () =>
      this.#client.send(new ListObjectsV2Command({ ...this.#under(""), MaxKeys: 1 })),
    );
  }

  async list(folder = ""): Promise<{ files: string[]; folders: string[] }> {
    const under = folder === "" ? "" : `${folder}/`;
    const [files, folders]: [string[], string[]] = [[], []];
    for await (const page of this.#pages(under, "/")) {
      for (const { Key = "" } of page.Contents ?? []) files.push(this.#nameOf(Key).slice(under.length));
      for (const { Prefix = "" } of page.CommonPrefixes ?? [])
        folders.push(this.#nameOf(Prefix).slice(under.length, -1));
    }
    // Some tools create a folder as an empty object whose name ends with a slash.
    return { files: files.filter((name) => name !== ""), folders };
  }

  async find(name: string): Promise<{ bytes: number; modifiedAt: number } | undefined> {
    const found = await this.#try(`Looking for ${name}`, () =>
      this.#client.send(new HeadObjectCommand(this.#object(name))),
    ).catch(undefinedIfMissing);
    return found && { bytes: found.ContentLength ?? 0, modifiedAt: found.LastModified?.getTime() ?? 0 };
  }

  async read(name: string): Promise<Readable> {
    const first = await this.#get(name);
    return Readable.from(this.#resumed(name, first), { objectMode: false });
  }

  async write(
    name: string,
    content: AsyncIterable<Uint8Array>,
    { replaces = false, isPart = false }: WriteOptions = {},
  ): Promise<number> {
    const source = new CountedSource(content);
    const body = Readable.from(source.chunks(), { objectMode: false });
    const upload = new Upload({
      client: this.#client,
      params: {
        ...this.#object(name),
        Body: body,
        ...(!replaces && !isPart && { IfNoneMatch: "*" }),
      },
      partSize: isPart ? smallPartBytes : partBytes,
      queueSize: isPart ? 1 : 2,
    });
    try {
      await this.#try(`Writing ${name}`, () => upload.done());
      return source.bytes;
    } catch (error) {
      throw source.failure ?? error;
    } finally {
      body.destroy();
    }
  }

  async remove(names: readonly string[]): Promise<void> {
    for (let at = 0; at < names.length; at += maxNamesPerDeletion) {
      const some = names.slice(at, at + maxNamesPerDeletion);
      const Delete = { Objects: some.map((name) => ({ Key: this.#prefix + name })), Quiet: true };
      const { Errors: failures = [] } = await this.#try(`Removing ${some.length} files`, () =>
        this.#client.send(new DeleteObjectsCommand({ Bucket: this.#bucket, Delete })),
      );
      const [failure] = failures;
      if (failure)
        throw describeS3Failure(Object.assign(new Error("Not removed"), { name: failure.Code ?? "Error" }), {
          bucket: this.#bucket,
          endpoint: this.#endpoint,
          action: `Removing ${this.#nameOf(failure.Key ?? "")}`,
        });
    }
  }

  async removeFolder(folder: string): Promise<void> {
    for await (const { Contents = [] } of this.#pages(`${folder}/`))
      await this.remove(Contents.map(({ Key = "" }) => this.#nameOf(Key)));
  }

  /** The parts of an upload are stored and paid for until it ends. A lifecycle rule of the bucket may do the same. */
  async removeInterrupted(name: string): Promise<void> {
    try {
      const { Uploads: uploads = [] } = await this.#client.send(
        new ListMultipartUploadsCommand(this.#under("")),
      );
      for (const { Key = "", UploadId, Initiated } of uploads) {
        const modifiedAt = Initiated?.getTime() ?? Date.now();
        if (!isLeft(name, { name: this.#nameOf(Key), modifiedAt })) continue;
        await this.#client.send(new AbortMultipartUploadCommand({ Bucket: this.#bucket, Key, UploadId }));
      }
    } catch {
      // Some keys may not list uploads, and some services cannot. If the service is down, the next write fails as
      // well.
    }
  }

  #object(name: string) {
    return { Bucket: this.#bucket, Key: this.#prefix + name };
  }

  #under(folder: string) {
    return { Bucket: this.#bucket, Prefix: this.#prefix + folder };
  }

  #nameOf(key: string): string {
    return key.slice(this.#prefix.length);
  }

  async *#pages(folder: string, Delimiter?: string) {
    let ContinuationToken: string | undefined;
    do {
      const page = await this.#try("Listing files", () =>
        this.#client.send(new ListObjectsV2Command({ ...this.#under(folder), Delimiter, ContinuationToken })),
      );
      yield page;
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }

  /** The rest of a file from `at`, as long as it is unchanged. */
  async #get(name: string, at = 0, IfMatch?: string) {
    const Range = at === 0 ? undefined : `bytes=${at}-`;
    const { Body, ContentLength, ETag } = await this.#try(`Reading ${name}`, () =>
      this.#client.send(new GetObjectCommand({ ...this.#object(name), Range, IfMatch })),
    );
    if (!(Body instanceof Readable) || ContentLength === undefined)
      throw new StorageError(`${this.pathOf(name)} was answered without a length.`);
    return { body: Body, bytes: ContentLength, tag: ETag };
  }

  /** Resumes after a lost connection. */
  async *#resumed(name: string, first: { body: Readable; bytes: number; tag: string | undefined }) {
    let { body } = first;
    let at = 0;
    let isTaken = true;
    for (let losses = 0; ; losses++) {
      try {
        for await (const chunk of body) {
          at += chunk.length;
          isTaken = false;
          yield chunk;
          isTaken = true;
        }
      } catch (error) {
        // Otherwise the reader has failed, not the connection.
        if (!isTaken) throw error;
        if (losses === maxResumptions) throw this.#failure(`Reading ${name}`, error);
      }
      if (at >= first.bytes) return;
      if (losses === maxResumptions) throw new StorageError(`${this.pathOf(name)} ends early.`);
      await sleep(resumptionMilliseconds * (losses + 1));
      ({ body } = await this.#get(name, at, first.tag));
    }
  }

  async #try<Result>(action: string, run: () => Promise<Result>): Promise<Result> {
    try {
      return await run();
    } catch (error) {
      throw this.#failure(action, error);
    }
  }

  #failure(action: string, error: unknown): StorageError {
    return describeS3Failure(error, { bucket: this.#bucket, endpoint: this.#endpoint, action });
  }
}

function newClient(access: S3Access | undefined, abortSignal: AbortSignal | undefined): S3Client {
  const { endpoint, region, credentials, pathStyle = false } = access ?? {};
  const client = new S3Client({
    ...(endpoint && { endpoint, region: "us-east-1" }),
    ...(region && { region }),
    ...(credentials && { credentials }),
    forcePathStyle: pathStyle,
    maxAttempts,
    requestHandler: { connectionTimeout: 10_000, socketTimeout: 60_000 },
  });
  if (abortSignal) {
    // Not with each command: the library's own commands for an upload take no signal.
    const { requestHandler } = client.config;
    const handle = requestHandler.handle.bind(requestHandler);
    requestHandler.handle = (request, options) => handle(request, { ...options, abortSignal });
  }
  return client;
}

/** Counts bytes, and keeps the source's own error, which the library would wrap. */
class CountedSource {
  bytes = 0;
  failure: unknown;
  readonly #content: AsyncIterable<Uint8Array>;

  constructor(content: AsyncIterable<Uint8Array>) {
    this.#content = content;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of this.#content) {
        this.bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}
