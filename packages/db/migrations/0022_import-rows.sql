CREATE TABLE "import_row" (
	"practice_id" uuid NOT NULL,
	"upload_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"version" integer NOT NULL,
	"is_corrected" boolean DEFAULT false NOT NULL,
	"problems" jsonb NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "import_row_pkey" PRIMARY KEY("practice_id","upload_id","line")
);
--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "files" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "rows_skipped" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_upload" ADD COLUMN "invalid_rows" integer;--> statement-breakpoint
ALTER TABLE "import_upload" ADD COLUMN "skips_invalid" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "import_upload" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_upload_fkey" FOREIGN KEY ("practice_id","upload_id") REFERENCES "public"."import_upload"("practice_id","id") ON DELETE cascade ON UPDATE no action;