import { ReadableStream } from "node:stream/web";
import { Decrypter, Encrypter } from "age-encryption";
import { BackupError } from "../backup-error.ts";
import { StorageError } from "../storage/index.ts";

/** How to encrypt, in the format of age: with a passphrase, or for the holders of keys. */
export type BackupLock = { passphrase: string } | { recipients: readonly string[] };

export type BackupKey = { passphrase: string } | { identities: readonly string[] };

/** The first line of age's format. */
export const ageMark = "age-encryption.org/v1";

export async function* encrypted(
  chunks: AsyncIterable<Uint8Array>,
  lock: BackupLock,
): AsyncGenerator<Uint8Array, undefined> {
  const encrypter = new Encrypter();
  if ("passphrase" in lock) encrypter.setPassphrase(lock.passphrase);
  else for (const recipient of lock.recipients) addRecipient(encrypter, recipient);
  yield* ReadableStream.from(await encrypter.encrypt(webStream(chunks)));
}

function addRecipient(encrypter: Encrypter, recipient: string) {
  try {
    encrypter.addRecipient(recipient);
  } catch {
    throw new BackupError(`${JSON.stringify(recipient)} is not a recipient of age, such as age1….`);
  }
}

/** @throws {BackupError} if the key does not fit. Later errors of the stream say that the file is damaged. */
export async function decrypted(
  chunks: AsyncIterable<Uint8Array>,
  key: BackupKey,
): Promise<AsyncIterable<Uint8Array>> {
  const decrypter = new Decrypter();
  if ("passphrase" in key) decrypter.addPassphrase(key.passphrase);
  else for (const identity of key.identities) addIdentity(decrypter, identity);
  try {
    return withClearErrors(ReadableStream.from(await decrypter.decrypt(webStream(chunks))));
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const isUnfit = error instanceof Error && /no identity matched/.test(error.message);
    throw new BackupError(isUnfit ? wrongKey : damagedOrCut, { cause: error });
  }
}

function addIdentity(decrypter: Decrypter, identity: string) {
  try {
    decrypter.addIdentity(identity);
  } catch {
    throw new BackupError(
      "The identity file has a line that is not an identity of age, such as AGE-SECRET-KEY-1….",
    );
  }
}

async function* withClearErrors(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw new BackupError(damagedOrCut, { cause: error });
  }
}

/** The error of its last block does not distinguish them. */
const damagedOrCut = "The backup is damaged or cut off. Use another copy.";

const wrongKey = "The backup cannot be decrypted with this passphrase or identity. Nothing was restored.";

/** Node's type of a stream and the browser's are not compatible. */
const webStream = (chunks: AsyncIterable<Uint8Array>) =>
  ReadableStream.from(chunks) as globalThis.ReadableStream<Uint8Array>;
