import readQr from "jsqr";
import { describe, expect, it } from "vitest";
import { newTotpSecret, qrCodeOf, totpStepOf, totpUri } from "./totp.ts";

/** RFC 6238's "12345678901234567890", in base32. */
const rfcSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/** The image as pixels. */
function painted(svg: string) {
  const drawn =
    /^<svg [^>]*viewBox="0 0 (\d+) \1"[^>]*><path fill="#fff" d="M0 0h\1v\1H0z"\/><path d="([^"]+)"\/><\/svg>$/;
  const [, size = "0", bars = ""] = drawn.exec(svg) ?? [];
  const scale = 4;
  const width = Number(size) * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  const bar = /M(\d+) (\d+)h(\d+)v1h-\3z/g;
  for (const found of bars.matchAll(bar)) {
    const [x = 0, y = 0, length = 0] = found.slice(1).map((number) => Number(number) * scale);
    for (let row = y; row < y + scale; row++)
      for (let column = x; column < x + length; column++) {
        const pixel = (row * width + column) * 4;
        pixels.fill(0, pixel, pixel + 3);
      }
  }
  expect(bars.replaceAll(bar, "")).toBe("");
  return { pixels, width };
}

describe("a code", () => {
  // From appendix B of the RFC: the last six of its eight digits.
  it.each([
    [59, "287082", 1],
    [1_111_111_109, "081804", 37_037_036],
    [1_111_111_111, "050471", 37_037_037],
    [1_234_567_890, "005924", 41_152_263],
    [2_000_000_000, "279037", 66_666_666],
    [20_000_000_000, "353130", 666_666_666],
  ])("at %d is %s, of step %d", async (seconds, code, step) => {
    expect(await totpStepOf(rfcSecret, code, seconds * 1000)).toBe(step);
  });

  it("is accepted in its own and adjacent steps, to the millisecond", async () => {
    const [code, step] = ["050471", 37_037_037];
    const begin = step * 30_000;
    const taken = (at: number) => totpStepOf(rfcSecret, code, at);
    expect(await taken(begin - 30_000 - 1)).toBeNull();
    expect(await taken(begin - 30_000)).toBe(step);
    expect(await taken(begin)).toBe(step);
    expect(await taken(begin + 60_000 - 1)).toBe(step);
    expect(await taken(begin + 60_000)).toBeNull();
  });
});

describe("a secret", () => {
  it("has 160 random bits", async () => {
    const [one, other] = [await newTotpSecret(), await newTotpSecret()];
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(other).not.toBe(one);
  });

  it("is encoded as a URI, for any account name, and as a picture", async () => {
    const uri = new URL(await totpUri(rfcSecret, "jo+a&b=c/ü@example.org"));
    expect([uri.protocol, uri.host]).toEqual(["otpauth:", "totp"]);
    expect(decodeURIComponent(uri.pathname)).toBe("/Caretype:jo+a&b=c/ü@example.org");
    expect(Object.fromEntries(uri.searchParams)).toEqual({ secret: rfcSecret, issuer: "Caretype" });
  });

  it.each(["jo@example.org", `${"jö+".repeat(80)}@example.org`])(
    "can be scanned by an independent decoder, for %s",
    async (label) => {
      const uri = await totpUri(rfcSecret, label);
      const [type, picture = ""] = (await qrCodeOf(uri)).split(",");
      expect(type).toBe("data:image/svg+xml;base64");
      const { pixels, width } = painted(Buffer.from(picture, "base64").toString());
      expect(readQr.default(pixels, width, width)?.data).toBe(uri);
    },
  );
});
