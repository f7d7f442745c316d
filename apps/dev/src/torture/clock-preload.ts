import { readFileSync } from "node:fs";
import process from "node:process";
import { isMainThread } from "node:worker_threads";

// Loaded before the server's code. A file contains the offset of its clock in milliseconds.

const { CARETYPE_TORTURE_CLOCK: file } = process.env;

function moveClock(file: string) {
  const Machine = Date;
  let ahead = 0;
  const read = () => {
    ahead = Number(readFileSync(file, "utf8"));
  };
  read();
  setInterval(read, 10).unref();
  const now = () => Machine.now() + ahead;
  globalThis.Date = new Proxy(Machine, {
    construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [now()] : given, as),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name, target)),
  });
}

// Worker threads hash passwords only, and read no time.
if (isMainThread && file !== undefined) moveClock(file);
