import { tally } from "@caretype/test-api/failure";
import { expect, it } from "vitest";
import { createRateLimiter } from "./in-memory.ts";

const spentBy = (addresses: string[]) => {
  const limiter = createRateLimiter({ accountPoints: 0, addressPoints: 3 });
  return tally(addresses.map((address) => limiter.spend({ address, procedure: "account.login" }, 1)));
};

it("treats all addresses of an IPv6 network as one caller", async () => {
  const ofOne = ["2001:db8:1:1::1", "2001:db8:1:1::2", "2001:DB8:1:1:ffff::3", "2001:db8:1:1:1:2:3:4"];
  expect(await spentBy(ofOne)).toEqual({ ok: 3, RATE_LIMITED: 1 });
  expect(await spentBy(["2001:db8:1:1::1", "2001:db8:1:2::1", "2001:db8:1:3::1", "2001:db8:1:4::1"])).toEqual(
    {
      ok: 4,
    },
  );
});

it("recognizes both forms of an IPv4 address, and uses other texts as they are", async () => {
  expect(await spentBy(["192.0.2.7", "::ffff:192.0.2.7", "::ffff:c000:207", "192.0.2.7"])).toEqual({
    ok: 3,
    RATE_LIMITED: 1,
  });
  expect(await spentBy(["a", "b", "a", "a", "a"])).toEqual({ ok: 4, RATE_LIMITED: 1 });
});
