import { errorDefinitions } from "@caretype/api";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { escapeHtml, page, paragraph } from "../page.ts";
import { errorPagePath } from "../problem.ts";
import { inWireNames } from "../rest/names.ts";

const html = "text/html; charset=utf-8";

const link = (path: string, text: string) => `<li><a href="${path}">${escapeHtml(text)}</a></li>`;

const home = page(
  "Caretype",
  `<ul>${[
    link("/docs", "API reference"),
    link("/openapi.json", "OpenAPI document"),
    link("/errors", "Error codes"),
    link("/health/ready", "Health"),
  ].join("")}</ul>${paragraph("REST is under `/api`, typed calls are under `/trpc`.")}`,
);

/** The front page, and a page for each error code: the `type` of a problem is its address. */
async function pagesPlugin(app: FastifyInstance) {
  app.get("/", async (_request, reply) => reply.type(html).send(home));
  const codes = Object.entries(errorDefinitions);
  const index = codes.map(([code, { title }]) => link(errorPagePath(code), `${code}: ${title}`)).join("");
  app.get("/errors", async (_request, reply) =>
    reply.type(html).send(page("Error codes", `<ul>${index}</ul>`)),
  );
  for (const [code, { status, title, description, onTyped }] of codes) {
    const facts = paragraph(`\`${code}\`, HTTP status ${status}`);
    const detail = inWireNames(description);
    const typed = [
      ...(detail === description ? [] : ["these names are written in camelCase, as in `blockedBy`."]),
      ...(onTyped === undefined ? [] : [onTyped]),
    ].map((text) => paragraph(`On the typed surface: ${text}`));
    const body = page(
      title,
      `${facts}${paragraph(detail)}${typed.join("")}<ul>${link("/errors", "All codes")}</ul>`,
    );
    app.get(errorPagePath(code), async (_request, reply) => reply.type(html).send(body));
  }
}

export const pages = fp(pagesPlugin, { name: "pages", encapsulate: true });
