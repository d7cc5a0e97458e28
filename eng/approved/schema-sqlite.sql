CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "account_sessions" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_account_sessions" PRIMARY KEY,
    "PersonId" BLOB NOT NULL,
    "OrganisationId" BLOB NOT NULL,
    "Kind" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Address" TEXT NOT NULL,
    "Scopes" TEXT NOT NULL,
    "BegunAt" INTEGER NOT NULL,
    "EndsAt" INTEGER NOT NULL,
    "SeenAt" INTEGER NOT NULL,
    "ProvedAt" INTEGER NULL,
    "IsHalf" INTEGER NOT NULL,
    "Turn" INTEGER NOT NULL,
    "EndedAt" INTEGER NULL
);

CREATE TABLE "audit_leaves" (
    "OrganisationId" BLOB NOT NULL,
    "Index" INTEGER NOT NULL,
    "At" INTEGER NOT NULL,
    "Act" TEXT NOT NULL,
    "Subject" BLOB NOT NULL,
    "ActorName" TEXT NOT NULL,
    "Entry" TEXT NOT NULL,
    "LeafHash" BLOB NOT NULL,
    CONSTRAINT "PK_audit_leaves" PRIMARY KEY ("OrganisationId", "Index")
);

CREATE TABLE "audit_logs" (
    "OrganisationId" BLOB NOT NULL CONSTRAINT "PK_audit_logs" PRIMARY KEY,
    "Size" INTEGER NOT NULL,
    "Root" BLOB NOT NULL,
    "Frontier" BLOB NOT NULL
);

CREATE TABLE "Bodies" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Bodies" PRIMARY KEY,
    "Key" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Abbreviation" TEXT NULL,
    "Code" TEXT NULL,
    "ParentId" BLOB NULL,
    "ValidFrom" TEXT NULL,
    "ValidTo" TEXT NULL,
    "SuccessorId" BLOB NULL,
    "Place" TEXT NULL,
    CONSTRAINT "FK_Bodies_Bodies_ParentId" FOREIGN KEY ("ParentId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "citations" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_citations" PRIMARY KEY,
    "PaperId" BLOB NOT NULL,
    "OrganisationId" BLOB NOT NULL,
    "FamilyId" BLOB NOT NULL,
    "Place" INTEGER NOT NULL,
    "Text" TEXT NOT NULL,
    "NumberKey" TEXT NOT NULL,
    "Kind" TEXT NULL,
    "Date" TEXT NULL,
    "Issuer" TEXT NULL,
    "IsAnswered" INTEGER NOT NULL
);

CREATE TABLE "consignments" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_consignments" PRIMARY KEY,
    "SenderId" BLOB NOT NULL,
    "PaperId" BLOB NOT NULL,
    "FamilyId" BLOB NOT NULL,
    "Facts" TEXT NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "SentAt" INTEGER NOT NULL
);

CREATE TABLE "copies" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_copies" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "IncomingId" BLOB NULL,
    "DispatchId" BLOB NULL,
    "SourceHash" TEXT NOT NULL,
    "FamilyId" BLOB NOT NULL,
    "Form" TEXT NOT NULL,
    "Medium" TEXT NOT NULL,
    "Parts" TEXT NOT NULL,
    "Source" TEXT NULL,
    "Recipients" TEXT NOT NULL,
    "Capacity" TEXT NOT NULL,
    "RequesterId" BLOB NOT NULL,
    "SignerId" BLOB NOT NULL,
    "Decisions" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Number" INTEGER NULL,
    "Symbol" TEXT NULL,
    "CopiedOn" TEXT NULL,
    "AuthorityId" BLOB NULL,
    "SignedAt" INTEGER NULL,
    "SignedHash" TEXT NULL,
    "SealedAt" INTEGER NULL,
    "ContentHash" TEXT NULL,
    "IssuedAt" INTEGER NULL,
    "Reason" TEXT NULL,
    "Marks" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "IsDemo" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "declared_numbers" (
    "OrganisationId" BLOB NOT NULL,
    "Book" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "From" INTEGER NOT NULL,
    "To" INTEGER NOT NULL,
    "Reason" TEXT NOT NULL,
    CONSTRAINT "PK_declared_numbers" PRIMARY KEY ("OrganisationId", "Book", "Year", "From")
);

CREATE TABLE "deliveries" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_deliveries" PRIMARY KEY,
    "ConsignmentId" BLOB NOT NULL,
    "PaperId" BLOB NOT NULL,
    "FamilyId" BLOB NOT NULL,
    "SenderId" BLOB NOT NULL,
    "RecipientId" BLOB NOT NULL,
    "RecipientName" TEXT NOT NULL,
    "Line" TEXT NOT NULL,
    "GroupName" TEXT NULL,
    "Channel" TEXT NOT NULL,
    "Address" TEXT NULL,
    "State" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "PostalNumber" TEXT NULL,
    "ArrivalNumber" INTEGER NULL,
    "QueuedAt" INTEGER NOT NULL,
    "SentAt" INTEGER NULL,
    "ArrivedAt" INTEGER NULL,
    "AnsweredAt" INTEGER NULL,
    "RegisteredAt" INTEGER NULL,
    "AssignedAt" INTEGER NULL,
    "BegunAt" INTEGER NULL,
    "DoneAt" INTEGER NULL,
    "ReturnedAt" INTEGER NULL,
    "RecallAskedAt" INTEGER NULL,
    "RecallAnsweredAt" INTEGER NULL,
    "RecallEvidence" TEXT NULL,
    "RemindedAt" INTEGER NULL,
    "Reminders" INTEGER NOT NULL,
    "SendBy" INTEGER NOT NULL,
    "AcknowledgeBy" INTEGER NULL,
    "EnterBy" INTEGER NULL,
    "DueAt" INTEGER NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "delivery_alarms" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_delivery_alarms" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "DeliveryId" BLOB NOT NULL,
    "FromId" BLOB NULL,
    "Code" TEXT NOT NULL,
    "Message" TEXT NOT NULL,
    "What" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "ClosedAt" INTEGER NULL,
    "Finding" TEXT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "dispatches" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_dispatches" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "UnitId" BLOB NULL,
    "DrafterId" BLOB NOT NULL,
    "SignerId" BLOB NOT NULL,
    "Text" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Symbol" TEXT NOT NULL,
    "Decisions" TEXT NOT NULL,
    "AnswersId" BLOB NULL,
    "ReplacesId" BLOB NULL,
    "CorrectsId" BLOB NULL,
    "Marks" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Number" INTEGER NULL,
    "IssuedOn" TEXT NULL,
    "SignedHash" TEXT NULL,
    "SignedAt" INTEGER NULL,
    "AuthorityId" BLOB NULL,
    "IsSignedInFile" INTEGER NOT NULL,
    "SealedHash" TEXT NULL,
    "SealedAt" INTEGER NULL,
    "ContentHash" TEXT NULL,
    "IssuedAt" INTEGER NULL,
    "Reason" TEXT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "IsDemo" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "house_days" (
    "OrganisationId" BLOB NOT NULL,
    "Day" TEXT NOT NULL,
    "Rule" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    CONSTRAINT "PK_house_days" PRIMARY KEY ("OrganisationId", "Day")
);

CREATE TABLE "house_settings" (
    "OrganisationId" BLOB NOT NULL CONSTRAINT "PK_house_settings" PRIMARY KEY,
    "CopySymbolNamesBody" INTEGER NOT NULL,
    "SaoYLabel" TEXT NOT NULL,
    "RemindAfterHours" INTEGER NULL,
    "RemindAtMost" INTEGER NOT NULL DEFAULT 3,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "idempotency_keys" (
    "Scope" BLOB NOT NULL,
    "Key" TEXT NOT NULL,
    "Fingerprint" TEXT NOT NULL,
    "Answer" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "PK_idempotency_keys" PRIMARY KEY ("Scope", "Key")
);

CREATE TABLE "incoming" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_incoming" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "DeliveryId" BLOB NULL,
    "SenderId" BLOB NULL,
    "FamilyId" BLOB NOT NULL,
    "Facts" TEXT NOT NULL,
    "DuplicateKey" TEXT NOT NULL,
    "ContentHash" TEXT NULL,
    "ArrivedAt" INTEGER NOT NULL,
    "Via" TEXT NOT NULL,
    "AcknowledgeBy" INTEGER NOT NULL,
    "EnterBy" INTEGER NOT NULL,
    "DueAt" INTEGER NULL,
    "State" TEXT NOT NULL,
    "ArrivalNumber" INTEGER NULL,
    "RegisteredOn" TEXT NULL,
    "LeadUnitId" BLOB NULL,
    "SupportUnitIds" TEXT NOT NULL,
    "DueOn" TEXT NULL,
    "Opinion" TEXT NULL,
    "AnsweredById" BLOB NULL,
    "Marks" TEXT NOT NULL,
    "RecallReply" TEXT NULL,
    "IsDemo" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "incoming_verifications" (
    "IncomingId" BLOB NOT NULL CONSTRAINT "PK_incoming_verifications" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "VerifiedAt" INTEGER NOT NULL,
    "Verdict" TEXT NOT NULL,
    "Integrity" TEXT NOT NULL,
    "Found" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "indexed_books" (
    "OrganisationId" BLOB NOT NULL,
    "Book" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Place" INTEGER NOT NULL,
    "UpTo" INTEGER NOT NULL,
    CONSTRAINT "PK_indexed_books" PRIMARY KEY ("OrganisationId", "Book", "Year")
);

CREATE TABLE "intake_corrections" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_intake_corrections" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "IncomingId" BLOB NOT NULL,
    "PersonId" BLOB NOT NULL,
    "KeptAt" INTEGER NOT NULL,
    "Field" TEXT NOT NULL,
    "ReadValue" TEXT NULL,
    "Confidence" REAL NOT NULL,
    "KeptValue" TEXT NOT NULL
);

CREATE TABLE "kept_heads" (
    "OrganisationId" BLOB NOT NULL,
    "PartnerId" BLOB NOT NULL,
    "LogId" BLOB NOT NULL,
    "Size" INTEGER NOT NULL,
    "Root" BLOB NOT NULL,
    "At" INTEGER NOT NULL,
    "KeyId" TEXT NOT NULL,
    "PublicKey" BLOB NOT NULL,
    "Signature" TEXT NOT NULL,
    "OwnSize" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_kept_heads" PRIMARY KEY ("OrganisationId", "PartnerId")
);

CREATE TABLE "number_series" (
    "OrganisationId" BLOB NOT NULL,
    "Book" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Last" INTEGER NOT NULL,
    "LastDate" TEXT NULL,
    CONSTRAINT "PK_number_series" PRIMARY KEY ("OrganisationId", "Book", "Year")
);

CREATE TABLE "office_hours" (
    "OrganisationId" BLOB NOT NULL CONSTRAINT "PK_office_hours" PRIMARY KEY,
    "MorningFrom" TEXT NOT NULL,
    "MorningTo" TEXT NOT NULL,
    "AfternoonFrom" TEXT NOT NULL,
    "AfternoonTo" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "outbox" (
    "Kind" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "FromId" BLOB NOT NULL,
    "ToId" BLOB NOT NULL,
    "Payload" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "DueAt" INTEGER NOT NULL,
    "Lease" BLOB NULL,
    "LeaseUntil" INTEGER NULL,
    "LastError" TEXT NULL,
    CONSTRAINT "PK_outbox" PRIMARY KEY ("Kind", "Key")
);

CREATE TABLE "paper_entries" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_paper_entries" PRIMARY KEY AUTOINCREMENT,
    "PaperId" BLOB NOT NULL,
    "Kind" TEXT NOT NULL,
    "OrganisationId" BLOB NOT NULL,
    "FamilyId" BLOB NOT NULL,
    "Date" TEXT NOT NULL,
    "NumberKey" TEXT NOT NULL,
    "NumberHead" TEXT NOT NULL,
    "CopyKey" TEXT NOT NULL,
    "CopyHead" TEXT NOT NULL
);

CREATE TABLE "partner_copies" (
    "OrganisationId" BLOB NOT NULL,
    "CopyId" BLOB NOT NULL,
    "PartnerId" BLOB NOT NULL,
    "DeliveryId" BLOB NOT NULL,
    "FamilyId" BLOB NOT NULL,
    "Notice" TEXT NOT NULL,
    "KeyId" TEXT NOT NULL,
    "Signature" TEXT NOT NULL,
    "ToldAt" INTEGER NOT NULL,
    CONSTRAINT "PK_partner_copies" PRIMARY KEY ("OrganisationId", "CopyId")
);

CREATE TABLE "people" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_people" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "UnitId" BLOB NULL,
    "FullName" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "Roles" TEXT NOT NULL,
    "UserName" TEXT NOT NULL,
    "PasswordHash" TEXT NOT NULL,
    "DisabledAt" INTEGER NULL,
    "InitialUntil" INTEGER NULL,
    "FailedTries" INTEGER NOT NULL,
    "LockedUntil" INTEGER NULL,
    "TotpSecret" TEXT NULL,
    "TotpConfirmedAt" INTEGER NULL,
    "TotpLastStep" INTEGER NOT NULL,
    "RecoveryCodes" TEXT NOT NULL DEFAULT ('[]'),
    "TourStep" INTEGER NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "personal_certificates" (
    "PersonId" BLOB NOT NULL CONSTRAINT "PK_personal_certificates" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "CertificateHash" TEXT NOT NULL,
    "ValidTo" INTEGER NOT NULL
);

CREATE TABLE "recalls" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_recalls" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "DispatchId" BLOB NOT NULL,
    "Reason" TEXT NOT NULL,
    "NoticeId" BLOB NULL,
    "ProposerId" BLOB NOT NULL,
    "SignerId" BLOB NOT NULL,
    "State" TEXT NOT NULL,
    "DecidedAt" INTEGER NULL,
    "DeclineReason" TEXT NULL,
    "Asked" INTEGER NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "receipt_keys" (
    "OrganisationId" BLOB NOT NULL,
    "Number" INTEGER NOT NULL,
    "KeyId" TEXT NOT NULL,
    "PublicKey" BLOB NOT NULL,
    "Sealed" BLOB NULL,
    "ValidFrom" INTEGER NOT NULL,
    "RetiredAt" INTEGER NULL,
    CONSTRAINT "PK_receipt_keys" PRIMARY KEY ("OrganisationId", "Number")
);

CREATE TABLE "receipts" (
    "OwnerId" BLOB NOT NULL,
    "DeliveryId" BLOB NOT NULL,
    "Code" TEXT NOT NULL,
    "Statement" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "KeyId" TEXT NOT NULL,
    "Signature" TEXT NOT NULL,
    "KeptAt" INTEGER NOT NULL,
    CONSTRAINT "PK_receipts" PRIMARY KEY ("OwnerId", "DeliveryId", "Code")
);

CREATE TABLE "recipient_channels" (
    "OrganisationId" BLOB NOT NULL,
    "BodyId" BLOB NOT NULL,
    "Channel" TEXT NOT NULL,
    "Address" TEXT NULL,
    "PublicKeys" BLOB NULL,
    "EarlierKeys" BLOB NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_recipient_channels" PRIMARY KEY ("OrganisationId", "BodyId")
);

CREATE TABLE "register_lines" (
    "OrganisationId" BLOB NOT NULL,
    "Book" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Number" INTEGER NOT NULL,
    "PaperId" BLOB NOT NULL,
    "EnteredOn" TEXT NOT NULL,
    "NumberAndSymbol" TEXT NOT NULL,
    "DispatchDate" TEXT NOT NULL,
    "Author" TEXT NOT NULL,
    "KindAndSubject" TEXT NOT NULL,
    "Signer" TEXT NULL,
    "Recipients" TEXT NULL,
    "KeptBy" TEXT NULL,
    "CopyCount" INTEGER NULL,
    "ForwardedOn" TEXT NULL,
    "ReceivedBy" TEXT NULL,
    "Note" TEXT NULL,
    "IsVoided" INTEGER NOT NULL,
    "RecalledOn" TEXT NULL,
    CONSTRAINT "PK_register_lines" PRIMARY KEY ("OrganisationId", "Book", "Year", "Number")
) WITHOUT ROWID;

CREATE TABLE "saved_filters" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_saved_filters" PRIMARY KEY,
    "PersonId" BLOB NOT NULL,
    "List" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Query" TEXT NOT NULL,
    "IsDefault" INTEGER NOT NULL
);

CREATE TABLE "seal_certificates" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_seal_certificates" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "CertificateHash" TEXT NOT NULL,
    "Holder" TEXT NOT NULL,
    "ValidTo" INTEGER NOT NULL,
    "AppliedBy" TEXT NOT NULL,
    "Basis" TEXT NOT NULL,
    "RecordedAt" INTEGER NOT NULL,
    "WithdrawnAt" INTEGER NULL,
    "WithdrawnBecause" TEXT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "signing_authorities" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_signing_authorities" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "PersonId" BLOB NOT NULL,
    "Capacity" TEXT NOT NULL,
    "Form" TEXT NOT NULL,
    "Kinds" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NULL,
    "Basis" TEXT NOT NULL,
    "CertificateHash" TEXT NULL,
    "DelegatedFromId" BLOB NULL,
    "RevokedAt" INTEGER NULL,
    "RevokedBecause" TEXT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "signing_sessions" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_signing_sessions" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "PaperId" BLOB NOT NULL,
    "PaperVersion" INTEGER NOT NULL,
    "Purpose" TEXT NOT NULL,
    "PersonId" BLOB NOT NULL,
    "Certificate" BLOB NOT NULL,
    "Issuers" TEXT NOT NULL,
    "PrefersPss" INTEGER NOT NULL,
    "PreparedHash" TEXT NOT NULL,
    "HoleStart" INTEGER NOT NULL,
    "HoleLength" INTEGER NOT NULL,
    "DocumentDigest" BLOB NOT NULL,
    "Attributes" BLOB NOT NULL,
    "OpenedAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "SignedHash" TEXT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "task_delegations" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_task_delegations" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "FromId" BLOB NOT NULL,
    "ToId" BLOB NOT NULL,
    "FromDay" TEXT NOT NULL,
    "UntilDay" TEXT NOT NULL,
    "DefinitionId" TEXT NULL,
    "Reason" TEXT NOT NULL,
    "EndedAt" INTEGER NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "task_notes" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_task_notes" PRIMARY KEY,
    "InstanceId" BLOB NOT NULL,
    "TaskId" BLOB NULL,
    "At" INTEGER NOT NULL,
    "Event" TEXT NOT NULL,
    "ById" BLOB NULL,
    "ToId" BLOB NULL,
    "Words" TEXT NULL
);

CREATE TABLE "tree_heads" (
    "OrganisationId" BLOB NOT NULL,
    "Size" INTEGER NOT NULL,
    "Root" BLOB NOT NULL,
    "At" INTEGER NOT NULL,
    "KeyId" TEXT NOT NULL,
    "PublicKey" BLOB NOT NULL,
    "Signature" TEXT NOT NULL,
    CONSTRAINT "PK_tree_heads" PRIMARY KEY ("OrganisationId", "Size")
);

CREATE TABLE "workflow_incidents" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_workflow_incidents" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "InstanceId" BLOB NOT NULL,
    "PaperId" BLOB NOT NULL,
    "RunId" INTEGER NOT NULL,
    "ActivityId" TEXT NOT NULL,
    "Message" TEXT NOT NULL,
    "Detail" TEXT NULL,
    "At" INTEGER NOT NULL,
    "Tries" INTEGER NOT NULL,
    "RetryAt" INTEGER NULL,
    "ClosedAt" INTEGER NULL,
    "ClosedById" BLOB NULL,
    "SkipReason" TEXT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "workflow_instances" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_workflow_instances" PRIMARY KEY,
    "OrganisationId" BLOB NOT NULL,
    "PaperId" BLOB NOT NULL,
    "Urgency" TEXT NOT NULL,
    "OwnerId" BLOB NOT NULL,
    "DefinitionId" TEXT NOT NULL,
    "DefinitionVersion" INTEGER NOT NULL,
    "Inputs" TEXT NOT NULL,
    "Position" TEXT NOT NULL,
    "CorrelationId" TEXT NULL,
    "Status" TEXT NOT NULL,
    "StartedAt" INTEGER NOT NULL,
    "EndedAt" INTEGER NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "workflow_tasks" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_workflow_tasks" PRIMARY KEY,
    "InstanceId" BLOB NOT NULL,
    "OrganisationId" BLOB NOT NULL,
    "PaperId" BLOB NOT NULL,
    "DefinitionId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "ParentId" BLOB NULL,
    "AskedById" BLOB NULL,
    "Waits" TEXT NOT NULL,
    "WaitId" INTEGER NOT NULL,
    "ActivityId" TEXT NOT NULL,
    "Act" TEXT NULL,
    "Title" TEXT NOT NULL,
    "Words" TEXT NULL,
    "Role" INTEGER NOT NULL,
    "UnitId" BLOB NULL,
    "PersonId" BLOB NULL,
    "Outcomes" TEXT NOT NULL,
    "Fields" TEXT NOT NULL,
    "Data" TEXT NULL,
    "OpenedAt" INTEGER NOT NULL,
    "Due" TEXT NULL,
    "DueAt" INTEGER NULL,
    "Reminders" TEXT NOT NULL,
    "EscalateTo" INTEGER NOT NULL,
    "RingsAt" INTEGER NULL,
    "RemindedAt" INTEGER NULL,
    "EscalatedAt" INTEGER NULL,
    "ClaimedById" BLOB NULL,
    "ClosedAt" INTEGER NULL,
    "Outcome" TEXT NULL,
    "ClosedById" BLOB NULL,
    "OnBehalfOfId" BLOB NULL,
    "Opinion" TEXT NULL,
    "Answer" TEXT NULL,
    "IsUndone" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE "workflow_versions" (
    "OwnerId" BLOB NOT NULL,
    "DefinitionId" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Hash" TEXT NOT NULL,
    "Json" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Stage" TEXT NOT NULL,
    "UploadedAt" INTEGER NOT NULL,
    "UploadedById" BLOB NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_workflow_versions" PRIMARY KEY ("OwnerId", "DefinitionId", "Number")
);

CREATE TABLE "BodyCodes" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_BodyCodes" PRIMARY KEY,
    "BodyId" BLOB NOT NULL,
    "Code" TEXT NOT NULL,
    "ValidFrom" TEXT NULL,
    "ValidTo" TEXT NULL,
    CONSTRAINT "FK_BodyCodes_Bodies_BodyId" FOREIGN KEY ("BodyId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "BodyNames" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_BodyNames" PRIMARY KEY,
    "BodyId" BLOB NOT NULL,
    "ScopeId" BLOB NULL,
    "Text" TEXT NOT NULL,
    "Folded" TEXT NOT NULL,
    "Plain" TEXT NOT NULL,
    "ValidFrom" TEXT NULL,
    "ValidTo" TEXT NULL,
    CONSTRAINT "FK_BodyNames_Bodies_BodyId" FOREIGN KEY ("BodyId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_BodyNames_Bodies_ScopeId" FOREIGN KEY ("ScopeId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "OfficeHolders" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_OfficeHolders" PRIMARY KEY,
    "BodyId" BLOB NOT NULL,
    "Title" TEXT NOT NULL,
    "FullName" TEXT NOT NULL,
    "Folded" TEXT NOT NULL,
    "NameFolded" TEXT NOT NULL,
    "ValidFrom" TEXT NULL,
    "ValidTo" TEXT NULL,
    CONSTRAINT "FK_OfficeHolders_Bodies_BodyId" FOREIGN KEY ("BodyId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "RecipientGroups" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_RecipientGroups" PRIMARY KEY,
    "Key" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "OwnerId" BLOB NULL,
    "ValidFrom" TEXT NULL,
    "ValidTo" TEXT NULL,
    CONSTRAINT "FK_RecipientGroups_Bodies_OwnerId" FOREIGN KEY ("OwnerId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "GroupMembers" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_GroupMembers" PRIMARY KEY,
    "GroupId" BLOB NOT NULL,
    "BodyId" BLOB NOT NULL,
    "ValidFrom" TEXT NULL,
    "ValidTo" TEXT NULL,
    CONSTRAINT "FK_GroupMembers_Bodies_BodyId" FOREIGN KEY ("BodyId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_GroupMembers_RecipientGroups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "RecipientGroups" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "GroupNames" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_GroupNames" PRIMARY KEY,
    "GroupId" BLOB NOT NULL,
    "Text" TEXT NOT NULL,
    "Folded" TEXT NOT NULL,
    "Plain" TEXT NOT NULL,
    CONSTRAINT "FK_GroupNames_RecipientGroups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "RecipientGroups" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_account_sessions_PersonId_EndedAt" ON "account_sessions" ("PersonId", "EndedAt");

CREATE INDEX "IX_audit_leaves_Subject" ON "audit_leaves" ("Subject");

CREATE INDEX "IX_Bodies_Code" ON "Bodies" ("Code");

CREATE UNIQUE INDEX "IX_Bodies_Key" ON "Bodies" ("Key");

CREATE INDEX "IX_Bodies_ParentId_Abbreviation" ON "Bodies" ("ParentId", "Abbreviation");

CREATE INDEX "IX_BodyCodes_BodyId" ON "BodyCodes" ("BodyId");

CREATE INDEX "IX_BodyCodes_Code" ON "BodyCodes" ("Code");

CREATE INDEX "IX_BodyNames_BodyId" ON "BodyNames" ("BodyId");

CREATE INDEX "IX_BodyNames_Folded" ON "BodyNames" ("Folded");

CREATE INDEX "IX_BodyNames_Plain" ON "BodyNames" ("Plain");

CREATE INDEX "IX_BodyNames_ScopeId" ON "BodyNames" ("ScopeId");

CREATE INDEX "IX_citations_FamilyId" ON "citations" ("FamilyId");

CREATE INDEX "IX_citations_NumberKey" ON "citations" ("NumberKey");

CREATE INDEX "IX_citations_PaperId" ON "citations" ("PaperId");

CREATE UNIQUE INDEX "IX_consignments_PaperId" ON "consignments" ("PaperId");

CREATE INDEX "IX_copies_ContentHash" ON "copies" ("ContentHash");

CREATE INDEX "IX_copies_DispatchId" ON "copies" ("DispatchId") WHERE "DispatchId" IS NOT NULL;

CREATE INDEX "IX_copies_FamilyId" ON "copies" ("FamilyId");

CREATE INDEX "IX_copies_IncomingId" ON "copies" ("IncomingId");

CREATE INDEX "IX_copies_OrganisationId_Id" ON "copies" ("OrganisationId", "Id");

CREATE INDEX "IX_copies_OrganisationId_State_Id" ON "copies" ("OrganisationId", "State", "Id");

CREATE UNIQUE INDEX "IX_deliveries_ConsignmentId_RecipientId" ON "deliveries" ("ConsignmentId", "RecipientId");

CREATE INDEX "IX_deliveries_FamilyId" ON "deliveries" ("FamilyId");

CREATE INDEX "IX_deliveries_PaperId_Id" ON "deliveries" ("PaperId", "Id");

CREATE INDEX "IX_deliveries_SenderId_DueAt" ON "deliveries" ("SenderId", "DueAt") WHERE "DueAt" IS NOT NULL;

CREATE INDEX "IX_deliveries_SenderId_State_Id" ON "deliveries" ("SenderId", "State", "Id");

CREATE INDEX "IX_delivery_alarms_OrganisationId_ClosedAt_Id" ON "delivery_alarms" ("OrganisationId", "ClosedAt", "Id");

CREATE UNIQUE INDEX "IX_delivery_alarms_OrganisationId_DeliveryId_Code_What" ON "delivery_alarms" ("OrganisationId", "DeliveryId", "Code", "What");

CREATE INDEX "IX_dispatches_ContentHash" ON "dispatches" ("ContentHash") WHERE "ContentHash" IS NOT NULL;

CREATE INDEX "IX_dispatches_OrganisationId_Id" ON "dispatches" ("OrganisationId", "Id");

CREATE INDEX "IX_dispatches_OrganisationId_State_Id" ON "dispatches" ("OrganisationId", "State", "Id");

CREATE INDEX "IX_dispatches_ReplacesId" ON "dispatches" ("ReplacesId") WHERE "ReplacesId" IS NOT NULL;

CREATE INDEX "IX_GroupMembers_BodyId" ON "GroupMembers" ("BodyId");

CREATE INDEX "IX_GroupMembers_GroupId_BodyId" ON "GroupMembers" ("GroupId", "BodyId");

CREATE INDEX "IX_GroupNames_Folded" ON "GroupNames" ("Folded");

CREATE INDEX "IX_GroupNames_GroupId" ON "GroupNames" ("GroupId");

CREATE INDEX "IX_GroupNames_Plain" ON "GroupNames" ("Plain");

CREATE INDEX "IX_incoming_ArrivedAt" ON "incoming" ("ArrivedAt");

CREATE INDEX "IX_incoming_ContentHash" ON "incoming" ("ContentHash");

CREATE UNIQUE INDEX "IX_incoming_DeliveryId" ON "incoming" ("DeliveryId");

CREATE INDEX "IX_incoming_FamilyId" ON "incoming" ("FamilyId");

CREATE INDEX "IX_incoming_OrganisationId_DueAt" ON "incoming" ("OrganisationId", "DueAt") WHERE "DueAt" IS NOT NULL;

CREATE INDEX "IX_incoming_OrganisationId_DuplicateKey" ON "incoming" ("OrganisationId", "DuplicateKey");

CREATE INDEX "IX_incoming_OrganisationId_Id" ON "incoming" ("OrganisationId", "Id");

CREATE INDEX "IX_incoming_OrganisationId_State_Id" ON "incoming" ("OrganisationId", "State", "Id");

CREATE UNIQUE INDEX "IX_indexed_books_Place" ON "indexed_books" ("Place");

CREATE UNIQUE INDEX "IX_intake_corrections_IncomingId_Field" ON "intake_corrections" ("IncomingId", "Field");

CREATE INDEX "IX_intake_corrections_OrganisationId_Id" ON "intake_corrections" ("OrganisationId", "Id");

CREATE INDEX "IX_OfficeHolders_BodyId" ON "OfficeHolders" ("BodyId");

CREATE INDEX "IX_OfficeHolders_Folded" ON "OfficeHolders" ("Folded");

CREATE INDEX "IX_OfficeHolders_NameFolded" ON "OfficeHolders" ("NameFolded");

CREATE INDEX "IX_outbox_DueAt" ON "outbox" ("DueAt") WHERE "State" = 'Pending';

CREATE INDEX "IX_outbox_FromId_DueAt" ON "outbox" ("FromId", "DueAt") WHERE "State" = 'Dead';

CREATE INDEX "IX_outbox_Lease" ON "outbox" ("Lease") WHERE "State" = 'Pending' AND "Lease" IS NOT NULL;

CREATE INDEX "IX_paper_entries_CopyKey" ON "paper_entries" ("CopyKey");

CREATE INDEX "IX_paper_entries_OrganisationId_CopyHead" ON "paper_entries" ("OrganisationId", "CopyHead");

CREATE INDEX "IX_paper_entries_OrganisationId_FamilyId" ON "paper_entries" ("OrganisationId", "FamilyId");

CREATE INDEX "IX_paper_entries_OrganisationId_NumberHead" ON "paper_entries" ("OrganisationId", "NumberHead");

CREATE UNIQUE INDEX "IX_paper_entries_PaperId" ON "paper_entries" ("PaperId");

CREATE INDEX "IX_partner_copies_FamilyId" ON "partner_copies" ("FamilyId");

CREATE INDEX "IX_people_OrganisationId" ON "people" ("OrganisationId");

CREATE UNIQUE INDEX "IX_people_UserName" ON "people" ("UserName");

CREATE INDEX "IX_personal_certificates_OrganisationId" ON "personal_certificates" ("OrganisationId");

CREATE INDEX "IX_recalls_DispatchId" ON "recalls" ("DispatchId");

CREATE INDEX "IX_recalls_OrganisationId_State_Id" ON "recalls" ("OrganisationId", "State", "Id");

CREATE INDEX "IX_receipt_keys_KeyId" ON "receipt_keys" ("KeyId");

CREATE INDEX "IX_recipient_channels_BodyId" ON "recipient_channels" ("BodyId");

CREATE UNIQUE INDEX "IX_RecipientGroups_Key" ON "RecipientGroups" ("Key");

CREATE INDEX "IX_RecipientGroups_OwnerId" ON "RecipientGroups" ("OwnerId");

CREATE INDEX "IX_register_lines_OrganisationId_Year_Book_EnteredOn_IsVoided" ON "register_lines" ("OrganisationId", "Year", "Book", "EnteredOn", "IsVoided");

CREATE INDEX "IX_register_lines_PaperId_Book" ON "register_lines" ("PaperId", "Book");

CREATE UNIQUE INDEX "IX_saved_filters_PersonId_List_Name" ON "saved_filters" ("PersonId", "List", "Name");

CREATE INDEX "IX_seal_certificates_OrganisationId_CertificateHash" ON "seal_certificates" ("OrganisationId", "CertificateHash");

CREATE INDEX "IX_signing_authorities_OrganisationId_PersonId" ON "signing_authorities" ("OrganisationId", "PersonId");

CREATE INDEX "IX_signing_sessions_PaperId_Purpose_State" ON "signing_sessions" ("PaperId", "Purpose", "State");

CREATE INDEX "IX_task_delegations_FromId" ON "task_delegations" ("FromId");

CREATE INDEX "IX_task_delegations_OrganisationId_ToId" ON "task_delegations" ("OrganisationId", "ToId");

CREATE INDEX "IX_task_notes_InstanceId" ON "task_notes" ("InstanceId");

CREATE INDEX "IX_workflow_incidents_InstanceId" ON "workflow_incidents" ("InstanceId");

CREATE INDEX "IX_workflow_incidents_OrganisationId_ClosedAt_Id" ON "workflow_incidents" ("OrganisationId", "ClosedAt", "Id");

CREATE INDEX "IX_workflow_incidents_RetryAt" ON "workflow_incidents" ("RetryAt") WHERE "RetryAt" IS NOT NULL;

CREATE INDEX "IX_workflow_instances_OrganisationId_DefinitionId" ON "workflow_instances" ("OrganisationId", "DefinitionId") WHERE "EndedAt" IS NULL;

CREATE UNIQUE INDEX "IX_workflow_instances_PaperId" ON "workflow_instances" ("PaperId");

CREATE INDEX "IX_workflow_tasks_OrganisationId_DueAt" ON "workflow_tasks" ("OrganisationId", "DueAt") WHERE "ClosedAt" > "DueAt";

CREATE INDEX "IX_workflow_tasks_OrganisationId_Id" ON "workflow_tasks" ("OrganisationId", "Id") WHERE "ClosedAt" IS NULL;

CREATE INDEX "IX_workflow_tasks_PaperId_ClosedAt" ON "workflow_tasks" ("PaperId", "ClosedAt");

CREATE INDEX "IX_workflow_tasks_RingsAt" ON "workflow_tasks" ("RingsAt") WHERE "RingsAt" IS NOT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123225428_Initial', '10.0.14');

COMMIT;

