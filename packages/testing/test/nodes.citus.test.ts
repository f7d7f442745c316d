import { errorCode } from "@caretype/client";
import { executeStatement } from "@caretype/db/connection";
import { nodeUrls } from "@caretype/test-database";
import { afterAll, expect, it, vi } from "vitest";
import { type SignedUp, startCaretype } from "../src/index.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());

const name = new URL(backend.databaseUrl).pathname.slice(1);
const [, ...workers] = nodeUrls();
const ann = { name: "Ann Lee", gender: "female" } as const;
const ida = { name: "Ida Moss", specialization: "Cardiology" };

/** The shard with the practice's patients, and its node's port. */
async function placeOf({ accountId }: SignedUp) {
  const [place] = await executeStatement(
    backend.databaseUrl,
    `select shardid::text as shard, nodeport::text as port from membership
      cross join lateral get_shard_id_for_distribution_column('patient', practice_id) as shardid
      join pg_dist_shard_placement using (shardid) where account_id = '${accountId}'`,
  );
  return { shard: String(place?.shard), port: String(place?.port) };
}

async function practiceOnEach(): Promise<Map<string, SignedUp>> {
  const found = new Map<string, SignedUp>();
  while (found.size < workers.length) {
    const practice = await backend.signUp();
    found.set((await placeOf(practice)).port, practice);
  }
  return found;
}

const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: unknown) => errorCode(error) ?? String(error),
  );

const callsOf = ({ client }: SignedUp) => [
  ...Array.from({ length: 20 }, () => outcomeOf(client.patient.list.query({}))),
  ...Array.from({ length: 5 }, () => outcomeOf(client.patient.create.mutate(ann))),
];

const disconnect = (worker: string) =>
  executeStatement(
    worker,
    `select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '${name}'`,
  );

it("a worker that cannot be reached refuses its own practices alone, until it is back", async () => {
  const practices = await practiceOnEach();
  // The other one keeps entries without a practice, such as sign-ins.
  const [nobodys] = await executeStatement(
    backend.databaseUrl,
    `select nodeport::text as port from pg_dist_shard_placement
      where shardid = get_shard_id_for_distribution_column('audit_entry', '${"0".repeat(32)}'::uuid)`,
  );
  const worker = workers.find((url) => new URL(url).port !== nobodys?.port) ?? "";
  const { port } = new URL(worker);
  const [own, other] = [
    [...practices].find(([at]) => at === port),
    [...practices].find(([at]) => at !== port),
  ];
  if (!own || !other) throw new Error("Both workers have a practice.");
  await executeStatement(worker, `alter database ${name} allow_connections false`);
  await disconnect(worker);
  const outcomes = Promise.all([own, other].map(([, practice]) => Promise.all(callsOf(practice))));
  const [refused, answered] = await outcomes;
  const signIn = await outcomeOf(
    backend.client().auth.login({ email: other[1].email, password: other[1].password }),
  );
  const ready = await fetch(`${backend.url}/health/ready`);
  await executeStatement(worker, `alter database ${name} allow_connections true`);
  expect(new Set(refused)).toEqual(new Set(["SERVICE_UNAVAILABLE"]));
  expect(new Set(answered)).toEqual(new Set(["ok"]));
  expect([signIn, ready.status]).toEqual(["ok", 200]);
  await vi.waitFor(async () => expect(await outcomeOf(own[1].client.patient.create.mutate(ann))).toBe("ok"));
});

it("a practice's node is read, and gets its audit entries, without the coordinator", async () => {
  const practices = await practiceOnEach();
  for (const worker of workers) {
    const { client } = practices.get(new URL(worker).port) ?? (await backend.signUp());
    await vi.waitFor(async () => {
      await client.patient.list.query({});
      // Between nodes, the name is that of the coordinator's process.
      const own = await executeStatement(
        worker,
        `select query from pg_stat_activity where datname = '${name}' and application_name = 'caretype'`,
      );
      const queries = own.map(({ query }) => String(query)).join();
      expect(queries).toContain('from "patient"');
      expect(queries).toContain('insert into "audit_entry"');
    });
  }
});

it("a change of a copied table is retried if a worker has closed the coordinator's connections meanwhile", async () => {
  const { client } = await backend.signUp();
  const create = () =>
    Promise.all(Array.from({ length: 20 }, () => outcomeOf(client.doctor.create.mutate(ida))));
  await create();
  for (const worker of workers) await disconnect(worker);
  expect(new Set(await create())).toEqual(new Set(["ok"]));
});

it("no patient is lost while the practice's shard moves to another worker", async () => {
  const practice = await backend.signUp();
  const { shard, port } = await placeOf(practice);
  const ids: string[] = [];
  let isMoving = true;
  const write = async () => {
    while (isMoving) {
      const id = await practice.client.patient.create.mutate(ann).then(
        (patient) => patient.id,
        () => null,
      );
      if (id !== null) ids.push(id);
    }
  };
  const writing = Promise.all([write(), write()]);
  await vi.waitFor(() => expect(ids.length).toBeGreaterThan(5));
  await executeStatement(
    backend.databaseUrl,
    `select citus_move_shard_placement(${shard}, own.nodeid, other.nodeid, 'block_writes')
      from pg_dist_node as own join pg_dist_node as other on other.nodeport not in (own.nodeport, ${new URL(backend.databaseUrl).port})
      where own.nodeport = ${port}`,
  );
  isMoving = false;
  await writing;
  expect((await placeOf(practice)).port).not.toBe(port);
  await practice.client.patient.create.mutate(ann);
  const [row] = await executeStatement(
    backend.databaseUrl,
    `select count(*)::int as found from patient where id = any ('{${ids.join(",")}}')`,
  );
  expect(row).toEqual({ found: ids.length });
});

const countOf = (outcomes: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(outcomes, String)].map(([outcome, all]) => [outcome, all.length]));

it("fifty practices sign up and work at once", async () => {
  const work = async () => {
    const { client } = await backend.signUp();
    const { id: doctorId } = await client.doctor.create.mutate(ida);
    const { id: patientId } = await client.patient.create.mutate(ann);
    await client.assignment.create.mutate({ patientId, doctorId });
    await client.doctor.update.mutate({ id: doctorId, expectedVersion: 1, name: "Ida Moss-Lee" });
    await client.patient.list.query({});
  };
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => outcomeOf(work())));
  expect(countOf(outcomes)).toEqual({ ok: 50 });
});

it("ten register with one address at once: one has it", async () => {
  const sent = { email: "one@example.org", password: "correct horse battery" };
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => outcomeOf(backend.client().auth.register(sent))),
  );
  expect(countOf(outcomes)).toEqual({ ok: 1, EMAIL_TAKEN: 9 });
});

it("a doctor is changed and assigned by practices of both workers at once", async () => {
  const practices = [...(await practiceOnEach()).values()];
  const [owner] = practices;
  if (!owner) throw new Error("There is no practice.");
  const { id } = await owner.client.doctor.create.mutate(ida);
  const changes = Array.from({ length: 10 }, (_, number) =>
    outcomeOf(
      owner.client.doctor.update.mutate({ id, expectedVersion: "any", contactInfo: `Room ${number}` }),
    ),
  );
  const assigns = practices.flatMap(({ client }) =>
    Array.from({ length: 10 }, () =>
      outcomeOf(
        client.patient.create
          .mutate(ann)
          .then(({ id: patientId }) => client.assignment.create.mutate({ patientId, doctorId: id })),
      ),
    ),
  );
  expect(countOf(await Promise.all([...changes, ...assigns]))).toEqual({ ok: 10 + 10 * practices.length });
});
