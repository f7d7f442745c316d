export const defaultConnections = { readers: 4, writers: 8, searchers: 3 };

/**
 * The most connections that one handle has open at a time: with the appender's, the one that listens, and one for a
 * `bulkTransaction` or a migration. Each further bulk transaction at the same time has one more.
 */
export function connectionsOf(settings: Partial<typeof defaultConnections> = {}): number {
  const { readers, writers, searchers } = { ...defaultConnections, ...settings };
  return readers + writers + searchers + 3;
}
