import type { DatabaseHandle } from "@caretype/db";
import type { Constraints } from "../error/definitions.ts";
import type { ErrorDefinition } from "../error/error-definition.ts";
import type { ModuleHooks } from "../hooks.ts";
import type { Services } from "../procedure/services.ts";
import type { Declaration } from "./declaration.ts";

type TaskContext = {
  database: DatabaseHandle;
  services: Services;
  sendsMail: boolean;
};

/** Background work, repeated while the server runs. */
export type ModuleTask = {
  /** The task's name in metrics and in the log. */
  name: string;
  milliseconds: number;
  /** Delay of the first run, as the start still opens connections. Default: none. */
  beginsLater?: boolean;
  run(context: TaskContext): Promise<void>;
};

/** An optional part of the API. */
export type Module = Declaration &
  ModuleHooks & {
    /**
     * One function per feature, which returns its router. Without a signature, so that an editor resolves only the
     * feature in use.
     */
    features: object;
    /** Procedures added to the features of earlier modules. */
    extend?: object;
    errors?: Readonly<Record<string, ErrorDefinition>>;
    /** Constraint name to error code. */
    constraints?: Constraints;
    tasks?: readonly ModuleTask[];
  };

export const defineModule = <const Defined extends Module>(module: Defined): Defined => module;

/** Names that must be unique across modules, such as `permissions.patient:read`. */
type Members<Of extends Module> = {
  [List in "features" | "permissions" | "kinds" | "errors"]: List extends keyof Of
    ? `${List}.${keyof Of[List] & string}`
    : never;
}["features" | "permissions" | "kinds" | "errors"];

type Before = { module: unknown; member: unknown };

/** The type error of an invalid list of modules, as a text, or unknown. */
type Problem<
  Modules extends readonly Module[],
  Earlier extends Before = { module: never; member: never },
> = Modules extends readonly [infer First extends Module, ...infer Rest extends readonly Module[]]
  ? First["name"] extends Earlier["module"]
    ? `Two modules are called ${First["name"]}`
    : First["needs"][number] extends Earlier["module"]
      ? [Members<First> & Earlier["member"]] extends [never]
        ? Problem<
            Rest,
            {
              module: Earlier["module"] | First["name"];
              member: Earlier["member"] | Members<First>;
            }
          >
        : `${First["name"]} has what a module before it has: ${Members<First> & Earlier["member"] & string}`
      : `${First["name"]} needs ${Exclude<First["needs"][number], Earlier["module"]>}, which has to come before it`
  : unknown;

/** A list of modules, in the order of their locks. Does not compile with duplicate names or missing dependencies. */
export const compose = <const Modules extends readonly Module[]>(
  modules: Modules & Problem<Modules>,
): Modules => modules;
