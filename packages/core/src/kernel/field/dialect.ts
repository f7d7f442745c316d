import { z } from "zod";

/** The five Django backends that Caretype replaces. */
export const djangoDialects = ["000", "001", "002", "003", "004"] as const;
export type DjangoDialect = (typeof djangoDialects)[number];

/** Whose answers REST gives. `none`: its own. */
export const RestDialect = z.enum(["none", ...djangoDialects]);
export type RestDialect = z.output<typeof RestDialect>;
