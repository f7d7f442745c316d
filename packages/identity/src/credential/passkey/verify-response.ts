import type { Services } from "@caretype/core/kernel/procedure/services";
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

/** Null if it does not match the options (challenge, page or host), or its user was not verified. */
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
  // The passkey is looked up by the browser's id, which must be the verified one.
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

/** Null if the passkey has not signed the challenge as requested. */
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
    // The library would compare counters before it verifies the signature, so an attacker who knows a passkey's id
    // could trigger an alarm. The counter is compared later, and 0 disables the library's check.
    credential: { id: response.id, publicKey: new Uint8Array(publicKey), counter: 0 },
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { newCounter: counter, credentialBackedUp: isBackedUp } = verified.authenticationInfo;
  return { counter, isBackedUp };
}

/** Users may be tricked into answering in another site's frame. The library does not check this in every case. */
function isFramed({ response }: { response: { clientDataJSON: string } }): boolean {
  try {
    const clientData: unknown = JSON.parse(Buffer.from(response.clientDataJSON, "base64url").toString());
    return Reflect.get(Object(clientData), "crossOrigin") === true;
  } catch {
    return true;
  }
}

/**
 * No attestation is requested. An unrequested one could contain certificates with URLs that the library would fetch. Only
 * `packed` without certificates is signed by the passkey itself.
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
