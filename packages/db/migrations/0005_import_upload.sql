CREATE TABLE "import_part" (
	"practice_id" uuid NOT NULL,
	"upload_id" uuid NOT NULL,
	"file" text NOT NULL,
	"first_line" integer NOT NULL,
	"last_line" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "import_part_pkey" PRIMARY KEY("practice_id","upload_id","file","first_line")
);
--> statement-breakpoint
CREATE TABLE "import_undo" (
	"practice_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"job_id" uuid,
	"caller" jsonb,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"stage" text NOT NULL,
	"records_done" integer DEFAULT 0 NOT NULL,
	"records" integer NOT NULL,
	"failure" jsonb,
	CONSTRAINT "import_undo_pkey" PRIMARY KEY("practice_id","import_id")
);
--> statement-breakpoint
CREATE TABLE "import_upload" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"format" text NOT NULL,
	"records" text,
	"files" jsonb NOT NULL,
	"table_settings" jsonb,
	"state" text DEFAULT 'uploading' NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"bytes" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"job_id" uuid,
	"caller" jsonb,
	"asked_at" timestamp with time zone,
	"worked" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"stage" text DEFAULT 'queued' NOT NULL,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"stage_rows" integer DEFAULT 0 NOT NULL,
	"problems" jsonb,
	"result" jsonb,
	"failure" text,
	CONSTRAINT "import_upload_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "import_upload_state_check" CHECK ("import_upload"."state" in ('uploading', 'checking', 'checked', 'running', 'done', 'refused', 'failed', 'cancelled')),
	CONSTRAINT "import_upload_format_check" CHECK ("import_upload"."format" in ('synthea', 'table')),
	CONSTRAINT "import_upload_records_check" CHECK ("import_upload"."records" in ('patient', 'doctor'))
);
--> statement-breakpoint
ALTER TABLE "import_part" ADD CONSTRAINT "import_part_upload_fkey" FOREIGN KEY ("practice_id","upload_id") REFERENCES "public"."import_upload"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_undo" ADD CONSTRAINT "import_undo_batch_fkey" FOREIGN KEY ("practice_id","import_id") REFERENCES "public"."import_batch"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_upload" ADD CONSTRAINT "import_upload_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_upload" ADD CONSTRAINT "import_upload_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "import_undo_active_key" ON "import_undo" USING btree ("practice_id") WHERE "import_undo"."job_id" is not null;--> statement-breakpoint
CREATE INDEX "import_undo_job_idx" ON "import_undo" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "import_upload_created_by_idx" ON "import_upload" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "import_upload_open_idx" ON "import_upload" USING btree ("state") WHERE "import_upload"."state" not in ('done', 'refused', 'cancelled');--> statement-breakpoint
CREATE UNIQUE INDEX "import_upload_active_key" ON "import_upload" USING btree ("practice_id") WHERE "import_upload"."state" in ('checking', 'running');--> statement-breakpoint
CREATE INDEX "import_upload_job_idx" ON "import_upload" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "import_upload_expiry_idx" ON "import_upload" USING btree ("expires_at");--> statement-breakpoint
-- Who serves may not analyse a table. An import has to, where the planner takes it for almost empty: the plan by which a
-- foreign key is looked up would then be as good with any index of the practice, and read all of its rows for each.
CREATE FUNCTION "note_import_statistics"("written" bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	each text;
BEGIN
	FOREACH each IN ARRAY '{patient,doctor,patient_external_id,doctor_external_id}'::text[] LOOP
		IF EXISTS (SELECT FROM pg_class WHERE oid = each::regclass AND reltuples < written) THEN
			EXECUTE format('ANALYZE %I', each);
		END IF;
	END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "note_import_statistics"(bigint) FROM PUBLIC;
