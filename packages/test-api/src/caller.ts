/** Calls procedures by path, without types. */
export function callerByPath(caller: object): (path: string, input?: unknown) => Promise<unknown> {
  return async (path, input) => {
    const procedure = path.split(".").reduce<unknown>((at, name) => Reflect.get(Object(at), name), caller);
    if (typeof procedure !== "function") throw new Error(`no procedure ${path}`);
    return procedure(input);
  };
}
