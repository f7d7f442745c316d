/** What a call costs that hashes a password, in plain reads. */
export const passwordCost = 10;
