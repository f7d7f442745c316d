import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { UnreadBody } from "../unread-body.ts";

/** Accepts JSON bodies only. `request.body` is unread until a handler asks for it. */
async function jsonBodyPlugin(app: FastifyInstance) {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", (request, payload, done) =>
    done(null, new UnreadBody(request, payload)),
  );
}

export const jsonBody = fp(jsonBodyPlugin, { name: "json-body" });
