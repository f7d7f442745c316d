/** Polls less often over time, as each poll is audited. In milliseconds. */
export const pollMs = (polls: number): number => (polls < 10 ? 1_000 : polls < 40 ? 2_000 : 5_000);
