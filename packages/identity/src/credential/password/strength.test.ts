import { invite } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { newestMail } from "@caretype/test-api/mails";
import { createTestApi } from "@caretype/test-api/support";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { createStaffAccount } from "../../access/registration/create-account.ts";
import { estimate, findWeakness } from "./strength.ts";

const ann = {
  username: "ann.lee",
  name: "Ann-Sofie Lindqvist",
  email: "ann.lee@clinic.example.org",
  practices: ["Sunrise Surgery"],
};
const why = (password: string) => findWeakness({ password, names: ann });

describe("a weak password is refused", () => {
  it.each([
    "00000000",
    "87654321",
    "123123123",
    "aaaaaaaa",
    "abcdefgh",
    "        ",
    "qwertyuiop",
    "1qaz2wsx",
    "Password1!",
    "password123",
    "Summer2024",
    "P@ssw0rd1",
    "drowssap1",
    "19901990",
    "letmein2024",
    "caretype",
    "Caretype1!",
    "c4retype",
    "caretype2024",
    // Consists of the account's own names.
    "SunriseSurgery",
    "sunrise1!",
    "Surgery2024",
    "lindqv1st",
    "clinic2024",
    "example1",
    // A common word with digits or signs around it.
    "Caretype2024!",
    "Winter2025!",
    "letmein123!",
    "!Winter2025",
    "2024Winter!",
    "Letmein!2024",
    "Sunrise2024!",
    "P@ssw0rd2024!",
    "Contraseña1!",
    `Caretype2024${"!".repeat(30)}`,
    // In any spelling.
    "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44",
    "p\u200bassword\u00ad1",
    "\u200b".repeat(8),
    // The length does not matter.
    "0".repeat(128),
    "abc".repeat(40),
    "hello12".repeat(18),
    "Caretype".repeat(16),
  ])("%j", (password) => expect(why(password)).toMatch(/^Too (easy to guess|close to your own name)/));

  // From several published lists: some of the first hundred, and of the last of the first ten thousand.
  it.each([
    "password",
    "12345678",
    "123456789",
    "iloveyou",
    "baseball",
    "trustno1",
    "superman",
    "sunshine",
    "football",
    "princess",
    "starwars",
    "passw0rd",
    "1q2w3e4r",
    "qazwsxedc",
    "11111111",
    "password1",
    "abcd1234",
    "michelle",
    "jennifer",
    "computer",
    "corvette",
    "midnight",
    "mercedes",
  ])("%s, in any case", (password) => {
    const capital = password[0]?.toUpperCase() + password.slice(1);
    for (const written of [password, password.toUpperCase(), capital]) expect(why(written)).not.toBeNull();
  });
});

it.each([
  // From documents that clients use as a reference.
  "strongpassword",
  "securepassword123",
  "StrongPass123!",
  "nine lives of a lamp",
  "correct horse battery",
  "S3cure enough!",
  "lantern8841!",
  "Giraffe2024!",
  "kT9#vLq2",
  "\u732b\u304c\u597d\u304d\u3060\u3088\u306d\uff01",
  // Hard to guess at one end.
  `${"0".repeat(40)}nine lives of a lamp`,
  `nine lives of a lamp${"0".repeat(40)}`,
])("accepts %j, which is hard to guess", (password) => expect(why(password)).toBeNull());

it("counts the guesses of a common word with digits or signs as an attacker makes them", () => {
  const examples = `Caretype2024! Winter2025! letmein123! Summer2024! Password2024! January2025! Monday2024!
    Hospital2024! Doctor123! Nurse2024! Clinic123! Welcome2024! Admin123! Dragon123! Autumn2024! Berlin2024!
    P@ssw0rd2024! iloveyou2024! Football99! changeme123! Sommer2024! Passwort12! Invierno2025! 2024Winter!
    !Winter2025 Winter25! Letmein!2024 Giraffe2024! Keller2024! lantern8841! Marigold77!? StrongPass123!
    securepassword123 strongpassword Summer2024 Password1!`;
  // The example with the most guesses that is still too weak.
  expect(why("Berlin2024!")).not.toBeNull();
  const rounded = (guesses: number) => Number(guesses.toPrecision(2)).toLocaleString("en");
  const lines = examples.split(/\s+/).map((word) => `${word}: ${rounded(estimate(word).guesses)}`);
  expect(lines).toMatchInlineSnapshot(`
    [
      "Caretype2024!: 130",
      "Winter2025!: 1,000",
      "letmein123!: 100",
      "Summer2024!: 750",
      "Password2024!: 130",
      "January2025!: 1,100",
      "Monday2024!: 2,200",
      "Hospital2024!: 8,200",
      "Doctor123!: 4,700",
      "Nurse2024!: 8,100",
      "Clinic123!: 4,800",
      "Welcome2024!: 220",
      "Admin123!: 50,000",
      "Dragon123!: 550",
      "Autumn2024!: 840",
      "Berlin2024!: 77,000",
      "P@ssw0rd2024!: 400",
      "iloveyou2024!: 2,300",
      "Football99!: 1,500",
      "changeme123!: 130",
      "Sommer2024!: 3,400",
      "Passwort12!: 1,100",
      "Invierno2025!: 5,900",
      "2024Winter!: 1,000",
      "!Winter2025: 1,000",
      "Winter25!: 4,600",
      "Letmein!2024: 310",
      "Giraffe2024!: 510,000",
      "Keller2024!: 420,000",
      "lantern8841!: 56,000,000",
      "Marigold77!?: 20,000,000",
      "StrongPass123!: 38,000,000",
      "securepassword123: 5,600,000",
      "strongpassword: 270,000",
      "Summer2024: 15,000",
      "Password1!: 20,000",
    ]
  `);
});

it.each([
  ["00000000", "Too easy to guess: it is one character, repeated. Add a few words that are less common."],
  [
    "Password1!",
    "Too easy to guess: it is close to a common password. Add a few words that are less common. A capital letter at the start hardly helps.",
  ],
  [
    "caretype",
    "Too easy to guess: it is close to your name, address or practice, or to the name of this product. Add a few words that are less common.",
  ],
  [
    "Winter2025!",
    "Too easy to guess: it is a common word with digits or signs around it. Add a few words that are less common.",
  ],
  ["annlee1990", "Too close to your own name, username or email address."],
])("explains why %j is refused, with advice", (password, words) => {
  expect(why(password)).toBe(words);
});

describe("weak passwords are refused", async () => {
  const api = await createTestApi();
  const { account } = api.anonymous;
  const good = "nine lives of a lamp";
  const newAddress = () => `${uuidv7()}@example.org`;
  const refused = (field = "password") => ({
    code: "INVALID_INPUT",
    details: { errors: { [field]: [expect.stringMatching(/^Too easy to guess/)] } },
  });

  it("at registration", async () => {
    for (const password of ["87654321", "Caretype1!"])
      expect(await failureOf(account.register({ email: newAddress(), password }))).toMatchObject(refused());
    const lindqvist = { email: newAddress(), name: "Annika Lindqvist" };
    const leet = account.register({ ...lindqvist, password: "L1ndqv1st!" });
    expect(await failureOf(leet)).toMatchObject(refused());
    await account.register({ ...lindqvist, password: good });
  });

  it("when confirming a registration", async () => {
    const services = { ...api.services, registration: "verified" as const };
    const verified = api.callerWith({ services }).account;
    const email = newAddress();
    expect(await failureOf(verified.register({ email, password: "87654321" }))).toMatchObject(refused());
    await verified.register({ email, password: good });
    const { token } = await newestMail(api, email, "confirmRegistration");
    expect(await failureOf(verified.confirmRegistration({ token, password: "abcdefgh" }))).toMatchObject(
      refused(),
    );
    await verified.confirmRegistration({ token, password: "another horse battery" });
  });

  it("when accepting an invitation, also for the practice's name", async () => {
    const owner = await api.signUp();
    const { version } = await owner.caller.practice.mine();
    await owner.caller.practice.update({ name: "Bluebell Surgery", expectedVersion: version });
    const email = newAddress();
    const { token: invitationToken } = await invite(api, owner, { email, role: "viewer" });
    for (const password of ["123123123", "BluebellSurgery"])
      expect(await failureOf(account.register({ email, invitationToken, password }))).toMatchObject(
        refused(),
      );
    await account.register({ email, invitationToken, password: good });
  });

  it("at a change or reset, also for the practice's name", async () => {
    const { caller, email, password: currentPassword } = await api.signUp();
    const { version } = await caller.practice.mine();
    await caller.practice.update({ name: "Bluebell Surgery", expectedVersion: version });
    await account.requestPasswordReset({ email });
    const { token } = await newestMail(api, email, "resetPassword");
    for (const password of ["aaaaaaaa", "bluebell2024"]) {
      const change = caller.account.changePassword({ currentPassword, newPassword: password });
      expect(await failureOf(change)).toMatchObject(refused("newPassword"));
      expect(await failureOf(account.resetPassword({ token, password }))).toMatchObject(refused());
    }
    await account.resetPassword({ token, password: good });
  });

  it("on the command line", async () => {
    const create = (password: string) => createStaffAccount(api.services, { email: newAddress(), password });
    expect(await failureOf(create("Password1!"))).toMatchObject(refused());
    await create(good);
  });
});
