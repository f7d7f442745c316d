import { failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo } from "@caretype/test-api/mails";
import { addPasskey, makeStale, type PasskeyOwner, signUpWithPasskey } from "@caretype/test-api/passkeys";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const { anonymous } = api;

/** The challenge in the answer to a right password. */
async function beginLogIn({ email, password }: Pick<PasskeyOwner, "email" | "password">): Promise<string> {
  const { code, details } = await failureOf(anonymous.account.login({ email, password }));
  expect([code, details.secondFactor?.methods]).toEqual([
    "SECOND_FACTOR_REQUIRED",
    ["passkey", "recoveryCode"],
  ]);
  return details.secondFactor?.challenge ?? "";
}

describe("a passkey as second factor of a sign-in", () => {
  it("completes it", async () => {
    const owner = await signUpWithPasskey(api);
    const challenge = await beginLogIn(owner);
    const options = await anonymous.passkey.assertionOptions({ challenge });
    expect(options).toMatchObject({
      challenge,
      rpId: "app.example.org",
      userVerification: "required",
      allowCredentials: [{ id: owner.passkey.id, type: "public-key" }],
    });
    const passkey = owner.passkey.assert(options);
    const { user, access } = await anonymous.account.completeLogin({ challenge, passkey });
    expect(user.id).toBe(owner.account.id);
    await api.callerWith({ accessToken: access }).passkey.registrationOptions();
    const again = anonymous.account.completeLogin({ challenge, passkey: owner.passkey.assert(options) });
    expect((await failureOf(again)).code).toBe("INVALID_SECOND_FACTOR");
    const anew = anonymous.passkey.assertionOptions({ challenge });
    expect((await failureOf(anew)).code).toBe("INVALID_SECOND_FACTOR");
  });

  it("must belong to the account, answer this challenge on our page, and verify its user", async () => {
    const [owner, stranger] = await Promise.all([signUpWithPasskey(api), signUpWithPasskey(api)]);
    const challenge = await beginLogIn(owner);
    const options = await anonymous.passkey.assertionOptions({ challenge });
    const wrong = [
      stranger.passkey.assert(options),
      owner.passkey.assert(options, { origin: "https://evil.example" }),
      owner.passkey.assert(options, { isVerified: false }),
      owner.passkey.assert(await anonymous.passkey.loginOptions()),
    ];
    for (const passkey of wrong) {
      const call = anonymous.account.completeLogin({ challenge, passkey });
      expect((await failureOf(call)).code).toBe("INVALID_SECOND_FACTOR");
    }
    await anonymous.account.completeLogin({ challenge, passkey: owner.passkey.assert(options) });
  });

  it("cannot use its challenge for a sign-in by passkey alone, nor vice versa", async () => {
    const owner = await signUpWithPasskey(api);
    const challenge = await beginLogIn(owner);
    const response = owner.passkey.assert(await anonymous.passkey.assertionOptions({ challenge }));
    expect((await failureOf(anonymous.passkey.login({ challenge, response }))).code).toBe(
      "INVALID_CREDENTIALS",
    );
    const open = await anonymous.passkey.loginOptions();
    const misused = { challenge: open.challenge, passkey: owner.passkey.assert(open) };
    expect((await failureOf(anonymous.account.completeLogin(misused))).code).toBe("INVALID_SECOND_FACTOR");
    expect((await failureOf(anonymous.passkey.assertionOptions({ challenge: open.challenge }))).code).toBe(
      "INVALID_SECOND_FACTOR",
    );
  });

  it("is refused if copied, and the owner is notified", async () => {
    const owner = await signUpWithPasskey(api, { counter: 5 });
    const challenge = await beginLogIn(owner);
    const options = await anonymous.passkey.assertionOptions({ challenge });
    const passkey = owner.passkey.assert(options, { counter: 5 });
    expect((await failureOf(anonymous.account.completeLogin({ challenge, passkey }))).code).toBe(
      "INVALID_SECOND_FACTOR",
    );
    expect(await mailsTo(api, owner.email)).toContainEqual(
      expect.objectContaining({ template: "passkeyCopied" }),
    );
  });

  it("is not required once the last passkey is removed", async () => {
    const owner = await signUpWithPasskey(api);
    const challenge = await beginLogIn(owner);
    await owner.caller.passkey.remove({ id: owner.passkey.id });
    expect((await failureOf(anonymous.passkey.assertionOptions({ challenge }))).code).toBe(
      "SECOND_FACTOR_NOT_SET_UP",
    );
    const { email, password } = owner;
    await anonymous.account.login({ email, password });
  });

  it("removes the recovery codes with the last passkey", async () => {
    const { caller, passkey } = await signUpWithPasskey(api);
    const { id } = await addPasskey(caller);
    await caller.secondFactor.renewRecoveryCodes();
    await caller.passkey.remove({ id });
    expect(await caller.secondFactor.status()).toMatchObject({ passkeys: 1, recoveryCodesLeft: 10 });
    await caller.passkey.remove({ id: passkey.id });
    expect(await caller.secondFactor.status()).toMatchObject({ passkeys: 0, recoveryCodesLeft: 0 });
  });
});

describe("re-authentication by passkey", () => {
  it("counts as recent authentication, once per challenge", async () => {
    const { caller: stale, account, passkey } = await signUpWithPasskey(api);
    await makeStale(api, account.id);
    expect((await failureOf(stale.passkey.registrationOptions())).code).toBe("REAUTHENTICATION_REQUIRED");
    const options = await stale.passkey.reauthenticationOptions();
    expect(options.allowCredentials).toMatchObject([{ id: passkey.id }]);
    const { challenge } = options;
    await stale.account.reauthenticate({ passkey: { challenge, response: passkey.assert(options) } });
    await stale.passkey.registrationOptions();
    const again = stale.account.reauthenticate({
      passkey: { challenge, response: passkey.assert(options) },
    });
    expect((await failureOf(again)).code).toBe("INVALID_SECOND_FACTOR");
  });

  it("accepts one of twenty concurrent answers", async () => {
    const { caller, passkey } = await signUpWithPasskey(api, { counter: 0 });
    const options = await caller.passkey.reauthenticationOptions();
    const { challenge } = options;
    const calls = Array.from({ length: 20 }, () =>
      caller.account.reauthenticate({ passkey: { challenge, response: passkey.assert(options) } }),
    );
    expect((await tally(calls)).ok).toBe(1);
  });

  it("refuses another account's passkey or challenge, and a challenge for a sign-in", async () => {
    const [owner, stranger] = await Promise.all([signUpWithPasskey(api), signUpWithPasskey(api)]);
    const [own, foreign, open] = await Promise.all([
      owner.caller.passkey.reauthenticationOptions(),
      stranger.caller.passkey.reauthenticationOptions(),
      anonymous.passkey.loginOptions(),
    ]);
    for (const [options, { passkey }] of [
      [own, stranger],
      [foreign, owner],
      [open, owner],
    ] as const) {
      const { challenge } = options;
      const response = passkey.assert({ challenge, rpId: options.rpId });
      const call = owner.caller.account.reauthenticate({ passkey: { challenge, response } });
      expect((await failureOf(call)).code).toBe("INVALID_SECOND_FACTOR");
    }
  });

  it("requires a passkey", async () => {
    const { caller } = await api.signUp();
    expect((await failureOf(caller.passkey.reauthenticationOptions())).code).toBe("SECOND_FACTOR_NOT_SET_UP");
  });
});
