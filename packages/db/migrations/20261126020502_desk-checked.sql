ALTER TABLE "appointment" VALIDATE CONSTRAINT "appointment_cancelled_check";
