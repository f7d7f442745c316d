/** Rate cost of a call that hashes a password, in plain reads. */
export const passwordCost = 10;
