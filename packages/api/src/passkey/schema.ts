import { z } from "zod";
import { asSpecified, Instant, pageOf, requiredLine } from "../field/schemas.ts";

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]+$/, "Not base64url");

/** A credential's id. WebAuthn allows a third more, but no authenticator uses it, and it would not fit into a URL. */
const CredentialId = base64url(1000);

/** A challenge: 32 random bytes, valid once. */
const Challenge = z.string().min(1, "Required").max(100);

const credential = { id: CredentialId, rawId: CredentialId, type: z.literal("public-key") };

/** A transport such as `usb`. Unknown ones are accepted, as new ones may be added. */
const Transport = z.string().regex(/^[a-z-]{1,32}$/, "Not a transport");

/**
 * The result of `navigator.credentials.create` as JSON (`PublicKeyCredential.toJSON()`). Additional fields are ignored, as
 * new versions of WebAuthn add some.
 */
export const RegistrationResponse = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url(4096),
      attestationObject: base64url(16_384),
      transports: z.array(Transport).max(10).optional(),
    }),
  })
  .meta({ id: "PasskeyRegistrationResponse", ...asSpecified });
export type RegistrationResponse = z.output<typeof RegistrationResponse>;

/** The result of `navigator.credentials.get` as JSON. */
export const AssertionResponse = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url(4096),
      authenticatorData: base64url(4096),
      signature: base64url(4096),
      userHandle: base64url(100).nullish(),
    }),
  })
  .meta({ id: "PasskeyAssertionResponse", ...asSpecified });
export type AssertionResponse = z.output<typeof AssertionResponse>;

const Descriptor = z.object({
  id: z.string(),
  type: z.literal("public-key"),
  transports: z.array(z.string()).exactOptional(),
});

const UserVerification = z.enum(["required", "preferred", "discouraged"]);

/** `PublicKeyCredentialCreationOptionsJSON` */
export const RegistrationOptions = z
  .object({
    challenge: z.string(),
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.int() })),
    timeout: z.int(),
    excludeCredentials: z.array(Descriptor),
    authenticatorSelection: z.object({
      residentKey: z.enum(["required", "preferred", "discouraged"]),
      requireResidentKey: z.boolean(),
      userVerification: UserVerification,
    }),
    attestation: z.literal("none"),
    extensions: z.object({ credProps: z.boolean() }),
  })
  .meta({ id: "PasskeyRegistrationOptions", ...asSpecified });
export type RegistrationOptions = z.output<typeof RegistrationOptions>;

/** `PublicKeyCredentialRequestOptionsJSON` */
export const AssertionOptions = z
  .object({
    challenge: z.string(),
    rpId: z.string(),
    timeout: z.int(),
    userVerification: UserVerification,
    allowCredentials: z.array(Descriptor).exactOptional(),
  })
  .meta({ id: "PasskeyAssertionOptions", ...asSpecified });
export type AssertionOptions = z.output<typeof AssertionOptions>;

export const Passkey = z
  .object({
    /** The credential id, in base64url. */
    id: z.string(),
    name: z.string(),
    /** Whether its provider syncs it to the person's other devices. */
    isBackedUp: z.boolean(),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: "Passkey" });
export type Passkey = z.output<typeof Passkey>;

/** With recovery codes if the account had no second factor, otherwise null. Shown only once. */
export const RegisteredPasskey = Passkey.extend({ recoveryCodes: z.array(z.string()).nullable() }).meta({
  id: "RegisteredPasskey",
});
export type RegisteredPasskey = z.output<typeof RegisteredPasskey>;

/** Always a single page, as there are few. */
export const PasskeyPage = pageOf(Passkey);

const PasskeyName = requiredLine(100);

export const RegisterPasskey = z.strictObject({
  response: RegistrationResponse,
  challenge: Challenge,
  name: PasskeyName,
});
export type RegisterPasskey = z.output<typeof RegisterPasskey>;

export const RenamePasskey = z.strictObject({ id: CredentialId, name: PasskeyName });
export const PasskeyById = z.strictObject({ id: CredentialId });

export const LogInWithPasskey = z.strictObject({ response: AssertionResponse, challenge: Challenge });

export const LogInChallenge = z.strictObject({ challenge: Challenge });
