import type { Services } from "../services.ts";

type RelyingParty = {
  /** Passkeys are bound to this host name: another one means other passkeys. */
  id: string;
  name: string;
  /** On whose pages they may be used. */
  origins: string[];
};

export const relyingParty = ({ appUrl, corsOrigins }: Pick<Services, "appUrl" | "corsOrigins">) => {
  const { hostname: id, origin } = new URL(appUrl);
  return { id, name: "Caretype", origins: [...new Set([origin, ...corsOrigins])] } satisfies RelyingParty;
};

/** EdDSA, ES256 and RS256, as COSE numbers them: every authenticator has one of these. */
export const algorithms = [-8, -7, -257];

/** Loaded by the first ceremony: with its parsers of certificates it takes a tenth of a second, for which no start waits. */
export const loadWebAuthn = () => import("@simplewebauthn/server");
