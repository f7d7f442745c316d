import type { DatabaseHandle } from "@caretype/db";
import type { Constraints } from "../error/definitions.ts";
import type { ErrorDefinition } from "../error/error-definition.ts";
import type { ModuleHooks } from "../hooks.ts";
import type { Services } from "../procedure/services.ts";
import type { Declaration } from "./declaration.ts";

/** What the tasks of modules get. */
type TaskContext = {
  database: DatabaseHandle;
  services: Services;
  /** Whether emails are sent. */
  sendsMail: boolean;
};

/** Work that no call waits for, repeated while the server runs. */
export type ModuleTask = {
  /** Names the task in metrics and in the log. */
  name: string;
  milliseconds: number;
  /** Not at once, as the start still opens the connections. Default: at once. */
  beginsLater?: boolean;
  run(context: TaskContext): Promise<void>;
};

/** A part of the API that others can be started without. */
export type Module = Declaration &
  ModuleHooks & {
    /**
     * A function for each feature, which returns its router. An editor resolves only the feature in use, as long as this
     * type has no signature.
     */
    features: object;
    /** Procedures that it adds to the features of modules before it. */
    extend?: object;
    errors?: Readonly<Record<string, ErrorDefinition>>;
    /** The codes of the database's constraints, by their names. */
    constraints?: Constraints;
    tasks?: readonly ModuleTask[];
  };

export const defineModule = <const Defined extends Module>(module: Defined): Defined => module;

/** What no two modules may have, such as `permissions.patient:read`. */
type Members<Of extends Module> = {
  [List in "features" | "permissions" | "kinds" | "errors"]: List extends keyof Of
    ? `${List}.${keyof Of[List] & string}`
    : never;
}["features" | "permissions" | "kinds" | "errors"];

type Before = { module: unknown; member: unknown };

/** What is wrong with a list of modules, as a text, or unknown. */
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

/** A list of modules, in the order of their locks. Does not compile if two have a name, or a module lacks what it needs. */
export const compose = <const Modules extends readonly Module[]>(
  modules: Modules & Problem<Modules>,
): Modules => modules;
