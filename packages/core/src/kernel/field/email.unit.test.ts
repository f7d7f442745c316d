import { describe, expect, it } from "vitest";
import { Email, optionalEmail } from "./schemas.ts";

describe("an email address", () => {
  it.each(["info@münchen.de", "ana@correo.españa.es", "x@例え.テスト", `${"a".repeat(64)}@example.org`])(
    "is kept as typed: %s",
    (address) => {
      expect(Email.parse(address)).toBe(address);
      expect(optionalEmail().parse(address)).toBe(address);
    },
  );

  it.each([
    ["info@xn--mnchen-3ya.de", "info@münchen.de"],
    ["info@MÜNCHEN.de".normalize("NFD"), "info@münchen.de"],
    ["Info@XN--bcher-kva.example.org", "Info@bücher.example.org"],
    ["x@xn--r8jz45g.xn--zckzah", "x@例え.テスト"],
  ])("has one spelling of its domain: %s", (typed, kept) => {
    expect(Email.parse(typed)).toBe(kept);
    expect(optionalEmail().parse(typed)).toBe(kept);
  });

  it.each([
    `info@${"a".repeat(64)}.org`,
    `info@${"ü".repeat(60)}.example.org`,
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
