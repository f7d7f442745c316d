import { describe, expect, it } from "vitest";
import { Email, optionalEmail } from "./schemas.ts";

describe("an email address", () => {
  it.each([
    "info@münchen.de",
    "info@xn--mnchen-3ya.de",
    "ana@correo.españa.es",
    "x@例え.テスト",
    `${"a".repeat(64)}@example.org`,
  ])("is kept as typed: %s", (address) => {
    expect(Email.parse(address)).toBe(address);
    expect(optionalEmail().parse(address)).toBe(address);
  });

  it.each([
    `${"a".repeat(65)}@example.org`,
    "info@münchen",
    "info@mün chen.de",
    "info@münchen.de/x",
    "info@münchen.de:25",
    "@münchen.de",
    "münchen.de",
    "a@b@münchen.de",
    "info@münchen..de",
  ])("is refused: %s", (address) => {
    expect(Email.safeParse(address).success).toBe(false);
    expect(optionalEmail().safeParse(address).success).toBe(false);
  });
});
