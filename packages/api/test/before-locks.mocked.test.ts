import type { Services } from "@caretype/core/kernel/procedure/services";
import { createSoftwarePasskey } from "@caretype/identity/test/software-authenticator";
import { addApp, codeOf, createClock } from "@caretype/test-api/authenticator";
import { failureOf } from "@caretype/test-api/failure";
import { addPasskey, origin } from "@caretype/test-api/passkeys";
import { createTestApi } from "@caretype/test-api/support";
import { recorded } from "@caretype/test-database";
import { beforeEach, expect, it, vi } from "vitest";

/** The recorded steps in order: loading libraries, verifying, and taking locks. */
const steps = vi.hoisted(() => [] as ("load" | "verify" | "lock")[]);
beforeEach(() => void steps.splice(0));

vi.mock("@caretype/identity/credential/second-factor/totp", async (original) => {
  const real = await original<typeof import("@caretype/identity/credential/second-factor/totp")>();
  const noting =
    <Given extends unknown[], Answer>(step: "load" | "verify", act: (...given: Given) => Answer) =>
    (...given: Given) => {
      steps.push(step);
      return act(...given);
    };
  return {
    ...real,
    loadOtplib: noting("load", real.loadOtplib),
    qrCodeOf: noting("load", real.qrCodeOf),
    totpStepOf: noting("verify", real.totpStepOf),
  };
});
vi.mock("@caretype/identity/credential/passkey/relying-party", async (original) => {
  const real = await original<typeof import("@caretype/identity/credential/passkey/relying-party")>();
  const loadWebAuthn: typeof real.loadWebAuthn = () => {
    steps.push("verify");
    return real.loadWebAuthn();
  };
  return { ...real, loadWebAuthn };
});

const clock = createClock();
const api = await createTestApi({ now: clock.now });
const locks = /for (?:no key )?update|^(?:update|insert into|delete from) "(?:one_time_token|totp_factor)"/;
const record = ({ text }: { text: string }) => {
  if (locks.test(text)) steps.push("lock");
};
const services: Services = {
  ...api.services,
  database: {
    ...api.services.database,
    transaction: (run) => api.services.database.transaction((tx) => run(recorded(tx, record))),
  },
};
const watched = (accessToken: string | null = null) => api.callerWith({ accessToken, services });

/** Expects the first lock after all slow steps. */
function expectBeforeLocks(step: "load" | "verify") {
  expect(steps).toContain(step);
  expect(steps).toContain("lock");
  expect(steps.lastIndexOf(step)).toBeLessThan(steps.indexOf("lock"));
}

it("loads the authenticator's library and draws its code before it locks the account", async () => {
  const { access } = await api.signUp();
  const { secret } = await watched(access).secondFactor.setUp();
  expectBeforeLocks("load");
  steps.splice(0);
  await watched(access).secondFactor.confirm({ code: await codeOf(secret, clock) });
  expectBeforeLocks("load");
});

it("verifies a passkey before it redeems the challenge", async () => {
  const { access, caller } = await api.signUp();
  const options = await caller.passkey.registrationOptions();
  const { registration: response } = createSoftwarePasskey(options, { origin });
  await watched(access).passkey.register({ challenge: options.challenge, response, name: "phone" });
  expectBeforeLocks("verify");
});

it("verifies a second factor before it locks the challenge", async () => {
  const { caller, email, password } = await api.signUp();
  const { code } = await addApp(caller, clock);
  const passkey = await addPasskey(caller);
  const begin = async () => {
    const { details } = await failureOf(api.anonymous.account.login({ email, password }));
    steps.splice(0);
    return details.secondFactor?.challenge ?? "";
  };
  const typed = await begin();
  await watched().account.completeLogin({ challenge: typed, code: await code() });
  expectBeforeLocks("verify");
  const challenge = await begin();
  const response = passkey.assert(await api.anonymous.passkey.assertionOptions({ challenge }));
  steps.splice(0);
  await watched().account.completeLogin({ challenge, passkey: response });
  expectBeforeLocks("verify");
});
