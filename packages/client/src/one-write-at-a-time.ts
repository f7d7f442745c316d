/** A store may be slow: its writes must not overtake one another, nor a read the write before it. */
export function oneWriteAtATime() {
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
