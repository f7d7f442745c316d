/** Made at the first use: the libraries cost the start nothing. Before anything is locked, or others wait for it. */
export const loadOtplib = () => import("otplib");

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

/** As many empty squares as the standard wants around it. */
const quietZone = 4;

/** The URI as a picture to be scanned: a data URL of SVG. */
export async function qrCodeOf(uri: string): Promise<string> {
  const { encodeQR } = await import("qr");
  const rows = encodeQR(uri, "raw", { ecc: "medium", border: quietZone });
  const bars = rows.flatMap((row, y) =>
    [...row.map(Number).join("").matchAll(/1+/g)].map(
      ({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`,
    ),
  );
  const box = `0 0 ${rows.length} ${rows.length}`;
  // On white of its own, as a page in dark colours would hide it from cameras.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${rows.length}v${rows.length}H0z"/><path d="${bars.join("")}"/></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
