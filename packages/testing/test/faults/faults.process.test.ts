import { setTimeout as pause } from "node:timers/promises";
import { createClient, memoryStore } from "@caretype/client";
import { testTimeout, waitTimeout } from "@caretype/db/testing";
import { afterAll, expect, it } from "vitest";
import { Random } from "../../src/fill/random.ts";
import { callOnAndOn, type Member } from "./caller.ts";
import { problemsOf } from "./check-snapshot.ts";
import { type Fault, makeFault, orderOf } from "./faults.ts";
import { KnownRecords } from "./known-records.ts";
import { callIdOf, isMutation, Ledger } from "./ledger.ts";
import { isPostmaster, ServedFolder } from "./served-folder.ts";
import { type Snapshot, takeSnapshot } from "./snapshot.ts";

// Callers write and read in a loop while the server and its database are killed repeatedly, in many ways.
// Everything that they were told is true, and every change is accounted for.

const seed = 20_260_401;
const counts = new Map<Fault, number>([
  ["server killed", 11],
  ["server killed, and in its start again", 3],
  ["server and database killed", 5],
  ["database stopped", 7],
  ["database stopped at once", 8],
  ["backends ended", 16],
]);
const accounts = 3;
const callersOfOne = 6;
/** Writes to acknowledge between faults, so that each fault meets a load. */
const writesBetween = { ofAll: 30, ofThoseWhoRetry: 10 };
const longestMilliseconds = waitTimeout();
/** This test takes as long as this many ordinary tests. */
const faultTests = 5;

const served = new ServedFolder();
afterAll(() => served.remove());
const ledger = new Ledger();

async function signUp(name: string): Promise<Member> {
  const store = memoryStore();
  const { auth } = createClient({ url: "http://server", store, fetch: served.fetch });
  const { id: accountId } = await auth.register({
    email: `${name}@example.org`,
    password: `pass of ${name}`,
  });
  const tokens = await store.read();
  if (!tokens) throw new Error("no tokens");
  return { accountId, tokens, known: new KnownRecords() };
}

function startCallers(members: readonly Member[], running: () => boolean): Promise<unknown> {
  const callers = members.flatMap((member, place) =>
    Array.from({ length: callersOfOne }, (_, index) => {
      const name = `caller-${place}-${index}`;
      const random = new Random(seed, name);
      const options = { name, member, random, ledger, retries: index % 3 > 0, fetch: served.fetch };
      return callOnAndOn(options, running);
    }),
  );
  return Promise.all(callers);
}

async function check(where: string, url: string): Promise<Snapshot> {
  const answered = ledger.answered();
  const snapshot = await takeSnapshot(url);
  const problems = problemsOf(snapshot, { calls: ledger.calls, answered });
  expect(problems.slice(0, 20), `seed ${seed}, ${where}: ${problems.length} problems`).toEqual([]);
  return snapshot;
}

async function loadGoesOn(random: Random) {
  const { ofAll, ofThoseWhoRetry } = ledger.acknowledgedWrites;
  const deadline = performance.now() + longestMilliseconds;
  const isEnough = () =>
    ledger.acknowledgedWrites.ofAll >= ofAll + writesBetween.ofAll &&
    ledger.acknowledgedWrites.ofThoseWhoRetry >= ofThoseWhoRetry + writesBetween.ofThoseWhoRetry;
  while (!isEnough()) {
    if (performance.now() > deadline) throw new Error(`Too few writes were acknowledged: ${served.said}`);
    await pause(2);
  }
  // Calls whose answers are lost in this time are retried, or stay unknown.
  await served.loseAnswers(random.below(30));
}

function expectEnough({ entries }: Snapshot) {
  const ok = ledger.where(({ outcome }) => outcome === "ok");
  for (const type of ["patient", "doctor", "assignment"]) {
    for (const verb of ["create", "update", "remove", "restore", "byId"]) {
      const action = `${type}.${verb}`;
      expect(ok.filter((call) => call.action === action).length, action).toBeGreaterThan(5);
    }
  }
  const done = entries.filter(({ action, outcome }) => isMutation(action) && outcome === "ok");
  const unheard = done.filter(
    ({ requestId }) => ledger.calls.get(callIdOf(requestId))?.outcome === "unknown",
  );
  const replays = done.filter(({ isReplay }) => isReplay);
  expect(unheard.length, "done, but not acknowledged").toBeGreaterThan(30);
  expect(replays.length, "replayed").toBeGreaterThan(30);
}

it("loses no acknowledged write and keeps no unexplained one, over fifty faults", {
  timeout: faultTests * testTimeout(),
}, async () => {
  const random = new Random(seed, "faults");
  await served.start();
  const names = Array.from({ length: accounts }, (_, index) => `member-${index}`);
  const members = await Promise.all(names.map(signUp));
  const faults = orderOf(counts, random);
  expect(faults).toHaveLength(50);
  let isRunningOn = true;
  const calling = startCallers(members, () => isRunningOn);
  try {
    for (const [index, fault] of faults.entries()) {
      await loadGoesOn(random);
      await makeFault(fault, served, random);
      await check(`after fault ${index + 1}, ${fault}`, await served.databaseUrl());
    }
    await loadGoesOn(random);
  } finally {
    isRunningOn = false;
    await calling;
  }
  expect(await served.stop(), served.said).toBe(0);
  const snapshot = await served.withDatabase((url) => check("in the end", url));

  await served.command("audit", "seal");
  expect(await served.command("audit", "verify")).toContain("No problem was found");
  expect(ledger.surprises.slice(0, 5), `seed ${seed}`).toEqual([]);
  // Callers that retry get an answer in the end.
  expect(ledger.where(({ retries, outcome }) => retries && outcome === "unknown")).toEqual([]);
  expect([...served.postmasters].filter(isPostmaster)).toEqual([]);
  expectEnough(snapshot);
});
