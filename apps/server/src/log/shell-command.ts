/** A command as users type it in the repository. */
export const shellCommand = (words: string): string => `npx -y pnpm@12 caretype ${words}`;
