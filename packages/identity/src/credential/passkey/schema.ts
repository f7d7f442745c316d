import { namedObject } from "@caretype/core/kernel/field/named-object";
import { asSpecified, CreatedAt, Instant, pageOf, requiredLine } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]+$/, "Not base64url");

/** A credential's id. WebAuthn allows a third more, but no authenticator uses it, and it would not fit into a URL. */
const CredentialId = base64url(1000);

/** A challenge: 32 random bytes, valid once. */
const Challenge = z.string().min(1, "Required").max(100);

const credential = {
  id: CredentialId.describe("The id of the credential, in base64url."),
  rawId: CredentialId.describe("The same id, as WebAuthn has it twice."),
  type: z.literal("public-key").describe("Always `public-key`."),
};

/** A transport such as `usb`. Unknown ones are accepted, as new ones may be added. */
const Transport = z.string().regex(/^[a-z-]{1,32}$/, "Not a transport");

/**
 * The result of `navigator.credentials.create` as JSON (`PublicKeyCredential.toJSON()`). Additional fields are ignored, as
 * new versions of WebAuthn add some.
 */
export const RegistrationResponse = z
  .object({
    ...credential,
    response: z
      .object({
        clientDataJSON: base64url(4096).describe("What the browser signed, as JSON in base64url."),
        attestationObject: base64url(16_384).describe("The new public key, as CBOR in base64url."),
        transports: z
          .array(Transport)
          .max(10)
          .optional()
          .describe("How a browser reaches the authenticator, such as `usb`."),
      })
      .describe("What the authenticator answered."),
  })
  .describe("The result of `navigator.credentials.create` as JSON.")
  .meta({ id: "PasskeyRegistrationResponse", ...asSpecified });
export type RegistrationResponse = z.output<typeof RegistrationResponse>;

export const AssertionResponse = z
  .object({
    ...credential,
    response: z
      .object({
        clientDataJSON: base64url(4096).describe("What the browser signed, as JSON in base64url."),
        authenticatorData: base64url(4096).describe("The authenticator's flags and counter, in base64url."),
        signature: base64url(4096).describe("Over both of the above, in base64url."),
        userHandle: base64url(100)
          .nullish()
          .describe("The account, as the authenticator stores it, in base64url."),
      })
      .describe("What the authenticator answered."),
  })
  .describe("The result of `navigator.credentials.get` as JSON.")
  .meta({ id: "PasskeyAssertionResponse", ...asSpecified });
export type AssertionResponse = z.output<typeof AssertionResponse>;

const Descriptor = z.object({
  id: z.string().describe("The id of the credential, in base64url."),
  type: z.literal("public-key").describe("Always `public-key`."),
  transports: z
    .array(z.string())
    .exactOptional()
    .describe("How a browser reaches the authenticator, such as `usb`."),
});

const UserVerification = z.enum(["required", "preferred", "discouraged"]);

/** `PublicKeyCredentialCreationOptionsJSON` */
export const RegistrationOptions = z
  .object({
    challenge: z.string().describe("Random bytes in base64url, to be signed. Valid once."),
    rp: z
      .object({
        id: z.string().describe("The site's domain."),
        name: z.string().describe("The site's name, for the browser's dialog."),
      })
      .describe("The site that the passkey is for."),
    user: z
      .object({
        id: z.string().describe("The account, as the authenticator stores it, in base64url."),
        name: z.string().describe("The account's email address, for the browser's dialog."),
        displayName: z.string().describe("The account's name, for the browser's dialog."),
      })
      .describe("The account that the passkey is for."),
    pubKeyCredParams: z
      .array(
        z.object({
          type: z.literal("public-key").describe("Always `public-key`."),
          alg: z.int().describe("A number of the COSE registry, such as -7 for ES256."),
        }),
      )
      .describe("The signature algorithms that the server takes, the best first."),
    timeout: z.int().describe("In milliseconds."),
    excludeCredentials: z
      .array(Descriptor)
      .describe("The account's passkeys, so that none is registered twice."),
    authenticatorSelection: z
      .object({
        residentKey: z
          .enum(["required", "preferred", "discouraged"])
          .describe("Whether it has to store the passkey itself."),
        requireResidentKey: z.boolean().describe("The same for older browsers."),
        userVerification: UserVerification.describe(
          "Whether it has to check a fingerprint, a face or a PIN.",
        ),
      })
      .describe("What the authenticator has to be able to do."),
    attestation: z
      .literal("none")
      .describe("Always `none`: the server does not ask for the authenticator's model."),
    extensions: z
      .object({ credProps: z.boolean().describe("Asks whether the passkey is stored in the authenticator.") })
      .describe("Extensions of WebAuthn."),
  })
  .describe("Options for `navigator.credentials.create`, as in WebAuthn.")
  .meta({ id: "PasskeyRegistrationOptions", ...asSpecified });
export type RegistrationOptions = z.output<typeof RegistrationOptions>;

/** `PublicKeyCredentialRequestOptionsJSON` */
export const AssertionOptions = z
  .object({
    challenge: z.string().describe("Random bytes in base64url, to be signed. Valid once."),
    rpId: z.string().describe("The domain of the site that the passkey is for."),
    timeout: z.int().describe("In milliseconds."),
    userVerification: UserVerification.describe(
      "Whether the authenticator has to check a fingerprint, a face or a PIN.",
    ),
    allowCredentials: z
      .array(Descriptor)
      .exactOptional()
      .describe("The account's passkeys. Omitted if the account is not known yet."),
  })
  .describe("Options for `navigator.credentials.get`, as in WebAuthn.")
  .meta({ id: "PasskeyAssertionOptions", ...asSpecified });
export type AssertionOptions = z.output<typeof AssertionOptions>;

export const Passkey = namedObject("Passkey", "A passkey of the caller.", {
  id: z.string().describe("The credential id, in base64url."),
  name: z.string().describe("The name that its owner gave it."),
  isBackedUp: z.boolean().describe("Whether its provider syncs it to the person's other devices."),
  createdAt: CreatedAt,
  lastUsedAt: Instant.nullable().describe("When it last signed in, in UTC. Null if it never did."),
});
export type Passkey = z.output<typeof Passkey>;

/** With recovery codes if the account had no second factor, otherwise null. Shown only once. */
export const RegisteredPasskey = Passkey.extend({
  recoveryCodes: z
    .array(z.string())
    .nullable()
    .describe("Recovery codes, shown only once. Null if the account had a second factor before."),
})
  .describe("A new passkey, with recovery codes if the account had no second factor.")
  .meta({
    id: "RegisteredPasskey",
  });
export type RegisteredPasskey = z.output<typeof RegisteredPasskey>;

/** Always a single page, as there are few. */
export const PasskeyPage = pageOf(Passkey);

const PasskeyName = requiredLine(100);

export const RegisterPasskey = z.strictObject({
  response: RegistrationResponse.describe("What the browser returned for the new passkey."),
  challenge: Challenge.describe("The challenge of the options that the browser got."),
  name: PasskeyName.describe("A name for lists, such as the device. On one line."),
});
export type RegisterPasskey = z.output<typeof RegisterPasskey>;

export const RenamePasskey = z.strictObject({
  id: CredentialId.describe("The id of the credential, in base64url."),
  name: PasskeyName.describe("A name for lists, such as the device. On one line."),
});
export const PasskeyById = z.strictObject({
  id: CredentialId.describe("The id of the credential, in base64url."),
});

export const LogInWithPasskey = z.strictObject({
  response: AssertionResponse.describe("What the browser returned for the passkey."),
  challenge: Challenge.describe("The challenge of the options that the browser got."),
});

export const LogInChallenge = z.strictObject({
  challenge: Challenge.describe("From the error `SECOND_FACTOR_REQUIRED`."),
});
