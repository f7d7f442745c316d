/** The message of a schema: of what is missing, that it is required. */
export const unlessMissing = (message: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? "Required" : message),
});
