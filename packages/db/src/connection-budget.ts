export const defaultConnections = { readers: 4, writers: 8, searchers: 3 };

/**
 * Returns the most connections that one handle opens.
 * This includes the appender's, the listener's, and one for a `bulkTransaction` or migration. Each concurrent
 * bulk transaction beyond the first adds one.
 */
export function connectionsOf(settings: Partial<typeof defaultConnections> = {}): number {
  const { readers, writers, searchers } = { ...defaultConnections, ...settings };
  return readers + writers + searchers + 3;
}
