/** Returns the code of an error of Node, such as `ENOENT`. */
export const nodeCodeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error ? String(error.code) : undefined;
