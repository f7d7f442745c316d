import { day, hour } from "@caretype/core/kernel/module/intervals";
import { defineModule } from "@caretype/core/kernel/module/module";
import { accountRouter } from "./access/router.ts";
import { accountMails } from "./account/mail-templates.ts";
import { respellAddresses } from "./account/respell-addresses.ts";
import { apiKeyRouter } from "./api-key/router.ts";
import { createIdentityServices } from "./create-services.ts";
import type { LoginLimits } from "./credential/login-limits.ts";
import { passkeyRouter } from "./credential/passkey/router.ts";
import type { Passwords } from "./credential/password/hashing.ts";
import type { FactorVault } from "./credential/second-factor/factor-vault.ts";
import { secondFactorRouter } from "./credential/second-factor/router.ts";
import { identity } from "./declaration.ts";
import { identityConstraints, identityErrors } from "./errors.ts";
import { deleteOldNotifications } from "./notification/queries.ts";
import { notificationRouter } from "./notification/router.ts";
import { invitationRouter } from "./practice/invitation/router.ts";
import { memberRouter } from "./practice/member/router.ts";
import { practiceRouter } from "./practice/router.ts";
import type { BrowserLimits, SessionLimits } from "./session/limits.ts";
import type { SecondFactorPolicy } from "./session/requirement.ts";
import { sessionRouter } from "./session/router.ts";
import type { Tokens } from "./session/tokens.ts";

const features = {
  account: () => accountRouter,
  session: () => sessionRouter,
  apiKey: () => apiKeyRouter,
  secondFactor: () => secondFactorRouter,
  passkey: () => passkeyRouter,
  practice: () => practiceRouter,
  member: () => memberRouter,
  invitation: () => invitationRouter,
  notification: () => notificationRouter,
};

export const identityModule = defineModule({
  ...identity,
  errors: identityErrors,
  constraints: identityConstraints,
  features,
  mails: () => accountMails,
  showsMails: true,
  services: createIdentityServices,
  tasks: [
    {
      name: "notifications",
      milliseconds: hour,
      beginsLater: true,
      run: ({ database }) => deleteOldNotifications(database),
    },
    { name: "addresses", milliseconds: day, run: ({ database }) => respellAddresses(database) },
  ],
});

declare module "@caretype/core/kernel/procedure/services" {
  interface Services {
    passwords: Passwords;
    tokens: Tokens;
    /** Limits of sessions without their own. */
    sessionLimits: SessionLimits;
    loginLimits: LoginLimits;
    /** Encrypts second factors. */
    factorVault: FactorVault;
    registration: "open" | "verified" | "closed";
    /** The second-factor policy for all accounts. */
    secondFactor: SecondFactorPolicy;
    /** Limits for sessions that a browser keeps in a cookie. */
    browserLimits: BrowserLimits;
    /** Sessions per account. A further sign-in ends the oldest one. */
    sessionsAtOnce: number;
    /** Additional origins whose pages may call the API, and use passkeys of the app's host or its subdomains. */
    corsOrigins: readonly string[];
  }
}
