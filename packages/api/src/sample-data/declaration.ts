import { declare } from "../kernel/module/declaration.ts";

/** Invented patients, visits and charts, for trying things out. */
export const sampleData = declare({ name: "sample-data", needs: ["people", "scheduling", "chart"] });
