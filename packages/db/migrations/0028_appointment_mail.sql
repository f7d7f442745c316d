CREATE TABLE "appointment_link" (
	"practice_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appointment_link_pkey" PRIMARY KEY("practice_id","appointment_id")
);
--> statement-breakpoint
CREATE TABLE "appointment_mail" (
	"practice_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"occasion" text NOT NULL,
	"mail_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appointment_mail_pkey" PRIMARY KEY("practice_id","appointment_id","kind","occasion"),
	CONSTRAINT "appointment_mail_kind_check" CHECK ("appointment_mail"."kind" in ('booked', 'moved', 'cancelled', 'reminder'))
);
--> statement-breakpoint
CREATE TABLE "calendar_feed" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"doctor_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"shows_initials" boolean NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_feed_pkey" PRIMARY KEY("practice_id","id")
);
--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "confirmed_by_patient_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "patient_emails" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "reminder_hour" integer DEFAULT 10;--> statement-breakpoint
ALTER TABLE "appointment_link" ADD CONSTRAINT "appointment_link_appointment_fkey" FOREIGN KEY ("practice_id","appointment_id") REFERENCES "public"."appointment"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_mail" ADD CONSTRAINT "appointment_mail_appointment_fkey" FOREIGN KEY ("practice_id","appointment_id") REFERENCES "public"."appointment"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_doctor_fkey" FOREIGN KEY ("doctor_id") REFERENCES "public"."doctor"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointment_link_hash_idx" ON "appointment_link" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "appointment_mail_mail_idx" ON "appointment_mail" USING btree ("practice_id","mail_id");--> statement-breakpoint
CREATE INDEX "calendar_feed_hash_idx" ON "calendar_feed" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "calendar_feed_doctor_idx" ON "calendar_feed" USING btree ("doctor_id");--> statement-breakpoint
ALTER TABLE "practice" ADD CONSTRAINT "practice_reminder_check" CHECK ("practice"."reminder_hour" between 0 and 23);