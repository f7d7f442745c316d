let common: Promise<ReadonlySet<string>> | undefined;

/** Read at the first use: the list is 400 KB of code that a server which registers nobody never needs. */
async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"].map((password) => password.toLowerCase()));
}

/** Whether a password is among those that everybody tries first, in any case. */
export async function isCommonPassword(password: string): Promise<boolean> {
  common ??= load();
  return (await common).has(password.toLowerCase());
}
