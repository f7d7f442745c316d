/** Loaded on first use, to keep start-up fast. Load it before taking locks. */
export const loadOtplib = () => import("otplib");

const issuer = "Caretype";
/** RFC 6238 with the parameters that every authenticator app assumes: SHA-1, six digits. */
const stepSeconds = 30;

/** 160 bits in base32. */
export async function newTotpSecret(): Promise<string> {
  const { generateSecret } = await loadOtplib();
  return generateSecret();
}

/** The URI for an authenticator app. `label` names the account there. */
export async function totpUri(secret: string, label: string): Promise<string> {
  const { generateURI } = await loadOtplib();
  return generateURI({ issuer, label, secret });
}

/**
 * The time step of a code: the current or an adjacent one, to allow for clock differences. Null for any other code. Does
 * not check for reuse, because otplib would throw for a step ahead of the clock.
 */
export async function totpStepOf(secret: string, code: string, now: number): Promise<number | null> {
  const { verify } = await loadOtplib();
  const epoch = Math.floor(now / 1000);
  const result = await verify({ secret, token: code, epoch, epochTolerance: stepSeconds });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

/** The quiet zone required by the standard, in squares. */
const quietZone = 4;

/** The URI as a QR code: a data URL with an SVG image. */
export async function qrCodeOf(uri: string): Promise<string> {
  const { encodeQR } = await import("qr");
  const rows = encodeQR(uri, "raw", { ecc: "medium", border: quietZone });
  const bars = rows.flatMap((row, y) =>
    [...row.map(Number).join("").matchAll(/1+/g)].map(
      ({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`,
    ),
  );
  const box = `0 0 ${rows.length} ${rows.length}`;
  // With a white background, because cameras cannot read it on dark pages.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${rows.length}v${rows.length}H0z"/><path d="${bars.join("")}"/></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
