/** A command as users type it, in this folder. */
export const shellCommand = (words: string): string => `npx -y pnpm@12 caretype ${words}`;
