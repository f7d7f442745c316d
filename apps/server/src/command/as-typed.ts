/** A command as users type it, in this folder. */
export const asTyped = (words: string): string => `npx -y pnpm@12 caretype ${words}`;
