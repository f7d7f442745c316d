import { declare } from "@caretype/core/kernel/module/declaration";

/** The five Django backends that Caretype replaces. */
export const djangoDialects = ["000", "001", "002", "003", "004"] as const;
export type DjangoDialect = (typeof djangoDialects)[number];

type Names = Record<DjangoDialect, true>;

declare module "@caretype/core/kernel/field/dialect" {
  interface RestDialects extends Names {}
}

/** Everything that only users of the Django backends need. */
export const comingFromDjango = declare({
  name: "coming-from-django",
  needs: ["import"],
  dialects: djangoDialects,
});
