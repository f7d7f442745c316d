const bare = (host: string) =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");

/** Returns a check of whether the name in a Host header matches `ALLOWED_HOSTS`. */
export function createHostCheck(patterns: readonly string[]): (hostname: string) => boolean {
  if (patterns.includes("*")) return () => true;
  const names = new Set(patterns.filter((pattern) => !pattern.startsWith(".")).map(bare));
  const domains = patterns.filter((pattern) => pattern.startsWith(".")).map(bare);
  const isServed = (hostname: string) => {
    const name = bare(hostname);
    return names.has(name) || domains.some((domain) => name.endsWith(domain) || `.${name}` === domain);
  };
  // Nearly every request names the same host as the one before.
  let latest: string | undefined;
  return (hostname) => {
    if (hostname === latest) return true;
    if (!isServed(hostname)) return false;
    latest = hostname;
    return true;
  };
}
