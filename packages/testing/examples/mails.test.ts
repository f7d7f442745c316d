import { startBackend } from "@caretype/testing";
import { expect, it } from "vitest";

it("resets a forgotten password by an emailed link", async () => {
  await using backend = await startBackend();
  const client = backend.anonymous();
  const email = "ada@example.org";
  await client.auth.register({ email, password: "nine lives of a lamp" });

  await client.account.requestPasswordReset.mutate({ email });
  const { token, links } = await backend.mails.next({ to: email, template: "resetPassword" });
  expect(links[0]).toContain("/reset-password#token=");

  const password = "another lamp with nine lives";
  await client.account.resetPassword.mutate({ token: token ?? "", password });
  await client.auth.login({ email, password });
});
