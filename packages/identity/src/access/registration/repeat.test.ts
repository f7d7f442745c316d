import { addApp, createClock } from "@caretype/test-api/authenticator";
import { codeOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { v7 as uuidv7 } from "uuid";
import { expect, it, onTestFinished, vi } from "vitest";

const clock = createClock();
const api = await createTestApi({ now: clock.now });
const password = "correct horse battery";

async function registered() {
  const values = { email: `${uuidv7()}@example.org`, password };
  const key = uuidv7();
  const again = (chosen = password) => {
    const idempotency = { keys: [key], replayed: new Set<number>() };
    return api.callerWith({ idempotency }).account.register({ ...values, password: chosen });
  };
  return { ...values, again, first: await again() };
}

it("a repeated registration with the same key signs in", async () => {
  const { again, first } = await registered();
  const second = await again();
  expect(second.id).toBe(first.id);
  expect(second.tokens?.access).not.toBe(first.tokens?.access);
});

it("requires the second factor", async () => {
  const { again, first } = await registered();
  await addApp(api.callerWith({ accessToken: first.tokens?.access ?? null }), clock);
  expect(await codeOf(again())).toBe("EMAIL_TAKEN");
});

it("counts wrong passwords like sign-ins", async () => {
  // The first delay is one second long, and a slow machine takes longer to sign in.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  const { again, email } = await registered();
  for (let index = 0; index < 10; index++) expect(await codeOf(again("a wrong one"))).toBe("EMAIL_TAKEN");
  expect(await codeOf(again())).toBe("EMAIL_TAKEN");
  expect(await codeOf(api.anonymous.account.login({ email, password }))).toBe("INVALID_CREDENTIALS");
});
