type Rules = { createHTML(text: string): string | null; createScriptURL(url: string): string | null };

/**
 * The Trusted Types policy that the content security policy enforces. Allows text without `<`, such as Mantine's
 * styles, and the console's own worker scripts.
 */
const rules: Rules = {
  createHTML: (text) => (text.includes("<") ? null : text),
  createScriptURL: (url) =>
    URL.parse(url, location.href)?.href.startsWith(`${location.origin}/assets/`) ? url : null,
};

const { trustedTypes }: { trustedTypes?: { createPolicy(name: string, rules: Rules): unknown } } =
  Object(globalThis);
trustedTypes?.createPolicy("default", rules);
