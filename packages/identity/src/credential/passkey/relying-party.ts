import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { Services } from "@caretype/core/kernel/procedure/services";

type RelyingParty = {
  /** The host name to which passkeys are bound. */
  id: string;
  name: string;
  /** Origins that may use them. */
  origins: string[];
};

export const relyingParty = ({ appUrl, corsOrigins }: Pick<Services, "appUrl" | "corsOrigins">) => {
  const { hostname: id, origin } = new URL(appUrl);
  return { id, name: "Caretype", origins: [...new Set([origin, ...corsOrigins])] } satisfies RelyingParty;
};

/** COSE numbers of EdDSA, ES256 and RS256. Every authenticator has one of these. */
export const algorithms = [-8, -7, -257];

/** Loaded on first use, because it takes a tenth of a second. */
export const loadWebAuthn = () => import("@simplewebauthn/server");

/** Passkeys per account. All of them are listed in a sign-in's options. */
export const maxPasskeys = 20;

/** The user handle of an account's passkeys: the 16 bytes of its id, which contain no personal data. */
export const userHandleOf = (accountId: AccountId): string =>
  Buffer.from(accountId.replaceAll("-", ""), "hex").toString("base64url");
