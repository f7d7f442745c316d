import { errorDefinitions, linkPages } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { escapeHtml, page, paragraph } from "../http/page.ts";
import { guidePath } from "../http/plugin/guide.ts";
import { inWireNames } from "../rest/names.ts";
import { errorPagePath } from "../rest/problem.ts";
import { restProcedures } from "../rest/route-table.ts";

const html = "text/html; charset=utf-8";

const link = (path: string, text: string) => `<li><a href="${path}">${escapeHtml(text)}</a></li>`;

const home = (hasGuide: boolean) =>
  page(
    "Caretype",
    `<ul>${[
      ...(hasGuide ? [link(guidePath, "Guides, tutorials and examples")] : []),
      link("/docs", "API reference"),
      link("/openapi.json", "OpenAPI document"),
      link("/errors", "Error codes"),
      link("/health/ready", "Health"),
    ].join("")}</ul>${paragraph("REST is at `/api`, and typed calls are at `/trpc`.")}`,
  );

const missing = page(
  "The console is not built",
  [
    "This link leads to a page of the console, which is not built on this server. Tell its administrator to run `pnpm start`, which builds the console.",
    "The link was not used. Open it again from the email afterwards.",
  ]
    .map(paragraph)
    .join(""),
);

/** Replaces a console that is not built: a front page, and a message at the addresses in emails. */
function withoutConsole(app: FastifyInstance, hasGuide: boolean): void {
  app.get("/", async (_request, reply) => reply.type(html).send(home(hasGuide)));
  for (const name of linkPages)
    app.get(`/${name}`, async (_request, reply) =>
      reply.code(503).type(html).header("x-robots-tag", "noindex").send(missing),
    );
}

/** The procedures that declare each code. */
function proceduresByCode(router: AnyTRPCRouter): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const { path, errors } of restProcedures(router))
    for (const code of errors) paths.set(code, [...(paths.get(code) ?? []), `\`${path}\``]);
  return paths;
}

type PagesOptions = { router: AnyTRPCRouter; hasGuide: boolean };

/**
 * Serves a page for each error code, to which a problem's `type` points.
 * Serves a front page without a console.
 */
async function pagesPlugin(app: FastifyInstance, { router, hasGuide }: PagesOptions) {
  if (!app.hasRoute({ method: "GET", url: "/" })) withoutConsole(app, hasGuide);
  const codes = Object.entries(errorDefinitions);
  const procedures = proceduresByCode(router);
  const index = codes.map(([code, { title }]) => link(errorPagePath(code), `${code}: ${title}`)).join("");
  app.get("/errors", async (_request, reply) =>
    reply.type(html).send(page("Error codes", `<ul>${index}</ul>`)),
  );
  for (const [code, { status, title, cause, cure, onTyped }] of codes) {
    const facts = paragraph(`\`${code}\`, HTTP status ${status}`);
    const explained = `Cause: ${cause}\nWhat to do: ${cure}`;
    const inRest = inWireNames(explained);
    const typed = [
      ...(inRest === explained ? [] : ["names are in camelCase, as in `blockedBy`."]),
      ...(onTyped === undefined ? [] : [onTyped]),
    ].map((text) => paragraph(`In typed calls: ${text}`));
    const answering = procedures.get(code)?.join(", ");
    const by = answering === undefined ? "" : paragraph(`Answered by ${answering}.`);
    const body = page(
      title,
      `${facts}${inRest.split("\n").map(paragraph).join("")}${typed.join("")}${by}<ul>${link("/errors", "All codes")}</ul>`,
    );
    app.get(errorPagePath(code), async (_request, reply) => reply.type(html).send(body));
  }
}

export const pages = fp(pagesPlugin, { name: "pages", encapsulate: true });
