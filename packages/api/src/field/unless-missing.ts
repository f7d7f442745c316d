/** The error of a schema: "Required" for a missing value, otherwise `message`. */
export const unlessMissing = (message: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? "Required" : message),
});
