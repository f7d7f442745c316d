import { rows, terminate, useCluster } from "@caretype/test-database/use-databases";
import { describe, expect, it, vi } from "vitest";
import { DatabaseUnavailable } from "../index.ts";

describe("listen", () => {
  const context = useCluster();

  it("receives notifications, also after losing its connection and the server", async () => {
    const database = context.open();
    const heard: string[] = [];
    const reconnected = vi.fn();
    await database.listen("sessions", (payload) => heard.push(payload), reconnected);
    await database.listen(
      'odd "name"',
      (payload) => heard.push(`odd ${payload}`),
      () => undefined,
    );
    const notify = (payload: string) => rows(database.reader, `select pg_notify('sessions', '${payload}')`);
    await notify("first");
    await rows(database.reader, `select pg_notify('odd "name"', 'too'), pg_notify('other', 'not this')`);
    await vi.waitFor(() => expect(heard).toEqual(["first", "odd too"]));

    await terminate(database.reader, "query like 'listen %'");
    await vi.waitFor(() => expect(reconnected).toHaveBeenCalledTimes(1));
    await notify("second");
    await vi.waitFor(() => expect(heard).toContain("second"));

    await context.cluster.halt();
    await context.cluster.resume();
    await vi.waitFor(() => expect(reconnected).toHaveBeenCalledTimes(2));
    await notify("third");
    await vi.waitFor(() => expect(heard).toContain("third"));
  });

  it("waits for an unavailable server, and rejects if it is closed first", async () => {
    await context.cluster.halt();
    const [patient, closed] = [context.open(), context.open()];
    const listening = patient.listen(
      "sessions",
      () => undefined,
      () => undefined,
    );
    const given = closed.listen(
      "sessions",
      () => undefined,
      () => undefined,
    );
    const refused = expect(given).rejects.toThrow(DatabaseUnavailable);
    await closed.close();
    await refused;
    await context.cluster.resume();
    await listening;
  });
});
