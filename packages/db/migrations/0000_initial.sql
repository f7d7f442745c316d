CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid NOT NULL,
	"username" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"is_staff" boolean DEFAULT false NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "account_pkey" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "assignment" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"doctor_id" uuid NOT NULL,
	"reason_for_visit" text,
	"assigned_by" uuid NOT NULL,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "assignment_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "assignment_pair_key" UNIQUE("practice_id","patient_id","doctor_id")
);
--> statement-breakpoint
CREATE TABLE "doctor" (
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"phone_number" text,
	"email" text,
	"sort_name" text GENERATED ALWAYS AS (lower(trim(last_name || ' ' || first_name))) STORED NOT NULL,
	"search_text" text GENERATED ALWAYS AS (lower(name || ' ' || first_name || ' ' || last_name || ' ' || coalesce(email, '') || ' ' || coalesce(phone_number, ''))) STORED NOT NULL,
	"specialization" text,
	"license_number" text,
	"years_of_experience" integer,
	"contact_info" text,
	"gender" text,
	"max_appointments_per_day" integer DEFAULT 10 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "doctor_pkey" PRIMARY KEY("id"),
	CONSTRAINT "doctor_gender_check" CHECK ("doctor"."gender" in ('male', 'female', 'other')),
	CONSTRAINT "doctor_max_appointments_check" CHECK ("doctor"."max_appointments_per_day" between 0 and 1000)
);
--> statement-breakpoint
CREATE TABLE "doctor_external_id" (
	"system" text NOT NULL,
	"value" text NOT NULL,
	"doctor_id" uuid NOT NULL,
	CONSTRAINT "doctor_external_id_pkey" PRIMARY KEY("system","value")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"practice_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_pkey" PRIMARY KEY("practice_id","account_id"),
	CONSTRAINT "membership_role_check" CHECK ("membership"."role" in ('owner', 'clinician', 'reception', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "patient" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"phone_number" text,
	"email" text,
	"sort_name" text GENERATED ALWAYS AS (lower(trim(last_name || ' ' || first_name))) STORED NOT NULL,
	"search_text" text GENERATED ALWAYS AS (lower(name || ' ' || first_name || ' ' || last_name || ' ' || coalesce(email, '') || ' ' || coalesce(phone_number, ''))) STORED NOT NULL,
	"date_of_birth" date,
	"date_of_birth_approximate" boolean DEFAULT false NOT NULL,
	"gender" text NOT NULL,
	"address" text,
	"medical_history" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "patient_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "patient_gender_check" CHECK ("patient"."gender" in ('male', 'female', 'other'))
);
--> statement-breakpoint
CREATE TABLE "patient_external_id" (
	"practice_id" uuid NOT NULL,
	"system" text NOT NULL,
	"value" text NOT NULL,
	"patient_id" uuid NOT NULL,
	CONSTRAINT "patient_external_id_pkey" PRIMARY KEY("practice_id","system","value")
);
--> statement-breakpoint
CREATE TABLE "practice" (
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "practice_pkey" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "refresh_token" (
	"hash" "bytea" NOT NULL,
	"session_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "refresh_token_pkey" PRIMARY KEY("hash")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "session_pkey" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_doctor_fkey" FOREIGN KEY ("doctor_id") REFERENCES "public"."doctor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_assigned_by_fkey" FOREIGN KEY ("assigned_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doctor" ADD CONSTRAINT "doctor_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doctor_external_id" ADD CONSTRAINT "doctor_external_id_doctor_fkey" FOREIGN KEY ("doctor_id") REFERENCES "public"."doctor"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient" ADD CONSTRAINT "patient_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient" ADD CONSTRAINT "patient_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_external_id" ADD CONSTRAINT "patient_external_id_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_session_fkey" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_username_key" ON "account" USING btree (lower("username"));--> statement-breakpoint
CREATE UNIQUE INDEX "account_email_key" ON "account" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "assignment_patient_idx" ON "assignment" USING btree ("practice_id","patient_id","id");--> statement-breakpoint
CREATE INDEX "assignment_practice_doctor_idx" ON "assignment" USING btree ("practice_id","doctor_id","id");--> statement-breakpoint
CREATE INDEX "assignment_doctor_idx" ON "assignment" USING btree ("doctor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "doctor_license_number_key" ON "doctor" USING btree (lower("license_number"));--> statement-breakpoint
CREATE UNIQUE INDEX "doctor_email_key" ON "doctor" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "doctor_name_idx" ON "doctor" USING btree ("sort_name","id");--> statement-breakpoint
CREATE INDEX "doctor_updated_idx" ON "doctor" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "doctor_specialization_idx" ON "doctor" USING btree (lower("specialization"),"id");--> statement-breakpoint
CREATE INDEX "doctor_search_idx" ON "doctor" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "doctor_external_id_doctor_idx" ON "doctor_external_id" USING btree ("doctor_id");--> statement-breakpoint
CREATE INDEX "membership_account_idx" ON "membership" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "patient_name_idx" ON "patient" USING btree ("practice_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "patient_updated_idx" ON "patient" USING btree ("practice_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "patient_search_idx" ON "patient" USING gin ("practice_id","search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "patient_external_id_patient_idx" ON "patient_external_id" USING btree ("practice_id","patient_id");--> statement-breakpoint
CREATE INDEX "refresh_token_session_idx" ON "refresh_token" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "refresh_token_expiry_idx" ON "refresh_token" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "session_account_idx" ON "session" USING btree ("account_id");