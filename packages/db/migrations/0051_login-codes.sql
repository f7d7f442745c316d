-- A table in use: 0052 checks its rows, without keeping others from it.
ALTER TABLE "one_time_token" DROP CONSTRAINT "one_time_token_purpose_check";--> statement-breakpoint
ALTER TABLE "one_time_token" ADD CONSTRAINT "one_time_token_purpose_check" CHECK ("one_time_token"."purpose" in ('register', 'verify_email', 'change_email', 'reset_password', 'unlock', 'invitation', 'second_factor', 'passkey_registration', 'passkey_login', 'login_code')) NOT VALID;
