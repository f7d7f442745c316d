import type { Services } from "../services.ts";
import { algorithms, loadWebAuthn, relyingParty } from "./relying-party.ts";
import type { AssertionResponse, RegistrationResponse } from "./schema.ts";

type Party = Pick<Services, "appUrl" | "corsOrigins">;
type Answer<Response> = { challenge: string; response: Response };

export type NewCredential = {
  id: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  isBackedUp: boolean;
};

/** Null where it is not what was asked for: of another challenge, page or host, or without its user being verified. */
export async function verifyRegistration(
  services: Party,
  { challenge, response }: Answer<RegistrationResponse>,
): Promise<NewCredential | null> {
  const { verifyRegistrationResponse } = await loadWebAuthn();
  const { id, origins } = relyingParty(services);
  if (isFramed(response) || !(await isUnattested(response))) return null;
  const { transports = [], ...attested } = response.response;
  const verified = await verifyRegistrationResponse({
    response: { ...response, response: attested, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origins,
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { credential, credentialBackedUp: isBackedUp } = verified.registrationInfo;
  // It is looked up by the id that the browser says, which has to be the one that was verified.
  if (credential.id !== response.id) return null;
  return {
    id: credential.id,
    counter: credential.counter,
    isBackedUp,
    publicKey: Buffer.from(credential.publicKey),
    transports: [...new Set(transports)],
  };
}

export type Assertion = { counter: number; isBackedUp: boolean };

/** Null where the passkey has not signed the challenge, or not as it is asked to. */
export async function verifyAssertion(
  services: Party,
  { challenge, response }: Answer<AssertionResponse>,
  publicKey: Buffer,
): Promise<Assertion | null> {
  const { verifyAuthenticationResponse } = await loadWebAuthn();
  const { id, origins } = relyingParty(services);
  if (isFramed(response)) return null;
  const { userHandle, ...signed } = response.response;
  const verified = await verifyAuthenticationResponse({
    response: { ...response, response: signed, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origins,
    expectedRPID: id,
    // The library would compare counters before it has verified the signature: whoever knows a passkey's id could then
    // have its owner alarmed. So that is done later, and here 0 is before any.
    credential: { id: response.id, publicKey: new Uint8Array(publicKey), counter: 0 },
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { newCounter: counter, credentialBackedUp: isBackedUp } = verified.authenticationInfo;
  return { counter, isBackedUp };
}

/** In another site's page somebody may be made to answer unawares. The library does not look at it in every case. */
function isFramed({ response }: { response: { clientDataJSON: string } }): boolean {
  try {
    const clientData: unknown = JSON.parse(Buffer.from(response.clientDataJSON, "base64url").toString());
    return Reflect.get(Object(clientData), "crossOrigin") === true;
  } catch {
    return true;
  }
}

/**
 * No attestation is asked for. One that comes all the same could have certificates in it, which name addresses that the
 * library would then fetch; only `packed` without certificates is signed by the passkey itself.
 */
async function isUnattested({ response }: RegistrationResponse): Promise<boolean> {
  const { decodeAttestationObject, isoBase64URL } = await import("@simplewebauthn/server/helpers");
  try {
    const decoded = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
    const format = decoded.get("fmt");
    return format === "none" || (format === "packed" && decoded.get("attStmt").get("x5c") === undefined);
  } catch {
    return false;
  }
}
