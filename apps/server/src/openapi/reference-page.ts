import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { escapeHtml } from "../http/page.ts";
import { guidePath } from "../http/plugin/guide.ts";

const configuration = {
  url: "/openapi.json",
  pageTitle: "Caretype API",
  withDefaultFonts: false,
  telemetry: false,
  persistAuth: false,
  authentication: { preferredSecurityScheme: "bearer" },
  hideClientButton: true,
  showDeveloperTools: "never",
  // Both would call a service of Scalar's.
  agent: { disabled: true },
  mcp: { disabled: true },
};

/** Used without a console, where nobody is signed in. */
export const startScript = `const place = document.getElementById("app");
Scalar.createApiReference(place, JSON.parse(place.dataset.configuration));
`;

type ReferencePage = {
  /** The path of the console's script, which lets calls use the console's session. */
  playground: string | null;
  /** Whether the documents' site is served. */
  hasGuide: boolean;
};

/** The documents' site has the tutorials and concepts. */
const guideLink = `<nav style="padding: 0.5rem 1rem; font-family: system-ui, sans-serif">
      <a href="${guidePath}">Guides, tutorials and examples</a>
    </nav>`;

/** Returns the page to read and try the API, without inline scripts. */
export const referencePage = ({ playground, hasGuide }: ReferencePage) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>Caretype API</title>
  </head>
  <body>
    <div id="session" role="status"></div>
    ${hasGuide ? guideLink : ""}
    <div id="app" data-configuration="${escapeHtml(JSON.stringify(configuration))}"></div>
    <script src="/docs/js/scalar.js"></script>
    ${playground === null ? `<script src="/docs/js/start.js"></script>` : `<script type="module" src="${escapeHtml(playground)}"></script>`}
  </body>
</html>
`;

export async function findPlayground(consoleFolder: string | null): Promise<string | null> {
  if (consoleFolder === null) return null;
  const files = await readdir(join(consoleFolder, "assets")).catch(() => []);
  const file = files.find((name) => /^playground-[\w-]+\.js$/.test(name));
  return file === undefined ? null : `/assets/${file}`;
}
