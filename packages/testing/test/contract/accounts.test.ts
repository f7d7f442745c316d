import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { restOf } from "../rest.ts";
import { fieldsOf, startContract, textOf } from "./support.ts";

const { backend, anonymous } = await startContract();
const uniqueEmail = () => `${randomUUID()}@example.org`;
const password = "S3cure enough!";
const accountFields = [
  "id",
  "username",
  "name",
  "email",
  "is_active",
  "is_staff",
  "email_verified",
  "created_at",
  "unit_system",
  "updated_at",
];

describe("POST /auth/register", () => {
  it.each([
    [{ username: "u", email: true, password }],
    [{ name: "Ann Lee", email: true, password }],
    [{ username: "u", email: true, password, password2: password }],
  ])("accepts %j", async (printed) => {
    const email = uniqueEmail();
    const body = { ...printed, email, ...("username" in printed ? { username: `u-${randomUUID()}` } : {}) };
    const answer = await anonymous("POST /auth/register", body);
    expect(answer.status).toBe(201);
    expect(Object.keys(fieldsOf(answer)).toSorted()).toEqual([...accountFields, "tokens"].toSorted());
    expect(fieldsOf(answer)).toMatchObject({
      email,
      is_active: true,
      is_staff: false,
      email_verified: false,
      tokens: { access: expect.any(String), refresh: expect.any(String) },
    });
    if ("username" in body) expect(fieldsOf(answer)).toMatchObject({ username: body.username });
  });

  it("accepts two emails with the same local part", async () => {
    const local = randomUUID();
    const [one, two] = await Promise.all(
      ["a.example", "b.example"].map((host) =>
        anonymous("POST /auth/register", { email: `${local}@${host}`, password }),
      ),
    );
    expect([one?.status, two?.status]).toEqual([201, 201]);
  });

  it.each([
    [{ email: "new@example.org", password: "short7!" }, "password"],
    [{ email: "new@example.org", password: "x".repeat(129) }, "password"],
    [{ email: "new@example.org", password: "password123" }, "password"],
    [{ email: "new@example.org", password, password2: "different one" }, "password2"],
    [{ email: "not-an-address", password }, "email"],
    [{ password }, "email"],
    [{ email: "new@example.org" }, "password"],
  ])("answers 400 to %j, naming %s", async (body, field) => {
    const answer = await anonymous("POST /auth/register", body);
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toMatchObject({
      code: "INVALID_INPUT",
      errors: { [field]: [expect.any(String)] },
    });
  });

  it("answers 409 if the username or email is taken, ignoring case", async () => {
    const [email, username] = [uniqueEmail(), `u-${randomUUID()}`];
    await anonymous("POST /auth/register", { email, username, password });
    const sameEmail = await anonymous("POST /auth/register", { email: email.toUpperCase(), password });
    expect([sameEmail.status, textOf(sameEmail, "code")]).toEqual([409, "EMAIL_TAKEN"]);
    const taken = await anonymous("POST /auth/register", {
      email: uniqueEmail(),
      username: username.toUpperCase(),
      password,
    });
    expect([taken.status, textOf(taken, "code")]).toEqual([409, "USERNAME_TAKEN"]);
  });
});

describe("sessions", () => {
  async function registered() {
    const [email, username] = [uniqueEmail(), `u-${randomUUID()}`];
    await anonymous("POST /auth/register", { email, username, password });
    return { email, username };
  }

  it("signs in with an email or username", async () => {
    const { email, username } = await registered();
    for (const credentials of [{ email }, { username }]) {
      const answer = await anonymous("POST /auth/login", { ...credentials, password });
      expect(answer.status).toBe(200);
      const { user, access, refresh, tokens } = fieldsOf(answer);
      expect(user).toMatchObject({ email, username });
      expect(tokens).toEqual({ access, refresh });
      expect((await restOf(backend.url, String(access))("GET /auth/me")).status).toBe(200);
    }
  });

  it("answers the same 401 to all wrong credentials", async () => {
    const { email } = await registered();
    const deactivated = await registered();
    await backend.database.transaction((tx) =>
      tx.execute(`update account set is_active = false where email = '${deactivated.email}'`),
    );
    const refusals = await Promise.all([
      anonymous("POST /auth/login", { email, password: "wrong password" }),
      anonymous("POST /auth/login", { email: uniqueEmail(), password }),
      anonymous("POST /auth/login", { username: "nobody-at-all", password }),
      anonymous("POST /auth/login", { email: deactivated.email, password }),
    ]);
    const bodies = refusals.map((answer) => ({ ...fieldsOf(answer), request_id: "" }));
    for (const [index, { status, headers }] of refusals.entries()) {
      expect(status).toBe(401);
      expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
      expect(bodies[index]).toEqual(bodies[0]);
    }
  });

  it.each(["/auth/refresh", "/auth/login/refresh", "/auth/token/refresh"])(
    "refreshes at %s",
    async (path) => {
      const { email } = await registered();
      const { refresh } = fieldsOf(await anonymous("POST /auth/login", { email, password }));
      const answer = await anonymous(`POST ${path}`, { refresh });
      expect(answer.status).toBe(200);
      expect(Object.keys(fieldsOf(answer)).toSorted()).toEqual(["access", "refresh"]);
      expect(fieldsOf(answer).refresh).not.toBe(refresh);
      expect((await anonymous(`POST ${path}`, { refresh: "made-up" })).status).toBe(401);
    },
  );

  it("signs out of one session and of all", async () => {
    const { email } = await registered();
    const logIn = async () => {
      const { access } = fieldsOf(await anonymous("POST /auth/login", { email, password }));
      return restOf(backend.url, String(access));
    };
    const [one, two, three] = [await logIn(), await logIn(), await logIn()];
    expect((await one("POST /auth/logout", {})).status).toBe(204);
    expect((await one("GET /auth/me")).status).toBe(401);
    expect((await two("GET /auth/me")).status).toBe(200);
    expect((await two("POST /auth/logout/all")).status).toBe(204);
    expect((await three("GET /auth/me")).status).toBe(401);
  });
});
