import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { toDomainError } from "@caretype/core/kernel/error/map";
import { failureOf, tally } from "@caretype/test-api/failure";
import { afterAll, describe, expect, it } from "vitest";
import { createPasswords } from "./hashing.ts";

const passwords = createPasswords({ cost: 4 });
afterAll(() => passwords.close());
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

describe("hash and verify", () => {
  it("match for the same password only, each hash with its own salt", async () => {
    const [one, two] = await Promise.all([passwords.hash("correct horse"), passwords.hash("correct horse")]);
    expect(one).toMatch(/^\$2b\$04\$[./\w]{53}$/);
    expect(one).not.toBe(two);
    const answers = times(2, (i) => passwords.verify(i ? "correct horsf" : "correct horse", one ?? ""));
    expect(await Promise.all(answers)).toEqual([true, false]);
    // A bcrypt hash of a SHA-384 in Base64.
    const known = "$2b$04$JvoiXR8IpE9e.tD7CbXrluzCdlwwXfmO4HQ5Zd780Y6.lfaKSW0/S";
    expect(await passwords.verify("correct horse", known)).toBe(true);
  });

  it.each([
    ["bytes after the 72nd", "x".repeat(72), `${"x".repeat(72)}y`],
    ["bytes after NUL", "a", "a\0a"],
    ["a lone surrogate and U+FFFD", "\ufffd", "\ud800"],
    ["forms of one character", "\u00e9", "e\u0301"],
    ["letters in two cases", "correct horse", "Correct horse"],
    ["a blank behind it", "correct horse", "correct horse "],
  ])("distinguish %s", async (_what, known, other) => {
    expect(await passwords.verify(other, await passwords.hash(known))).toBe(false);
  });

  it.each([
    "",
    "x",
    "$2b$04$short",
    `$9z$04$${"a".repeat(53)}`,
    `$2b$99$${"a".repeat(53)}`,
    `$2b$04$${"é".repeat(53)}`,
  ])("treat a malformed hash as no match: %j", async (hash) => {
    expect(await passwords.verify("correct horse", hash)).toBe(false);
  });

  it("recognize hashes of lower and higher cost", async () => {
    const later = createPasswords({ cost: 5 });
    const hash = await passwords.hash("correct horse");
    const dearer = await later.hash("correct horse");
    expect([passwords.isOutdated(hash), later.isOutdated(hash)]).toEqual([false, true]);
    expect([passwords.isOutdated(dearer), later.isOutdated(dearer)]).toEqual([true, false]);
    expect(later.isOutdated("!")).toBe(false);
    expect(await later.verify("correct horse", hash)).toBe(true);
    expect(await passwords.verify("correct horse", dearer)).toBe(true);
    await later.close();
  });
});

/** The niceness of each thread of this process: the 17th field after the thread's name. */
const niceness = () =>
  readdirSync("/proc/self/task").map((thread) => {
    const fields = readFileSync(`/proc/self/task/${thread}/stat`, "utf8").split(") ")[1]?.split(" ");
    return Number(fields?.[16]);
  });

describe("the queue", () => {
  it.runIf(process.platform === "linux")("runs at a low priority", async () => {
    const before = niceness();
    const polite = createPasswords({ cost: 4, workers: 1 });
    await polite.hash("long enough then");
    expect(niceness().filter((nice) => nice === 5)).toHaveLength(
      before.filter((nice) => nice === 5).length + 1,
    );
    await polite.close();
  });

  it("is bounded: further calls are told to retry", async () => {
    const narrow = createPasswords({ cost: 6, workers: 1, queue: 3 });
    const calls = times(10, () => narrow.verify("wrong", null));
    expect(await tally(calls)).toEqual({ ok: 4, SERVICE_UNAVAILABLE: 6 });
    await narrow.verify("wrong", null);
    const failing = times(10, () => narrow.hash("correct horse"));
    const refusals = await Promise.allSettled(failing.slice(4).map(failureOf));
    expect(refusals.map((outcome) => outcome.status === "fulfilled" && outcome.value.details)).toEqual(
      times(6, () => ({ retryAfterSeconds: 2 })),
    );
    await Promise.allSettled(failing);
    await narrow.close();
  });

  it("is fair: another address waits for one task, not for all of the first", async () => {
    const narrow = createPasswords({ cost: 6, workers: 1, queue: 10 });
    const done: string[] = [];
    const from = (address: string) =>
      narrow.verify("wrong", null, address).then(
        () => void done.push(address),
        (error: unknown) => void done.push(`${address} ${toDomainError(error).code}`),
      );
    // Each from a different IPv6 network.
    const flood = times(11, (i) => from(`2001:db8:1:1::${(i + 1).toString(16)}`));
    await Promise.all([...flood, from("192.0.2.7"), from("::ffff:192.0.2.7")]);
    const others = done.filter((entry) => !entry.includes(" "));
    expect(others.slice(0, 4)).toEqual([
      "2001:db8:1:1::1",
      "2001:db8:1:1::2",
      "192.0.2.7",
      "2001:db8:1:1::3",
    ]);
    expect(done.filter((entry) => entry.includes(" "))).toEqual([
      "2001:db8:1:1::b SERVICE_UNAVAILABLE",
      "2001:db8:1:1::a SERVICE_UNAVAILABLE",
    ]);
    await narrow.close();
  });

  it("does not block the event loop while 20 tasks wait", async () => {
    const busy = createPasswords({ cost: 9, workers: 1 });
    await busy.verify("wrong", null);
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    expect(await tally(times(20, () => busy.verify("wrong", null)))).toEqual({ ok: 20 });
    clearInterval(counting);
    await busy.close();
    // Hashing in this thread would block it, so there would be at most one tick per hash.
    expect(turns).toBeGreaterThan(40);
  });
});

describe("close", () => {
  it("rejects waiting and later tasks", async () => {
    const closing = createPasswords({ cost: 8, workers: 1 });
    await closing.verify("wrong", null);
    const waiting = times(5, () => closing.verify("wrong", null));
    const outcome = tally(waiting);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await closing.close();
    expect((await outcome).SERVICE_UNAVAILABLE).toBeGreaterThan(2);
    expect((await failureOf(closing.hash("correct horse"))).code).toBe("SERVICE_UNAVAILABLE");
  });

  it("is not needed for the process to exit, and no thread starts without a password", async () => {
    const module = new URL("./hashing.ts", import.meta.url).href;
    const script = `
      const { createPasswords } = await import(${JSON.stringify(module)});
      createPasswords({ cost: 4 });
      const passwords = createPasswords({ cost: 4 });
      await passwords.verify("right", await passwords.hash("right")) && console.log("done");`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
    expect(stdout.trim()).toBe("done");
  });
});
