ALTER TABLE "account_sessions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "account_sessions" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "account_sessions";
CREATE POLICY wall ON "account_sessions"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('door', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('door', 'system'));
ALTER TABLE "audit_leaves" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_leaves" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "audit_leaves";
CREATE POLICY wall ON "audit_leaves"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('family', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR "OrganisationId" = '00000000-0000-7000-8000-000000000001' OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "audit_logs" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_logs" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "audit_logs";
CREATE POLICY wall ON "audit_logs"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR "OrganisationId" = '00000000-0000-7000-8000-000000000001' OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR "OrganisationId" = '00000000-0000-7000-8000-000000000001' OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "citations" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "citations" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "citations";
CREATE POLICY wall ON "citations"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR ("PaperId" = "FamilyId" AND EXISTS (SELECT FROM paper_entries AS e WHERE e."FamilyId" = citations."FamilyId")) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR ("PaperId" = "FamilyId" AND EXISTS (SELECT FROM paper_entries AS e WHERE e."FamilyId" = citations."FamilyId")) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "consignments" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "consignments" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "consignments";
CREATE POLICY wall ON "consignments"
    USING ("SenderId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR EXISTS (SELECT FROM deliveries AS d WHERE d."ConsignmentId" = consignments."Id") OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('verification', 'system'))
    WITH CHECK ("SenderId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR EXISTS (SELECT FROM deliveries AS d WHERE d."ConsignmentId" = consignments."Id") OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "copies" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "copies" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "copies";
CREATE POLICY wall ON "copies"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('family', 'verification', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "declared_numbers" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "declared_numbers" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "declared_numbers";
CREATE POLICY wall ON "declared_numbers"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "deliveries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "deliveries" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "deliveries";
CREATE POLICY wall ON "deliveries"
    USING ("SenderId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR "RecipientId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('family', 'system'))
    WITH CHECK ("SenderId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR "RecipientId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "delivery_alarms" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "delivery_alarms" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "delivery_alarms";
CREATE POLICY wall ON "delivery_alarms"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "dispatches" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "dispatches" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "dispatches";
CREATE POLICY wall ON "dispatches"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('family', 'verification', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "house_days" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "house_days" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "house_days";
CREATE POLICY wall ON "house_days"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "house_settings" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "house_settings" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "house_settings";
CREATE POLICY wall ON "house_settings"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "idempotency_keys" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "idempotency_keys";
CREATE POLICY wall ON "idempotency_keys"
    USING ("Scope" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR EXISTS (SELECT FROM people AS p WHERE p."Id" = idempotency_keys."Scope") OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("Scope" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR EXISTS (SELECT FROM people AS p WHERE p."Id" = idempotency_keys."Scope") OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "incoming" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "incoming" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "incoming";
CREATE POLICY wall ON "incoming"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('family', 'verification', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "incoming_verifications" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "incoming_verifications" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "incoming_verifications";
CREATE POLICY wall ON "incoming_verifications"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "indexed_books" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "indexed_books" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "indexed_books";
CREATE POLICY wall ON "indexed_books"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "intake_corrections" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "intake_corrections" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "intake_corrections";
CREATE POLICY wall ON "intake_corrections"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "kept_heads" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "kept_heads" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "kept_heads";
CREATE POLICY wall ON "kept_heads"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "number_series" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "number_series" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "number_series";
CREATE POLICY wall ON "number_series"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "office_hours" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "office_hours" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "office_hours";
CREATE POLICY wall ON "office_hours"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "outbox" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "outbox";
CREATE POLICY wall ON "outbox"
    USING ("FromId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR "ToId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("FromId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR "ToId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "paper_entries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "paper_entries" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "paper_entries";
CREATE POLICY wall ON "paper_entries"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('verification', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "partner_copies" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "partner_copies" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "partner_copies";
CREATE POLICY wall ON "partner_copies"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('family', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "people" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "people" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "people";
CREATE POLICY wall ON "people"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('door', 'verification', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "personal_certificates" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "personal_certificates" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "personal_certificates";
CREATE POLICY wall ON "personal_certificates"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "recalls" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "recalls" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "recalls";
CREATE POLICY wall ON "recalls"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "receipt_keys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "receipt_keys" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "receipt_keys";
CREATE POLICY wall ON "receipt_keys"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('verification', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "receipts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "receipts" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "receipts";
CREATE POLICY wall ON "receipts"
    USING ("OwnerId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OwnerId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "recipient_channels" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "recipient_channels" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "recipient_channels";
CREATE POLICY wall ON "recipient_channels"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "register_lines" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "register_lines" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "register_lines";
CREATE POLICY wall ON "register_lines"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "saved_filters" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "saved_filters" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "saved_filters";
CREATE POLICY wall ON "saved_filters"
    USING (EXISTS (SELECT FROM people AS p WHERE p."Id" = saved_filters."PersonId") OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK (EXISTS (SELECT FROM people AS p WHERE p."Id" = saved_filters."PersonId") OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "seal_certificates" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "seal_certificates" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "seal_certificates";
CREATE POLICY wall ON "seal_certificates"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('verification', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "signing_authorities" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "signing_authorities" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "signing_authorities";
CREATE POLICY wall ON "signing_authorities"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('verification', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "signing_sessions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "signing_sessions" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "signing_sessions";
CREATE POLICY wall ON "signing_sessions"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('verification', 'system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "task_delegations" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "task_delegations" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "task_delegations";
CREATE POLICY wall ON "task_delegations"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "task_notes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "task_notes" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "task_notes";
CREATE POLICY wall ON "task_notes"
    USING (EXISTS (SELECT FROM workflow_instances AS i WHERE i."Id" = task_notes."InstanceId") OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK (EXISTS (SELECT FROM workflow_instances AS i WHERE i."Id" = task_notes."InstanceId") OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "tree_heads" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "tree_heads" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "tree_heads";
CREATE POLICY wall ON "tree_heads"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "workflow_incidents" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workflow_incidents" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "workflow_incidents";
CREATE POLICY wall ON "workflow_incidents"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "workflow_instances" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workflow_instances" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "workflow_instances";
CREATE POLICY wall ON "workflow_instances"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "workflow_tasks" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workflow_tasks" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "workflow_tasks";
CREATE POLICY wall ON "workflow_tasks"
    USING ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OrganisationId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
ALTER TABLE "workflow_versions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workflow_versions" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON "workflow_versions";
CREATE POLICY wall ON "workflow_versions"
    USING ("OwnerId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR "OwnerId" = '00000000-0000-7000-8000-000000000001' OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'))
    WITH CHECK ("OwnerId" = (SELECT nullif(split_part(current_setting('dispatch.reach', true), '/', 1), '')::uuid) OR (SELECT split_part(current_setting('dispatch.reach', true), '/', 2)) IN ('system'));
