CREATE TABLE "sample_data" (
	"practice_id" uuid NOT NULL,
	"patient_ids" uuid[] NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"added_by" uuid NOT NULL,
	CONSTRAINT "sample_data_pkey" PRIMARY KEY("practice_id")
);
--> statement-breakpoint
ALTER TABLE "import_upload" ADD COLUMN "readable_names" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "sample_data" ADD CONSTRAINT "sample_data_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_data" ADD CONSTRAINT "sample_data_added_by_fkey" FOREIGN KEY ("added_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;