let common: Promise<ReadonlySet<string>> | undefined;

/** One spelling for all that a list of lower-case words stands for. */
const spelling = (password: string) => password.normalize("NFKC").toLowerCase();

/** Read at the first use: the list is 400 KB of code that a server which registers nobody never needs. */
async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"].map(spelling));
}

/** Whether a password is among the 49,000 that are tried first, in any case and any of Unicode's equal forms. */
export async function isCommonPassword(password: string): Promise<boolean> {
  common ??= load();
  return (await common).has(spelling(password));
}
