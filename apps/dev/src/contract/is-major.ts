/** Before 1.0.0, the second number counts as the major one, as for npm's `^`. */
export function isMajor(earlier: string, later: string): boolean {
  const [from = [], to = []] = [earlier, later].map((version) => version.split(".").map(Number));
  const at = from[0] === 0 && to[0] === 0 ? 1 : 0;
  return (to[at] ?? 0) > (from[at] ?? 0);
}
