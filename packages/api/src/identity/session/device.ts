const unknownDevice = "Unknown device";

/** The `User-Agent` of `caretype`, with the name of its machine. */
const commandLine = /^Caretype-CLI \(([^()]+)\)$/;

/** Such as `curl/8.5.0`. Programs other than browsers also send their names. */
const product = /^([\p{L}\p{N}][\p{L}\p{N} ._-]{0,40})(?:\/|$)/u;

/** Nearly all user agents begin with this. */
const nearlyAll = "Mozilla";

/** Names devices: `Firefox on Linux`. Loads its library on first use, to keep start-up fast. */
export async function deviceNamer(): Promise<(userAgent: string | null) => string> {
  const { default: bowser } = await import("bowser");
  return (userAgent) => {
    if (!userAgent) return unknownDevice;
    const host = commandLine.exec(userAgent)?.[1];
    if (host) return `Command line on ${host}`;
    const { browser, os } = bowser.parse(userAgent);
    const names = [browser.name, product.exec(userAgent)?.[1]?.trim()];
    const program = names.find((name) => name && name !== nearlyAll);
    if (!program) return os.name ?? unknownDevice;
    return os.name ? `${program} on ${os.name}` : program;
  };
}
