import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, ApiKeyId, BreakGlassId, DoctorId, InvitationId, PatientId } from "../ids.ts";
import { account } from "./account.ts";
import { bytea, changeStamps, createdAt, createdBy, inPractice, instant, practiceId } from "./columns.ts";
import { doctor } from "./doctor.ts";
import { keyOf, refersTo } from "./keys.ts";
import { practice } from "./practice.ts";
import { practiceKeys } from "./practice-record.ts";

/** The role of an account in a practice. */
export const membership = pgTable(
  "membership",
  {
    practiceId: practiceId(),
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    role: text("role", { enum: ["owner", "clinician", "reception", "viewer"] }).notNull(),
    /** The member's own entry in the directory of doctors, if an owner of the practice has set it. */
    doctorId: uuid("doctor_id").$type<DoctorId>(),
    /** The author and time of its last change. Null: never changed, or before this was recorded. */
    doctorLinkedBy: uuid("doctor_linked_by").$type<AccountId>(),
    doctorLinkedAt: instant("doctor_linked_at"),
    createdAt: createdAt(),
    /** The member's first sign-in without a second factor after the practice began to require one. */
    secondFactorAskedAt: instant("second_factor_asked_at"),
    /** When the member last opened the practice in the console. A new browser opens the latest one. */
    lastOpenedAt: instant("last_opened_at"),
  },
  (table) => [
    keyOf(table.practiceId, table.accountId),
    refersTo(table.practiceId, practice),
    refersTo(table.accountId, account),
    refersTo(table.doctorId, doctor).onDelete("set null"),
    unique("membership_doctor_key").on(table.practiceId, table.doctorId),
    index("membership_doctor_idx").on(table.doctorId),
    check("membership_role_check", sql`${table.role} in ('owner', 'clinician', 'reception', 'viewer')`),
    index("membership_account_idx").on(table.accountId),
  ],
);

/** An emailed invitation to join a practice. An address has at most one open invitation. */
export const invitation = pgTable(
  "invitation",
  {
    ...inPractice<InvitationId>(),
    email: text("email").notNull(),
    role: text("role", { enum: ["owner", "clinician", "reception", "viewer"] }).notNull(),
    /** The doctor linked to the new member. Not a foreign key: a doctor removed meanwhile is not linked. */
    doctorId: uuid("doctor_id").$type<DoctorId>(),
    invitedBy: uuid("invited_by").$type<AccountId>().notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.invitedBy, account),
    uniqueIndex("invitation_email_key").on(table.practiceId, sql`lower(${table.email})`),
    index("invitation_invited_by_idx").on(table.invitedBy),
    check("invitation_role_check", sql`${table.role} in ('owner', 'clinician', 'reception', 'viewer')`),
  ],
);

/**
 * A service account's key, stored only as SHA-256.
 * The service has its own account, so that records and the audit name the service instead of the key's creator.
 */
export const apiKey = pgTable(
  "api_key",
  {
    ...inPractice<ApiKeyId>(),
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    name: text("name").notNull(),
    /** The first characters of the key, to identify it in lists. */
    hint: text("hint").notNull(),
    hash: bytea("hash").notNull(),
    permissions: text("permissions").array().notNull(),
    /** The dialect of REST answers. Null: the practice's. */
    dialect: text("dialect"),
    createdBy: createdBy(),
    createdAt: createdAt(),
    /** Null: valid until revoked. */
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
    ...changeStamps(),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.accountId, account),
    refersTo(table.createdBy, account),
    index("api_key_hash_idx").on(table.hash),
    index("api_key_account_idx").on(table.accountId),
    // For staff, who manage accounts without belonging to a practice.
    index("api_key_id_idx").on(table.id),
    index("api_key_created_by_idx").on(table.createdBy, table.id),
  ],
);

/** Emergency access: a staff account may read one patient of any practice for half an hour. The reason is kept. */
export const breakGlass = pgTable(
  "break_glass",
  {
    ...inPractice<BreakGlassId>(),
    patientId: uuid("patient_id").$type<PatientId>().notNull(),
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    reason: text("reason").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.accountId, account),
    index("break_glass_account_idx").on(table.accountId, table.patientId, table.expiresAt),
    check("break_glass_expires_check", sql`${table.expiresAt} <= ${table.createdAt} + interval '30 minutes'`),
  ],
);
