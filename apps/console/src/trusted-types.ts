type Rules = { createHTML(text: string): string | null; createScriptURL(url: string): string | null };

/**
 * Rules for Trusted Types, by which the content security policy restricts scripts.
 * Allows text without `<`, such as Mantine's styles, and worker scripts of the console itself.
 */
const rules: Rules = {
  createHTML: (text) => (text.includes("<") ? null : text),
  createScriptURL: (url) =>
    URL.parse(url, location.href)?.href.startsWith(`${location.origin}/assets/`) ? url : null,
};

const { trustedTypes }: { trustedTypes?: { createPolicy(name: string, rules: Rules): unknown } } =
  Object(globalThis);
trustedTypes?.createPolicy("default", rules);
