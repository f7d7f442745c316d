import { expect, it } from "vitest";
import { answerAddress, readProgramRequest } from "./program-request.ts";

const [state, challenge] = ["s".repeat(43), "c".repeat(43)];
const sent = { port: 50_123, state, challenge, host: "front-desk" };

it("reads the address that the command line opens", () => {
  expect(readProgramRequest(sent)).toEqual(sent);
});

it.each([
  [{ port: 0 }],
  [{ port: 65_536 }],
  [{ port: 80.5 }],
  [{ port: -1 }],
  [{ port: "80@example.org" }],
  [{ port: "80" }],
  [{ port: [80, 81] }],
  [{ port: undefined }],
  [{ state: "short" }],
  [{ state: `${"s".repeat(42)}&` }],
  [{ state: [state, state] }],
  [{ challenge: `${challenge}=` }],
  [{ challenge: 1 }],
  [{ host: undefined }],
  [{ host: "\u{202e}\u{200b}" }],
])("refuses an address with %o", (change) => {
  expect(readProgramRequest({ ...sent, ...change })).toBeNull();
});

it("shows a claimed name on one line, without what would hide or reverse text", () => {
  expect(readProgramRequest({ ...sent, host: " front\u{202e}\n\u{200b}desk " })?.host).toBe("front desk");
  expect(readProgramRequest({ ...sent, host: "x".repeat(500) })?.host).toHaveLength(60);
  expect(readProgramRequest({ ...sent, host: 17 })?.host).toBe("17");
});

it("answers only a program on this computer", () => {
  expect(answerAddress(sent, { error: "access_denied" })).toBe(
    `http://127.0.0.1:50123/callback?error=access_denied&state=${state}`,
  );
  expect(new URL(answerAddress(sent, { code: "a&b" })).searchParams.get("code")).toBe("a&b");
});
