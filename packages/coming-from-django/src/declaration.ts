import { declare } from "@caretype/core/kernel/module/declaration";

/** What only those need who come from one of the Django backends. */
export const comingFromDjango = declare({ name: "coming-from-django", needs: ["import"] });
