import { createHash, pbkdf2Sync, timingSafeEqual } from "node:crypto";
import type { VerifyFormerTask } from "@caretype/identity/credential/password/hashing";
import { compareSync, hashSync } from "bcryptjs";
import { bcryptShape, pbkdf2Shape } from "./django-hash.ts";

/** Compares a password with a hash that passes `isDjangoHash`, in a thread. */
export function verify({ password, hash, cost }: VerifyFormerTask): boolean {
  const [, iterations, salt = "", digest = ""] = pbkdf2Shape.exec(hash) ?? [];
  if (iterations !== undefined) {
    const startedAt = performance.now();
    const found = pbkdf2Sync(password, salt, Number(iterations), 32, "sha256");
    fillUp(performance.now() - startedAt, cost);
    return timingSafeEqual(found, Buffer.from(digest, "base64"));
  }
  const [, bcrypt = "", spent] = bcryptShape.exec(hash) ?? [];
  const matches = compareSync(createHash("sha256").update(password, "utf8").digest("hex"), bcrypt);
  for (let step = Number(spent); step < cost; step++) hashSync(filling, step);
  return matches;
}

const cheapest = 4;
const filling = "any text";

/** A measured part of bcrypt's work predicts the rest. A timer would not grow with the machine's load. */
function fillUp(spent: number, cost: number): void {
  const probeCost = Math.max(cheapest, cost - 4);
  const startedAt = performance.now();
  hashSync(filling, probeCost);
  const probe = performance.now() - startedAt;
  for (const step of missingSteps({ spent, probe, probeCost, cost })) hashSync(filling, step);
}

type Spent = { spent: number; probe: number; probeCost: number; cost: number };

/** The costs of further hashes that, with `spent` and the probe, sum to one of `cost`. Each step doubles the work. */
export function missingSteps({ spent, probe, probeCost, cost }: Spent): number[] {
  const steps: number[] = [];
  const timeOf = (step: number) => probe * 2 ** (step - probeCost);
  let missing = timeOf(cost) - probe - spent;
  for (let step = cost - 1; step >= cheapest; step--) {
    if (missing < timeOf(step)) continue;
    steps.push(step);
    missing -= timeOf(step);
  }
  return steps;
}
