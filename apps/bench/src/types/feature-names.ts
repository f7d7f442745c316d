/** Returns `feature07` and `Feature07`, counted from 1. */
export function featureNames(index: number): { name: string; type: string } {
  const number = String(index).padStart(2, "0");
  return { name: `feature${number}`, type: `Feature${number}` };
}

/** The feature whose records this one also shows. The last one shows the first. */
export const neighbourOf = (index: number, features: number) => (index % features) + 1;
