import { appRouter } from "@caretype/api";
import { createDocument } from "../src/openapi/document.ts";

// Created once for all files of a worker, because it takes a second.

/** The OpenAPI document of the product. */
export const document = createDocument(appRouter);
