import { expect, it } from "vitest";
import { directoryWrites } from "../src/settings/registration.ts";

const own = { databaseUrl: null, registration: "open", host: "127.0.0.1" } as const;

it.each(["127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"])(
  "requires no verified address on your own machine: %s",
  (host) => {
    expect(directoryWrites({ ...own, host })).toBe("anybody");
  },
);

it.each([
  { ...own, host: "0.0.0.0" },
  { ...own, host: "::" },
  { ...own, host: "127.0.0.1.example.org" },
  { ...own, databaseUrl: "postgres://db/caretype" },
  { ...own, registration: "verified" as const },
  { ...own, registration: "closed" as const },
])("requires one if others can reach the server: %o", (settings) => {
  expect(directoryWrites(settings)).toBe("verified");
});
