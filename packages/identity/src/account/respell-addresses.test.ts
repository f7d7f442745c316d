import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { respellAddresses } from "./respell-addresses.ts";

const api = await createTestApi();
const { reader } = api.database;

it("gives accounts of earlier versions the one spelling of their address, and leaves what is taken", async () => {
  const [older, both, plain] = [await api.signUp(), await api.signUp(), await api.signUp()];
  const { id: taken } = (await api.signUp()).account;
  const rename = (id: string, email: string, username = email) =>
    reader.execute(sql`update account set email = ${email}, username = ${username} where id = ${id}`);
  await rename(older.account.id, "ann@xn--mnchen-3ya.de");
  await rename(both.account.id, "bo@XN--mnchen-3ya.de", "bo");
  await rename(taken, "bo@münchen.de", "bo-2");
  const emailOf = async (id: string) => {
    const [row] = await reader.execute<{ email: string; username: string }>(
      sql`select email, username from account where id = ${id}`,
    );
    return row;
  };
  const before = await emailOf(plain.account.id);
  for (let round = 0; round < 2; round++) await respellAddresses(api.database);
  const ids = [older.account.id, both.account.id, taken, plain.account.id];
  expect(await Promise.all(ids.map(emailOf))).toEqual([
    { email: "ann@münchen.de", username: "ann@münchen.de" },
    { email: "bo@XN--mnchen-3ya.de", username: "bo" },
    { email: "bo@münchen.de", username: "bo-2" },
    before,
  ]);
});
