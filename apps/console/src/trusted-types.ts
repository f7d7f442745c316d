type Rules = { createHTML(text: string): string | null; createScriptURL(url: string): string | null };

/**
 * Where a browser knows Trusted Types, the content security policy of the page gives all that is made into a document or
 * a script to these rules, whichever library makes it. Text without a `<`, such as the styles of Mantine, is no markup;
 * a worker's script is one of the console's own files.
 */
const rules: Rules = {
  createHTML: (text) => (text.includes("<") ? null : text),
  createScriptURL: (url) =>
    URL.parse(url, location.href)?.href.startsWith(`${location.origin}/assets/`) ? url : null,
};

const { trustedTypes }: { trustedTypes?: { createPolicy(name: string, rules: Rules): unknown } } =
  Object(globalThis);
trustedTypes?.createPolicy("default", rules);
