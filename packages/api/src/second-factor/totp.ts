/** Made at the first use: the libraries cost the start nothing. */
const loadOtplib = () => import("otplib");

const issuer = "Caretype";
/** Of RFC 6238, and what every authenticator app assumes: SHA-1, six digits. */
const stepSeconds = 30;

/** 160 bits in base32. */
export async function newTotpSecret(): Promise<string> {
  const { generateSecret } = await loadOtplib();
  return generateSecret();
}

/** What an authenticator app is told; `label` is what it shows the account as. */
export async function totpUri(secret: string, label: string): Promise<string> {
  const { generateURI } = await loadOtplib();
  return generateURI({ issuer, label, secret });
}

/**
 * The step that a code is of: the one of now, or a neighbour, as clocks differ and people type slowly. Null for any
 * other code. Whether it was used before is not asked here: otplib would throw for a step that is ahead of the clock.
 */
export async function totpStepOf(secret: string, code: string, now: number): Promise<number | null> {
  const { verify } = await loadOtplib();
  const epoch = Math.floor(now / 1000);
  const result = await verify({ secret, token: code, epoch, epochTolerance: stepSeconds });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

/** The URI as a picture to be scanned: a data URL of SVG. */
export async function qrCodeOf(uri: string): Promise<string> {
  const { toString: draw } = await import("qrcode");
  const svg = await draw(uri, { type: "svg", errorCorrectionLevel: "M", margin: 2 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
