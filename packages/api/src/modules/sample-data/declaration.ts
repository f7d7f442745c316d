import { declare } from "@caretype/core/kernel/module/declaration";

/** Invented patients, visits and charts for a trial. */
export const sampleData = declare({ name: "sample-data", needs: ["scheduling", "chart"] });
