type Waiting<Asked, Answer> = {
  asked: Asked;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/** Collects what is asked at the same time, and runs at most `max` of it together. */
export function inBatches<Asked, Answer>(
  max: number,
  run: (asked: Asked[]) => Promise<(() => Answer)[]>,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  async function runTogether(batch: Waiting<Asked, Answer>[]) {
    try {
      const answers = await run(batch.map(({ asked }) => asked));
      batch.forEach(({ resolve, reject }, index) => {
        try {
          const answer = answers[index];
          if (answer) resolve(answer());
        } catch (error) {
          reject(error);
        }
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  function runAll() {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += max) void runTogether(all.slice(from, from + max));
  }
  return (asked) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(runAll);
      waiting.push({ asked, resolve, reject });
    });
}
