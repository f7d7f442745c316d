import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

// An in-memory passkey for tests. It can also give answers that no real browser or device gives.

/** The value types in attestations. */
export type Cbor = Parameters<typeof isoCBOR.encode>[0];

type Descriptor = { id: string };

/** The answer of `passkey.registrationOptions`. */
type CreationOptions = {
  challenge: string;
  rp: { id: string };
  user: { id: string };
  excludeCredentials?: Descriptor[] | undefined;
};

/** The answer of `passkey.loginOptions` and the like. */
type RequestOptions = { challenge: string; rpId: string; allowCredentials?: Descriptor[] | undefined };

/** Values to replace in the answer, to make it wrong or unusual. */
export type Deviation = {
  origin?: string;
  rpId?: string;
  challenge?: string;
  type?: string;
  crossOrigin?: boolean;
  isVerified?: boolean;
  isPresent?: boolean;
  counter?: number;
  userHandle?: string;
  /** An unrequested attestation over `signed`. `ownKey` is the passkey's private key. */
  attestation?: (signed: Buffer, ownKey: KeyObject) => { format: string; statement: Map<string, Cbor> };
};

export type SoftwarePasskey = {
  id: string;
  /** The result of `navigator.credentials.create`. */
  registration: ReturnType<typeof registrationOf>;
  /** Returns the result of `navigator.credentials.get`. Increments the counter. */
  assert(options: RequestOptions, deviation?: Deviation): ReturnType<typeof assertionOf>;
};

type CreatedPasskey = { id: string; userHandle: string; origin: string };

/** Creates a passkey (ES256) for a page of `origin`, with the server's options. */
export function createSoftwarePasskey(
  options: CreationOptions,
  { origin: page, id: givenId, ...deviation }: Deviation & { origin: string; id?: Buffer },
): SoftwarePasskey {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = givenId ?? randomBytes(32);
  const passkey: CreatedPasskey = {
    id: credentialId.toString("base64url"),
    userHandle: options.user.id,
    origin: page,
  };
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const coseKey = new Map<number, Cbor>([
    ...([
      [1, 2],
      [3, -7],
      [-1, 1],
    ] as const),
    ...([
      [-2, Buffer.from(x, "base64url")],
      [-3, Buffer.from(y, "base64url")],
    ] as const),
  ]);
  const attested = Buffer.concat([
    Buffer.alloc(16),
    bigEndian(credentialId.length, 2),
    credentialId,
    isoCBOR.encode(coseKey),
  ]);
  let counter = deviation.counter ?? 1;
  return {
    id: passkey.id,
    registration: registrationOf(passkey, {
      options,
      deviation: { counter, ...deviation },
      attested,
      privateKey,
    }),
    assert(request, changes = {}) {
      // A passkey without a counter always reports 0.
      if (counter > 0) counter += 1;
      return assertionOf(passkey, { request, deviation: { counter, ...changes }, privateKey });
    },
  };
}

type Registering = {
  options: CreationOptions;
  deviation: Deviation;
  attested: Buffer;
  privateKey: KeyObject;
};

const unattested = () => ({ format: "none", statement: new Map<string, Cbor>() });

function registrationOf(
  { id, origin }: CreatedPasskey,
  { options, deviation, attested, privateKey }: Registering,
) {
  const { challenge } = options;
  const authenticatorData = authenticatorDataOf({ rpId: options.rp.id, ...deviation }, attested);
  const clientDataJSON = clientDataOf({ type: "webauthn.create", challenge, origin, ...deviation });
  const { attestation = unattested } = deviation;
  const { format, statement } = attestation(signedOf(authenticatorData, clientDataJSON), privateKey);
  const attestationObject = isoCBOR.encode(
    new Map<string, Cbor>([
      ["fmt", format],
      ["attStmt", statement],
      ["authData", authenticatorData],
    ]),
  );
  return {
    id,
    rawId: id,
    type: "public-key" as const,
    clientExtensionResults: {},
    response: {
      clientDataJSON,
      attestationObject: Buffer.from(attestationObject).toString("base64url"),
      transports: ["internal"],
    },
  };
}

function assertionOf(
  { id, origin, userHandle }: CreatedPasskey,
  {
    request,
    deviation,
    privateKey,
  }: { request: RequestOptions; deviation: Deviation; privateKey: KeyObject },
) {
  const { challenge, rpId } = request;
  const authenticatorData = authenticatorDataOf({ rpId, ...deviation });
  const clientDataJSON = clientDataOf({ type: "webauthn.get", challenge, origin, ...deviation });
  const signed = signedOf(authenticatorData, clientDataJSON);
  return {
    id,
    rawId: id,
    type: "public-key" as const,
    clientExtensionResults: {},
    response: {
      clientDataJSON,
      authenticatorData: authenticatorData.toString("base64url"),
      signature: sign("sha256", signed, privateKey).toString("base64url"),
      userHandle: deviation.userHandle ?? userHandle,
    },
  };
}

const signedOf = (authenticatorData: Buffer, clientDataJSON: string) =>
  Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON, "base64url"))]);

type ClientData = Pick<Deviation, "type" | "challenge" | "origin" | "crossOrigin">;

const clientDataOf = ({ type, challenge, origin, crossOrigin = false }: ClientData) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin })).toString("base64url");

const [userPresent, userVerified, attestedCredential] = [0x01, 0x04, 0x40];

function authenticatorDataOf(
  { rpId = "", isPresent = true, isVerified = true, counter = 0 }: Deviation,
  attested: Buffer = Buffer.alloc(0),
): Buffer {
  const flags =
    (isPresent ? userPresent : 0) +
    (isVerified ? userVerified : 0) +
    (attested.length > 0 ? attestedCredential : 0);
  return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags]), bigEndian(counter, 4), attested]);
}

const sha256 = (data: Buffer) => createHash("sha256").update(data).digest();

function bigEndian(value: number, bytes: number): Buffer {
  const encoded = Buffer.alloc(bytes);
  encoded.writeUIntBE(value, 0, bytes);
  return encoded;
}
