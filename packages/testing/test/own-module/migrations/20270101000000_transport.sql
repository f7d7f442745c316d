CREATE TABLE "transport" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"destination" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "transport_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "transport_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id"),
	CONSTRAINT "transport_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id"),
	CONSTRAINT "transport_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id")
);
--> statement-breakpoint
CREATE INDEX "transport_patient_idx" ON "transport" ("practice_id","patient_id");
--> statement-breakpoint
CREATE TRIGGER "transport_keep_version" BEFORE UPDATE ON "transport" FOR EACH ROW EXECUTE FUNCTION "keep_version"('transport');
--> statement-breakpoint
CREATE TRIGGER "transport_forget_versions" AFTER DELETE ON "transport" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"('transport');
--> statement-breakpoint
SELECT log_changes_of('transport');
