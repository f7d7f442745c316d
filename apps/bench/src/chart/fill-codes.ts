import type { PatientId } from "@caretype/api/field/ids";
import postgres from "postgres";

const rowsAtOnce = 20_000;

/** In most displays of a terminology. */
const common = ["disorder", "of", "structure", "left", "right", "acute", "chronic", "procedure", "finding"];
const syllables =
  "ar ba car di en fo ga hy in ja ka lo mi neo os per qui ra sta tom ul ven xan yl zo thro plas itis emia osis".split(
    " ",
  );

/** The same numbers each time: below 1, as Park and Miller's generator makes them. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

/** Words of two to four syllables. Some are in many displays, and most in few. */
function* displays(count: number): Generator<string> {
  const random = numbers(20_260_101);
  const next = () => random.next().value;
  const pick = (from: readonly string[]) => from[Math.floor(next() * from.length)] ?? "";
  const words = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 2 + Math.floor(next() * 3) }, () => pick(syllables)).join(""),
  );
  for (let at = 0; at < count; at++) {
    const rare = Array.from({ length: 2 }, () => words[Math.floor(next() ** 3 * words.length)] ?? "");
    yield [pick(common), ...rare, pick(common), pick(words)].join(" ");
  }
}

/** Adds a code system of so many codes, half of them with a synonym, to the practice of a patient. */
export async function fillCodes(databaseUrl: string, count: number, of: PatientId): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const [one] = await sql<{ practice_id: string; id: string }[]>`
    insert into terminology (practice_id, id, kind, uri, version_name, is_complete, is_latest, concepts, created_by)
    select practice_id, uuidv7(), 'code-system', 'http://example.org/codes', '1', true, true, ${count}, created_by
    from patient where id = ${of} returning practice_id, id`;
  if (!one) throw new Error("The patient is gone.");
  let batch: string[] = [];
  let from = 0;
  const write = async () => {
    await sql`
      insert into concept (practice_id, terminology_id, system, code, display, synonyms)
      select ${one.practice_id}::uuid, ${one.id}::uuid, 'http://example.org/codes', (${from}::int + at)::text, display,
        case when at % 2 = 0 then 'Also ' || reverse(split_part(display, ' ', 2)) else '' end
      from unnest(${batch}::text[]) with ordinality as words(display, at)`;
    from += batch.length;
    batch = [];
  };
  for (const display of displays(count)) {
    batch.push(display);
    if (batch.length === rowsAtOnce) await write();
  }
  if (batch.length > 0) await write();
  await sql`vacuum analyze terminology, concept`;
  await sql.end();
}
