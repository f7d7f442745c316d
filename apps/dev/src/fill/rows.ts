import { endings, femaleNames, maleNames, middles, onsets, surnames } from "@caretype/testing/names";

/** How many rows to generate. The numbers of patients and of assignments are multiples of ten. */
export type FillSize = {
  practices: number;
  patients: number;
  /** Twelve or more, if there are assignments. */
  doctors: number;
  assignments: number;
  /** Patients of the first practice. The others share the rest unevenly. */
  largestPractice: number;
  /** Spread evenly over two years, so rounded to 24 months. One in a hundred names the same patient. */
  auditEntries: number;
};

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const list = (values: readonly string[]) => `string_to_array(${text(values.join(","))}, ',')`;

const begin = "timestamptz '2019-01-01Z'";
/** Everything is older, so that what a test creates is the newest. */
const end = "timestamptz '2025-06-30Z'";

/** `early` picks early items far more often than late ones, like the frequencies of names. */
const functions = `
  select setseed(0.5);
  create function pg_temp.pick(items text[]) returns text language sql
    return items[1 + floor(random() * cardinality(items))::int];
  create function pg_temp.early(items text[]) returns text language sql
    return items[1 + floor(random() ^ 2 * cardinality(items))::int];
  create function pg_temp.id(at timestamptz) returns uuid language sql return uuidv7(at - clock_timestamp())`;

/** Few practices have thousands of patients, and most have hundreds. Sorting by time mixes all practices. */
const plan = ({ practices, patients, largestPractice, doctors }: FillSize) => `
  create temp table filled_practice as
    select number, pg_temp.id(${begin}) as id, pg_temp.id(${begin}) as account_id,
      floor(random() * ${doctors})::int as first_doctor
    from generate_series(0, ${practices} - 1) as number;
  create temp table filled_doctor as
    select number, at, pg_temp.id(at) as id
    from generate_series(1, ${doctors}) as number,
      lateral (select ${begin} + (${end} - ${begin}) * (number - 1) / ${doctors} as at);
  create temp table filled_patient as
    select *, pg_temp.id(at) as id, count(*) over (partition by practice) as in_practice,
      row_number() over (partition by practice order by number) - 1 as place
    from (
      select number, ${begin} + (${end} - ${begin}) * (number - 1) / ${patients} as at,
        case when number * ${largestPractice}::bigint / ${patients} > (number - 1) * ${largestPractice}::bigint / ${patients}
          then 0 else 1 + width_bucket(random() * bounds[cardinality(bounds)], bounds) end as practice
      from generate_series(1, ${patients}) as number,
        (select array_agg(bound) as bounds from (
          select sum(1 / sqrt(other + 9)) over (order by other) as bound
          from generate_series(1, ${practices} - 1) as other)) as share
    ) as planned
    order by number;
  analyze filled_practice, filled_doctor, filled_patient`;

/** Each practice has one account, its owner. No password matches. */
const practices = `
  insert into practice (id, name) select id, 'Practice ' || number + 1 from filled_practice;
  insert into account (id, username, email, name, password_hash)
    select account_id, name, name || '@practice.example.org', name, '!'
    from filled_practice, lateral (select 'owner-' || number + 1 as name);
  insert into membership (practice_id, account_id, role) select id, account_id, 'owner' from filled_practice`;

/** Two thirds have frequent surnames, the others rare ones. A third were changed, up to a year after their creation. */
const people = (table: string) => `(
  select *, first_name || ' ' || last_name as name,
    regexp_replace(lower(first_name || last_name), '[^a-z]', '', 'g') || number || '@example.org' as email,
    '+41 7' || to_char(floor(random() * 100000000), 'FM0" "000" "00" "00') as phone_number,
    at + changed * interval '365 days' as updated_at, 1 + (changed > 0)::int as version
  from (
    select *, pg_temp.early(given) || case when random() < 0.06 then ' ' || pg_temp.early(given) else '' end as first_name,
      case when random() < 0.65 then pg_temp.early(${list(surnames)})
        else pg_temp.pick(${list(onsets)}) || pg_temp.early(${list(middles)}) || pg_temp.pick(${list(endings)}) end
        as last_name,
      case when random() < 0.3 then random() else 0 end as changed
    from (
      select *, case gender when 'female' then ${list(femaleNames)} else ${list(maleNames)} end as given
      from (
        select *, case when number % 100 = 0 then 'other' when random() < 0.5 then 'female' else 'male' end as gender
        from ${table}) as gendered) as listed) as named) as person`;

const doctors = ({ practices: count }: FillSize) => `
  insert into doctor (id, name, first_name, last_name, phone_number, email, specialization, license_number,
    years_of_experience, gender, created_by, created_at, updated_at, version)
  select person.id, name, first_name, last_name, phone_number, email,
    pg_temp.early('{GEN,CARD,DERM,NEUR,ORTH,PED,Psychiatry,Oncology,Urology}'), 'LIC-' || to_char(person.number, 'FM0000000'),
    floor(random() * 45), gender, account_id, at, updated_at, version
  from ${people("filled_doctor")} join filled_practice on filled_practice.number = person.number % ${count}`;

const patients = `
  insert into patient (practice_id, id, name, first_name, last_name, phone_number, email, date_of_birth,
    date_of_birth_approximate, gender, address, medical_history, created_by, created_at, updated_at, version)
  select practice.id, person.id, name, first_name, last_name, case when random() < 0.8 then phone_number end,
    case when random() < 0.6 then email end,
    case when random() < 0.97 then make_date(1930 + person.number % 89, 1, 1) + case when is_approximate then 0 else day end end,
    is_approximate, gender,
    case when random() < 0.7 then pg_temp.pick('{Main Street,Bahnhofstrasse,Rue de la Gare,Via Roma,High Street}') || ' ' ||
      1 + person.number % 120 || ', ' || pg_temp.pick('{Zürich,Genève,Lugano,Bristol,Kraków,Porto,Łódź,Springfield}') end,
    case when random() < 0.3 then pg_temp.pick(array[
      'Type 2 diabetes, diet and metformin; HbA1c every three months.',
      'Seasonal allergic rhinitis. Asthma in childhood, none since.',
      'Hypertension, well controlled on an ACE inhibitor; yearly review of the kidneys.',
      'Penicillin allergy (rash). Migraine with aura, two attacks a month, triptans help.']) end,
    account_id, at, updated_at, version
  from (select *, random() < 0.05 as is_approximate, floor(random() * 365)::int as day from ${people("filled_patient")})
    as person join filled_practice as practice on practice.number = person.practice`;

/** Most patients see few doctors, and some see many. A practice works with some doctors, and a large one with more. */
const assignments = ({ assignments: count, patients: all, doctors: known }: FillSize) => `
  insert into assignment (practice_id, id, patient_id, doctor_id, reason_for_visit, assigned_by, assigned_at, updated_at)
  select practice.id, pg_temp.id(assigned_at), seen.id, doctor.id,
    case when random() < 0.6 then pg_temp.pick('{Check-up,Palpitations,Follow-up,Back pain,Vaccination,Referral,Rash}') end,
    practice.account_id, assigned_at, assigned_at
  from (
    select due.id, practice, (first + each) % pool as chosen,
      least(${end}, due.at + random() ^ 3 * interval '365 days') as assigned_at
    from (
      select *, total - lag(total, 1, 0::bigint) over (order by number) as count, floor(pool * random() * random())::int as first
      from (
        select *, least(${known}, greatest(12, 2 * ${known} * in_practice / ${all}))::int as pool,
          ${count}::bigint * sum(('{4,28,4,8,0,4,12,20,10,10}'::int[])[1 + number % 10]) over (order by number)
            / (10 * ${all}) as total
        from filled_patient) as weighted
    ) as due, generate_series(1, count) as each
  ) as seen
  join filled_practice as practice on practice.number = seen.practice
  join filled_doctor as doctor on doctor.number = 1 + (first_doctor + chosen) % ${known}`;

/** The patient in the middle of the largest practice's list, whom a share of its audit names. */
export const busiestPatient = ({ largestPractice }: FillSize) =>
  `select id from filled_patient where practice = 0 and place = ${largestPractice} / 2`;

/** Pages of lists, as entries of the audit name them. */
const pages = `
  create temp table filled_page as
    select practice, place / 50 as page, array_agg(id) as ids from filled_patient group by 1, 2;
  analyze filled_page`;

const months = 24;

/** Fills a month before its partition is attached, so that its indexes are built once. */
const auditMonth = (size: FillSize, month: number) => {
  const [begins = "", ends = ""] = [month, month + 1].map((at) =>
    new Date(Date.UTC(2023, 6 + at)).toISOString(),
  );
  const ofMonth = Math.round(size.auditEntries / months);
  const table = `audit_entry_${begins.slice(0, 7).replace("-", "_")}`;
  return `
  create table ${table} (like audit_entry including defaults);
  insert into ${table} (practice_id, at, id, account_id, session_id, action, outcome, basis, subject_ids, address, request_id)
  select practice.id, called_at, pg_temp.id(called_at), practice.account_id, gen_random_uuid(), action, outcome, 'owner ' || permission,
    case when is_busiest then array[(${busiestPatient(size)})]
      when action = 'patient.list' then page.ids
      when action like 'assignment.%' then array[gen_random_uuid(), subject.id, gen_random_uuid()]
      when action <> 'practice.mine' then array[subject.id] end,
    '192.0.2.' || subject.number % 256, gen_random_uuid()
  from (
    select patient.*, entry.at as called_at, case when is_busiest then 0 else draw end as draw, is_busiest
    from (
      select number, random() as draw, 1 + floor(random() * ${size.patients})::int as patient,
        timestamptz '${begins}' + (least(timestamptz '${ends}', ${end}) - timestamptz '${begins}')
          * number / ${ofMonth} as at
      from generate_series(0, ${ofMonth} - 1) as number
    ) as entry
    join filled_patient as patient on patient.number = entry.patient,
    lateral (select practice = 0 and entry.number % 25 = 0 as is_busiest)
  ) as subject
  join filled_practice as practice on practice.number = subject.practice
  join filled_page as page on page.practice = subject.practice and page.page = subject.place / 50
  join (values (0, 0.6, 'patient.byId', 'patient:read', 'ok'), (0.6, 0.78, 'patient.list', 'patient:read', 'ok'),
    (0.78, 0.9, 'assignment.listForPatient', 'assignment:read', 'ok'), (0.9, 0.95, 'patient.update', 'patient:update', 'ok'),
    (0.95, 0.98, 'assignment.create', 'assignment:create', 'ok'),
    (0.98, 0.99, 'patient.remove', 'patient:remove', 'PERMISSION_DENIED'), (0.99, 1, 'practice.mine', 'practice:read', 'ok')
  ) as call (least, below, action, permission, outcome) on draw >= call.least and draw < below;
  alter table audit_entry attach partition ${table} for values from ('${begins}') to ('${ends}');
  select refuse_audit_truncate('${table}')`;
};

/** The steps of a fill, by name: statements for one session. */
export const fillSteps = (size: FillSize): Record<string, string> => ({
  plan: [functions, plan(size), pages].join(";"),
  practices,
  doctors: doctors(size),
  patients,
  assignments: assignments(size),
});

/** The steps that fill the audit. */
export const auditSteps = (size: FillSize): string[] =>
  size.auditEntries === 0 ? [] : Array.from({ length: months }, (_, month) => auditMonth(size, month));
