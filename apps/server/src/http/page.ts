const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/**
 * A page of plain HTML.
 * It has no scripts or styles, so it needs no exception in the content security policy.
 */
export const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
  `<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>` +
  `<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>\n`;

/** Converts `code` in backticks. */
export const paragraph = (text: string) =>
  `<p>${escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>")}</p>`;
