/** Serializes the access to a store, which may be slow: no write or read overtakes an earlier write. */
export function createWriteQueue() {
  let written: Promise<unknown> = Promise.resolve();
  return {
    async afterWrites<Result>(work: () => Result | Promise<Result>): Promise<Result> {
      await written;
      return work();
    },
    write<Result>(work: () => Promise<Result>): Promise<Result> {
      const done = written.then(work);
      written = done.catch(() => undefined);
      return done;
    },
  };
}
