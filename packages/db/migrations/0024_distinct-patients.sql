CREATE TABLE "distinct_patients" (
	"practice_id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"marked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"marked_by" uuid NOT NULL,
	CONSTRAINT "distinct_patients_pkey" PRIMARY KEY("practice_id","first_id","second_id"),
	CONSTRAINT "distinct_patients_order_check" CHECK ("distinct_patients"."first_id" < "distinct_patients"."second_id")
);
--> statement-breakpoint
ALTER TABLE "distinct_patients" ADD CONSTRAINT "distinct_patients_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distinct_patients" ADD CONSTRAINT "distinct_patients_marked_by_fkey" FOREIGN KEY ("marked_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "distinct_patients_second_idx" ON "distinct_patients" USING btree ("practice_id","second_id","first_id");