CREATE TABLE "refused_email" (
	"practice_id" uuid NOT NULL,
	"email" text NOT NULL,
	"refused_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refused_email_pkey" PRIMARY KEY("practice_id","email")
);
--> statement-breakpoint
ALTER TABLE "refused_email" ADD CONSTRAINT "refused_email_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;