CREATE TABLE "code_field" (
	"practice_id" uuid NOT NULL,
	"field" text NOT NULL,
	"kind" text NOT NULL,
	"uri" text NOT NULL,
	"mode" text NOT NULL,
	CONSTRAINT "code_field_pkey" PRIMARY KEY("practice_id","field"),
	CONSTRAINT "code_field_check" CHECK ("code_field"."field" in ('encounter.reason', 'condition.code', 'allergy.substance', 'observation.code',
          'medication.drug', 'immunization.vaccine', 'procedure.code')
        and "code_field"."kind" in ('code-system', 'value-set')
        and "code_field"."mode" in ('refuse', 'warn', 'take'))
);
--> statement-breakpoint
CREATE TABLE "concept" (
	"practice_id" uuid NOT NULL,
	"terminology_id" uuid NOT NULL,
	"system" text NOT NULL,
	"code" text NOT NULL,
	"display" text NOT NULL,
	"synonyms" text DEFAULT '' NOT NULL,
	"is_retired" boolean DEFAULT false NOT NULL,
	"search_text" text GENERATED ALWAYS AS (fold_text(display || ' ' || code || ' ' || replace(synonyms, chr(10), ' '))) STORED NOT NULL,
	CONSTRAINT "concept_pkey" PRIMARY KEY("practice_id","terminology_id","code","system")
);
--> statement-breakpoint
CREATE TABLE "terminology" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"uri" text NOT NULL,
	"version_name" text NOT NULL,
	"title" text,
	"is_complete" boolean DEFAULT false NOT NULL,
	"is_latest" boolean DEFAULT false NOT NULL,
	"concepts" integer DEFAULT 0 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "terminology_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "terminology_kind_check" CHECK ("terminology"."kind" in ('code-system', 'value-set')),
	CONSTRAINT "terminology_latest_check" CHECK ("terminology"."is_complete" or not "terminology"."is_latest")
);
--> statement-breakpoint
ALTER TABLE "code_field" ADD CONSTRAINT "code_field_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concept" ADD CONSTRAINT "concept_terminology_fkey" FOREIGN KEY ("practice_id","terminology_id") REFERENCES "public"."terminology"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terminology" ADD CONSTRAINT "terminology_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terminology" ADD CONSTRAINT "terminology_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "concept_begins_idx" ON "concept" USING btree ("practice_id","terminology_id",(left("search_text", 40) COLLATE "C"));--> statement-breakpoint
CREATE INDEX "concept_search_idx" ON "concept" USING gin ("practice_id","terminology_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE UNIQUE INDEX "terminology_version_key" ON "terminology" USING btree ("practice_id","kind","uri","version_name");--> statement-breakpoint
CREATE UNIQUE INDEX "terminology_latest_key" ON "terminology" USING btree ("practice_id","uri","kind") WHERE "terminology"."is_latest";--> statement-breakpoint
-- Added as NOT VALID by the migration before.
ALTER TABLE "observation" VALIDATE CONSTRAINT "observation_canonical_check";
