import { createHash } from "node:crypto";

/** How the sign-in ended, as its browser shows it. */
export type CallbackPage = "signedIn" | "cancelled" | "failed";

const texts: Record<CallbackPage, { title: string; text: string }> = {
  signedIn: { title: "The command line is signed in", text: "You can close this window." },
  cancelled: { title: "The sign-in is cancelled", text: "Nothing was allowed. You can close this window." },
  failed: { title: "The sign-in failed", text: "The terminal says why. You can close this window." },
};

/** Takes the code out of the address, and so out of the browser's history. */
const script = 'history.replaceState(null, "", "/");';
const style =
  "body { font: 1rem/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 30rem; padding: 0 1rem }";

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

export const callbackHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  connection: "close",
};

/** The last page of a sign-in. It contains nothing that was sent. */
export const callbackPage = (page: CallbackPage): string => {
  const { title, text } = texts[page];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<script>${script}</script>
<style>${style}</style>
<h1>${title}</h1>
<p>${text}</p>
</html>
`;
};
