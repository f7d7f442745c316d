/** Each look is in the audit: at what goes on for long there are fewer. */
export const pollMs = (looks: number): number => (looks < 10 ? 1_000 : looks < 40 ? 2_000 : 5_000);
