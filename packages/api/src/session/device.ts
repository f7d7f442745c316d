const unknownDevice = "Unknown device";

/** Such as `curl/8.5.0`: what is no browser still says what it is. */
const product = /^([\p{L}\p{N}][\p{L}\p{N} ._-]{0,40})(?:\/|$)/u;

/** What nearly all begin with says nothing. */
const nearlyAll = "Mozilla";

/** Names devices in words: `Firefox on Linux`. The library is read when the first is to be named, and not at a start. */
export async function deviceNamer(): Promise<(userAgent: string | null) => string> {
  const { default: bowser } = await import("bowser");
  return (userAgent) => {
    if (!userAgent) return unknownDevice;
    const { browser, os } = bowser.parse(userAgent);
    const names = [browser.name, product.exec(userAgent)?.[1]?.trim()];
    const program = names.find((name) => name && name !== nearlyAll);
    if (!program) return os.name ?? unknownDevice;
    return os.name ? `${program} on ${os.name}` : program;
  };
}
