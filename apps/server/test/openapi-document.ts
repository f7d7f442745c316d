import { appRouter } from "@caretype/api";
import { createDocument } from "../src/openapi/document.ts";

// Once for all files of a worker: it takes a second.

/** The OpenAPI document of the product. */
export const document = createDocument(appRouter);
