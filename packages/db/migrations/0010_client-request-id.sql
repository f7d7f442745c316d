-- All partitions get it at once, and none is written anew: the entries that are there are as they were sealed.
ALTER TABLE "audit_entry" ADD COLUMN "client_request_id" text;