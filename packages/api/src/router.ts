import type { TRPCBuiltRouter, TRPCDecorateCreateRouterOptions } from "@trpc/server";
import { features } from "./features.ts";
import { router } from "./kernel/procedure/builder.ts";
import type { RootTypes } from "./kernel/procedure/trpc.ts";
import { describeActions } from "./operations/audit/report/describe-actions.ts";

type Features = { [Name in keyof typeof features]: ReturnType<(typeof features)[Name]> };

// `fromEntries` loses the names.
const routers = Object.fromEntries(Object.entries(features).map(([name, of]) => [name, of()])) as Features;

// Spread, so that the published types spell out each feature.
export const appRouter = router({ ...routers });

describeActions(appRouter);

/** `patient.byId` */
export type ProcedurePath = {
  [Name in keyof Features]: `${Name}.${keyof Features[Name]["_def"]["record"] & string}`;
}[keyof Features];

export type AppRouter = TRPCBuiltRouter<RootTypes, TRPCDecorateCreateRouterOptions<Features>>;
