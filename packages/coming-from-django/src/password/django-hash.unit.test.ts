import { execFileSync } from "node:child_process";
import { createHash, pbkdf2Sync } from "node:crypto";
import { createPasswords } from "@caretype/identity/credential/password/hashing";
import { hashSync } from "bcryptjs";
import { afterAll, describe, expect, it } from "vitest";
import { djangoHashes, isDjangoHash, kindOfHash, maxIterations } from "./django-hash.ts";
import { missingSteps } from "./verify-django-hash.ts";

const passwords = createPasswords({ cost: 4 }).knowing(djangoHashes);
afterAll(() => passwords.close());

/** As `PBKDF2PasswordHasher.encode` writes it. */
const encoded = (password: string, iterations = 1_000, salt = "seasalt2") =>
  `pbkdf2_sha256$${iterations}$${salt}$${pbkdf2Sync(password, salt, iterations, 32, "sha256").toString("base64")}`;

const bcryptOf = (password: string, cost: number) =>
  `bcrypt_sha256$${hashSync(createHash("sha256").update(password).digest("hex"), cost)}`;

describe("a hash of Django", () => {
  it("matches as in Django's own test suite, tests/auth_tests/test_hashers.py", async () => {
    const hash = "pbkdf2_sha256$1500000$seasalt$P4UiMPVduVWIL/oS1GzH+IofsccjJNM5hUTikBvi5to=";
    expect(await passwords.verify("lètmein", hash)).toBe(true);
  });

  it.each([
    ["lètmein", encoded("lètmein")],
    ["correct horse", encoded("correct horse")],
    ["correct horse", bcryptOf("correct horse", 5)],
  ])("matches %s only", async (password, hash) => {
    expect(isDjangoHash(hash)).toBe(true);
    expect(await passwords.verify(password, hash)).toBe(true);
    expect(await passwords.verify(`${password}x`, hash)).toBe(false);
    expect(await passwords.verify("\ud800", hash)).toBe(false);
    expect(passwords.isOutdated(hash)).toBe(true);
  });

  it("is refused if it would take seconds, or is not whole", async () => {
    const most = encoded("x").replace("$1000$", `$${maxIterations}$`);
    expect(kindOfHash(most)).toBe("usable");
    const costly = most.replace(String(maxIterations), String(maxIterations + 1));
    expect(kindOfHash(costly)).toBe("costly");
    expect(kindOfHash(`bcrypt_sha256$$2b$31$${"a".repeat(53)}`)).toBe("costly");
    expect(await passwords.verify("x", costly)).toBe(false);
    expect(["", "!abc"].map(kindOfHash)).toEqual(["unusable", "unusable"]);
    const others = ["argon2$argon2id$v=19$x", "pbkdf2_sha1$1$a$b", "pbkdf2_sha256$0$a$b", `${encoded("x")}=`];
    for (const hash of others) expect([hash, kindOfHash(hash)]).toEqual([hash, "unsupported"]);
  });

  it("takes as much work as bcrypt's, unless it takes more by itself", () => {
    const work = (spent: number) =>
      missingSteps({ spent, probe: 16, probeCost: 8, cost: 12 }).reduce((sum, step) => sum + 2 ** step, 0);
    // A cost of 12 takes 256 here, 16 times the probe.
    for (const spent of [0, 1, 80, 100, 239]) expect(16 + spent + work(spent) / 16).toBeCloseTo(256, -0.5);
    expect(work(300)).toBe(0);
  });
});

const django = (() => {
  try {
    execFileSync("python3", ["-c", "import django"], { stdio: "ignore" });
    return true;
  } catch {
    process.stderr.write("Django is not installed: its own hashes are not compared.\n");
    return false;
  }
})();

it.runIf(django)("is made by Django itself", async () => {
  const script =
    "from django.conf import settings; settings.configure(); from django.contrib.auth.hashers import make_password; print(make_password('correct horse'))";
  const hash = execFileSync("python3", ["-c", script], { encoding: "utf8" }).trim();
  expect(await passwords.verify("correct horse", hash)).toBe(true);
});
