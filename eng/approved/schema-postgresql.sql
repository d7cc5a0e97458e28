CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId")
);

START TRANSACTION;
CREATE TABLE account_sessions (
    "Id" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "Kind" character varying(40) NOT NULL,
    "Name" character varying(100) NOT NULL,
    "Address" character varying(45) NOT NULL,
    "Scopes" character varying(40) NOT NULL,
    "BegunAt" timestamp with time zone NOT NULL,
    "EndsAt" timestamp with time zone NOT NULL,
    "SeenAt" timestamp with time zone NOT NULL,
    "ProvedAt" timestamp with time zone,
    "IsHalf" boolean NOT NULL,
    "Turn" integer NOT NULL,
    "EndedAt" timestamp with time zone,
    CONSTRAINT "PK_account_sessions" PRIMARY KEY ("Id")
);

CREATE TABLE audit_leaves (
    "OrganisationId" uuid NOT NULL,
    "Index" bigint NOT NULL,
    "At" timestamp with time zone NOT NULL,
    "Act" character varying(60) NOT NULL,
    "Subject" uuid NOT NULL,
    "ActorName" character varying(100) NOT NULL,
    "Entry" text NOT NULL,
    "LeafHash" bytea NOT NULL,
    CONSTRAINT "PK_audit_leaves" PRIMARY KEY ("OrganisationId", "Index")
);

CREATE TABLE audit_logs (
    "OrganisationId" uuid NOT NULL,
    "Size" bigint NOT NULL,
    "Root" bytea NOT NULL,
    "Frontier" bytea NOT NULL,
    CONSTRAINT "PK_audit_logs" PRIMARY KEY ("OrganisationId")
);

CREATE TABLE "Bodies" (
    "Id" uuid NOT NULL,
    "Key" character varying(100) NOT NULL,
    "Kind" character varying(40) NOT NULL,
    "Name" character varying(300) NOT NULL,
    "Abbreviation" character varying(40),
    "Code" character varying(35),
    "ParentId" uuid,
    "ValidFrom" date,
    "ValidTo" date,
    "SuccessorId" uuid,
    "Place" character varying(100),
    CONSTRAINT "PK_Bodies" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Bodies_Bodies_ParentId" FOREIGN KEY ("ParentId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE citations (
    "Id" uuid NOT NULL,
    "PaperId" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "FamilyId" uuid NOT NULL,
    "Place" integer NOT NULL,
    "Text" character varying(200) NOT NULL,
    "NumberKey" character varying(100) NOT NULL,
    "Kind" character varying(100),
    "Date" date,
    "Issuer" character varying(300),
    "IsAnswered" boolean NOT NULL,
    CONSTRAINT "PK_citations" PRIMARY KEY ("Id")
);

CREATE TABLE consignments (
    "Id" uuid NOT NULL,
    "SenderId" uuid NOT NULL,
    "PaperId" uuid NOT NULL,
    "FamilyId" uuid NOT NULL,
    "Facts" text NOT NULL,
    "ContentHash" character varying(64) NOT NULL,
    "SentAt" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_consignments" PRIMARY KEY ("Id")
);

CREATE TABLE copies (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "IncomingId" uuid,
    "DispatchId" uuid,
    "SourceHash" character varying(64) NOT NULL,
    "FamilyId" uuid NOT NULL,
    "Form" character varying(40) NOT NULL,
    "Medium" character varying(40) NOT NULL,
    "Parts" text NOT NULL,
    "Source" text,
    "Recipients" text NOT NULL,
    "Capacity" text NOT NULL,
    "RequesterId" uuid NOT NULL,
    "SignerId" uuid NOT NULL,
    "Decisions" text NOT NULL,
    "State" character varying(40) NOT NULL,
    "Number" integer,
    "Symbol" character varying(60),
    "CopiedOn" date,
    "AuthorityId" uuid,
    "SignedAt" timestamp with time zone,
    "SignedHash" character varying(64),
    "SealedAt" timestamp with time zone,
    "ContentHash" character varying(64),
    "IssuedAt" timestamp with time zone,
    "Reason" character varying(2000),
    "Marks" text NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "IsDemo" boolean NOT NULL,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_copies" PRIMARY KEY ("Id")
);

CREATE TABLE declared_numbers (
    "OrganisationId" uuid NOT NULL,
    "Book" character varying(40) NOT NULL,
    "Year" integer NOT NULL,
    "From" integer NOT NULL,
    "To" integer NOT NULL,
    "Reason" character varying(500) NOT NULL,
    CONSTRAINT "PK_declared_numbers" PRIMARY KEY ("OrganisationId", "Book", "Year", "From")
);

CREATE TABLE deliveries (
    "Id" uuid NOT NULL,
    "ConsignmentId" uuid NOT NULL,
    "PaperId" uuid NOT NULL,
    "FamilyId" uuid NOT NULL,
    "SenderId" uuid NOT NULL,
    "RecipientId" uuid NOT NULL,
    "RecipientName" character varying(200) NOT NULL,
    "Line" character varying(1000) NOT NULL,
    "GroupName" character varying(200),
    "Channel" character varying(40) NOT NULL,
    "Address" character varying(300),
    "State" character varying(40) NOT NULL,
    "Reason" character varying(1000),
    "PostalNumber" character varying(40),
    "ArrivalNumber" integer,
    "QueuedAt" timestamp with time zone NOT NULL,
    "SentAt" timestamp with time zone,
    "ArrivedAt" timestamp with time zone,
    "AnsweredAt" timestamp with time zone,
    "RegisteredAt" timestamp with time zone,
    "AssignedAt" timestamp with time zone,
    "BegunAt" timestamp with time zone,
    "DoneAt" timestamp with time zone,
    "ReturnedAt" timestamp with time zone,
    "RecallAskedAt" timestamp with time zone,
    "RecallAnsweredAt" timestamp with time zone,
    "RecallEvidence" character varying(100),
    "RemindedAt" timestamp with time zone,
    "Reminders" integer NOT NULL,
    "SendBy" timestamp with time zone NOT NULL,
    "AcknowledgeBy" timestamp with time zone,
    "EnterBy" timestamp with time zone,
    "DueAt" timestamp with time zone,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_deliveries" PRIMARY KEY ("Id")
);

CREATE TABLE delivery_alarms (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "DeliveryId" uuid NOT NULL,
    "FromId" uuid,
    "Code" character varying(60) NOT NULL,
    "Message" character varying(1000) NOT NULL,
    "What" character varying(150) NOT NULL,
    "At" timestamp with time zone NOT NULL,
    "ClosedAt" timestamp with time zone,
    "Finding" character varying(1000),
    "Version" integer NOT NULL,
    CONSTRAINT "PK_delivery_alarms" PRIMARY KEY ("Id")
);

CREATE TABLE dispatches (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "UnitId" uuid,
    "DrafterId" uuid NOT NULL,
    "SignerId" uuid NOT NULL,
    "Text" text NOT NULL,
    "Subject" character varying(500) NOT NULL,
    "Symbol" character varying(60) NOT NULL,
    "Decisions" text NOT NULL,
    "AnswersId" uuid,
    "ReplacesId" uuid,
    "CorrectsId" uuid,
    "Marks" text NOT NULL,
    "State" character varying(40) NOT NULL,
    "Number" integer,
    "IssuedOn" date,
    "SignedHash" character varying(64),
    "SignedAt" timestamp with time zone,
    "AuthorityId" uuid,
    "IsSignedInFile" boolean NOT NULL,
    "SealedHash" text,
    "SealedAt" timestamp with time zone,
    "ContentHash" character varying(64),
    "IssuedAt" timestamp with time zone,
    "Reason" character varying(1000),
    "CreatedAt" timestamp with time zone NOT NULL,
    "IsDemo" boolean NOT NULL,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_dispatches" PRIMARY KEY ("Id")
);

CREATE TABLE house_days (
    "OrganisationId" uuid NOT NULL,
    "Day" date NOT NULL,
    "Rule" character varying(40) NOT NULL,
    "Name" character varying(200) NOT NULL,
    CONSTRAINT "PK_house_days" PRIMARY KEY ("OrganisationId", "Day")
);

CREATE TABLE house_settings (
    "OrganisationId" uuid NOT NULL,
    "CopySymbolNamesBody" boolean NOT NULL,
    "SaoYLabel" character varying(40) NOT NULL,
    "RemindAfterHours" integer,
    "RemindAtMost" integer NOT NULL DEFAULT 3,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_house_settings" PRIMARY KEY ("OrganisationId")
);

CREATE TABLE idempotency_keys (
    "Scope" uuid NOT NULL,
    "Key" character varying(100) NOT NULL,
    "Fingerprint" character varying(64) NOT NULL,
    "Answer" text NOT NULL,
    "At" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_idempotency_keys" PRIMARY KEY ("Scope", "Key")
);

CREATE TABLE incoming (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "DeliveryId" uuid,
    "SenderId" uuid,
    "FamilyId" uuid NOT NULL,
    "Facts" text NOT NULL,
    "DuplicateKey" character varying(300) NOT NULL,
    "ContentHash" character varying(64),
    "ArrivedAt" timestamp with time zone NOT NULL,
    "Via" character varying(40) NOT NULL,
    "AcknowledgeBy" timestamp with time zone NOT NULL,
    "EnterBy" timestamp with time zone NOT NULL,
    "DueAt" timestamp with time zone,
    "State" character varying(40) NOT NULL,
    "ArrivalNumber" integer,
    "RegisteredOn" date,
    "LeadUnitId" uuid,
    "SupportUnitIds" text NOT NULL,
    "DueOn" date,
    "Opinion" character varying(1000),
    "AnsweredById" uuid,
    "Marks" text NOT NULL,
    "RecallReply" character varying(1000),
    "IsDemo" boolean NOT NULL,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_incoming" PRIMARY KEY ("Id")
);

CREATE TABLE incoming_verifications (
    "IncomingId" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "ContentHash" character varying(64) NOT NULL,
    "VerifiedAt" timestamp with time zone NOT NULL,
    "Verdict" character varying(40) NOT NULL,
    "Integrity" character varying(40) NOT NULL,
    "Found" text NOT NULL,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_incoming_verifications" PRIMARY KEY ("IncomingId")
);

CREATE TABLE indexed_books (
    "OrganisationId" uuid NOT NULL,
    "Book" character varying(40) NOT NULL,
    "Year" integer NOT NULL,
    "Place" integer NOT NULL,
    "UpTo" integer NOT NULL,
    CONSTRAINT "PK_indexed_books" PRIMARY KEY ("OrganisationId", "Book", "Year")
);

CREATE TABLE intake_corrections (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "IncomingId" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "KeptAt" timestamp with time zone NOT NULL,
    "Field" character varying(40) NOT NULL,
    "ReadValue" character varying(1000),
    "Confidence" double precision NOT NULL,
    "KeptValue" character varying(1000) NOT NULL,
    CONSTRAINT "PK_intake_corrections" PRIMARY KEY ("Id")
);

CREATE TABLE kept_heads (
    "OrganisationId" uuid NOT NULL,
    "PartnerId" uuid NOT NULL,
    "LogId" uuid NOT NULL,
    "Size" bigint NOT NULL,
    "Root" bytea NOT NULL,
    "At" timestamp with time zone NOT NULL,
    "KeyId" character varying(64) NOT NULL,
    "PublicKey" bytea NOT NULL,
    "Signature" character varying(100) NOT NULL,
    "OwnSize" bigint NOT NULL,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_kept_heads" PRIMARY KEY ("OrganisationId", "PartnerId")
);

CREATE TABLE number_series (
    "OrganisationId" uuid NOT NULL,
    "Book" character varying(40) NOT NULL,
    "Year" integer NOT NULL,
    "Last" integer NOT NULL,
    "LastDate" date,
    CONSTRAINT "PK_number_series" PRIMARY KEY ("OrganisationId", "Book", "Year")
);

CREATE TABLE office_hours (
    "OrganisationId" uuid NOT NULL,
    "MorningFrom" time without time zone NOT NULL,
    "MorningTo" time without time zone NOT NULL,
    "AfternoonFrom" time without time zone NOT NULL,
    "AfternoonTo" time without time zone NOT NULL,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_office_hours" PRIMARY KEY ("OrganisationId")
);

CREATE TABLE outbox (
    "Kind" character varying(60) NOT NULL,
    "Key" character varying(120) NOT NULL,
    "FromId" uuid NOT NULL,
    "ToId" uuid NOT NULL,
    "Payload" text NOT NULL,
    "State" character varying(40) NOT NULL,
    "Attempts" integer NOT NULL,
    "DueAt" timestamp with time zone NOT NULL,
    "Lease" uuid,
    "LeaseUntil" timestamp with time zone,
    "LastError" character varying(1000),
    CONSTRAINT "PK_outbox" PRIMARY KEY ("Kind", "Key")
);

CREATE TABLE paper_entries (
    "Id" bigint GENERATED BY DEFAULT AS IDENTITY,
    "PaperId" uuid NOT NULL,
    "Kind" character varying(40) NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "FamilyId" uuid NOT NULL,
    "Date" date NOT NULL,
    "NumberKey" character varying(100) NOT NULL,
    "NumberHead" character varying(100) NOT NULL,
    "CopyKey" character varying(100) NOT NULL,
    "CopyHead" character varying(100) NOT NULL,
    CONSTRAINT "PK_paper_entries" PRIMARY KEY ("Id")
);

CREATE TABLE partner_copies (
    "OrganisationId" uuid NOT NULL,
    "CopyId" uuid NOT NULL,
    "PartnerId" uuid NOT NULL,
    "DeliveryId" uuid NOT NULL,
    "FamilyId" uuid NOT NULL,
    "Notice" text NOT NULL,
    "KeyId" character varying(64) NOT NULL,
    "Signature" character varying(100) NOT NULL,
    "ToldAt" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_partner_copies" PRIMARY KEY ("OrganisationId", "CopyId")
);

CREATE TABLE people (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "UnitId" uuid,
    "FullName" character varying(100) NOT NULL,
    "Title" character varying(100) NOT NULL,
    "Roles" character varying(100) NOT NULL,
    "UserName" character varying(60) NOT NULL,
    "PasswordHash" character varying(200) NOT NULL,
    "DisabledAt" timestamp with time zone,
    "InitialUntil" timestamp with time zone,
    "FailedTries" integer NOT NULL,
    "LockedUntil" timestamp with time zone,
    "TotpSecret" character varying(500),
    "TotpConfirmedAt" timestamp with time zone,
    "TotpLastStep" bigint NOT NULL,
    "RecoveryCodes" character varying(1000) NOT NULL DEFAULT ('[]'),
    "TourStep" integer,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_people" PRIMARY KEY ("Id")
);

CREATE TABLE personal_certificates (
    "PersonId" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "CertificateHash" character varying(64) NOT NULL,
    "ValidTo" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_personal_certificates" PRIMARY KEY ("PersonId")
);

CREATE TABLE recalls (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "DispatchId" uuid NOT NULL,
    "Reason" character varying(1000) NOT NULL,
    "NoticeId" uuid,
    "ProposerId" uuid NOT NULL,
    "SignerId" uuid NOT NULL,
    "State" character varying(40) NOT NULL,
    "DecidedAt" timestamp with time zone,
    "DeclineReason" character varying(1000),
    "Asked" integer NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_recalls" PRIMARY KEY ("Id")
);

CREATE TABLE receipt_keys (
    "OrganisationId" uuid NOT NULL,
    "Number" integer NOT NULL,
    "KeyId" character varying(64) NOT NULL,
    "PublicKey" bytea NOT NULL,
    "Sealed" bytea,
    "ValidFrom" timestamp with time zone NOT NULL,
    "RetiredAt" timestamp with time zone,
    CONSTRAINT "PK_receipt_keys" PRIMARY KEY ("OrganisationId", "Number")
);

CREATE TABLE receipts (
    "OwnerId" uuid NOT NULL,
    "DeliveryId" uuid NOT NULL,
    "Code" character varying(40) NOT NULL,
    "Statement" character varying(1000) NOT NULL,
    "Reason" character varying(1000),
    "KeyId" character varying(64) NOT NULL,
    "Signature" character varying(100) NOT NULL,
    "KeptAt" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_receipts" PRIMARY KEY ("OwnerId", "DeliveryId", "Code")
);

CREATE TABLE recipient_channels (
    "OrganisationId" uuid NOT NULL,
    "BodyId" uuid NOT NULL,
    "Channel" character varying(40) NOT NULL,
    "Address" character varying(300),
    "PublicKeys" bytea,
    "EarlierKeys" bytea,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_recipient_channels" PRIMARY KEY ("OrganisationId", "BodyId")
);

CREATE TABLE register_lines (
    "OrganisationId" uuid NOT NULL,
    "Book" character varying(40) NOT NULL,
    "Year" integer NOT NULL,
    "Number" integer NOT NULL,
    "PaperId" uuid NOT NULL,
    "EnteredOn" date NOT NULL,
    "NumberAndSymbol" character varying(80) NOT NULL,
    "DispatchDate" date NOT NULL,
    "Author" character varying(200) NOT NULL,
    "KindAndSubject" character varying(700) NOT NULL,
    "Signer" character varying(100),
    "Recipients" text,
    "KeptBy" character varying(200),
    "CopyCount" integer,
    "ForwardedOn" date,
    "ReceivedBy" character varying(200),
    "Note" character varying(1000),
    "IsVoided" boolean NOT NULL,
    "RecalledOn" date,
    CONSTRAINT "PK_register_lines" PRIMARY KEY ("OrganisationId", "Book", "Year", "Number")
);

CREATE TABLE saved_filters (
    "Id" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "List" character varying(60) NOT NULL,
    "Name" character varying(40) NOT NULL,
    "Query" character varying(300) NOT NULL,
    "IsDefault" boolean NOT NULL,
    CONSTRAINT "PK_saved_filters" PRIMARY KEY ("Id")
);

CREATE TABLE seal_certificates (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "CertificateHash" character varying(64) NOT NULL,
    "Holder" character varying(300) NOT NULL,
    "ValidTo" timestamp with time zone NOT NULL,
    "AppliedBy" text NOT NULL,
    "Basis" character varying(500) NOT NULL,
    "RecordedAt" timestamp with time zone NOT NULL,
    "WithdrawnAt" timestamp with time zone,
    "WithdrawnBecause" character varying(1000),
    "Version" integer NOT NULL,
    CONSTRAINT "PK_seal_certificates" PRIMARY KEY ("Id")
);

CREATE TABLE signing_authorities (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "Capacity" text NOT NULL,
    "Form" character varying(40) NOT NULL,
    "Kinds" text NOT NULL,
    "From" date NOT NULL,
    "To" date,
    "Basis" character varying(500) NOT NULL,
    "CertificateHash" character varying(64),
    "DelegatedFromId" uuid,
    "RevokedAt" timestamp with time zone,
    "RevokedBecause" character varying(1000),
    "Version" integer NOT NULL,
    CONSTRAINT "PK_signing_authorities" PRIMARY KEY ("Id")
);

CREATE TABLE signing_sessions (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "PaperId" uuid NOT NULL,
    "PaperVersion" integer NOT NULL,
    "Purpose" character varying(40) NOT NULL,
    "PersonId" uuid NOT NULL,
    "Certificate" bytea NOT NULL,
    "Issuers" text NOT NULL,
    "PrefersPss" boolean NOT NULL,
    "PreparedHash" character varying(64) NOT NULL,
    "HoleStart" bigint NOT NULL,
    "HoleLength" integer NOT NULL,
    "DocumentDigest" bytea NOT NULL,
    "Attributes" bytea NOT NULL,
    "OpenedAt" timestamp with time zone NOT NULL,
    "ExpiresAt" timestamp with time zone NOT NULL,
    "State" character varying(40) NOT NULL,
    "SignedHash" character varying(64),
    "Version" integer NOT NULL,
    CONSTRAINT "PK_signing_sessions" PRIMARY KEY ("Id")
);

CREATE TABLE task_delegations (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "FromId" uuid NOT NULL,
    "ToId" uuid NOT NULL,
    "FromDay" date NOT NULL,
    "UntilDay" date NOT NULL,
    "DefinitionId" character varying(100),
    "Reason" character varying(500) NOT NULL,
    "EndedAt" timestamp with time zone,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_task_delegations" PRIMARY KEY ("Id")
);

CREATE TABLE task_notes (
    "Id" uuid NOT NULL,
    "InstanceId" uuid NOT NULL,
    "TaskId" uuid,
    "At" timestamp with time zone NOT NULL,
    "Event" character varying(40) NOT NULL,
    "ById" uuid,
    "ToId" uuid,
    "Words" character varying(1000),
    CONSTRAINT "PK_task_notes" PRIMARY KEY ("Id")
);

CREATE TABLE tree_heads (
    "OrganisationId" uuid NOT NULL,
    "Size" bigint NOT NULL,
    "Root" bytea NOT NULL,
    "At" timestamp with time zone NOT NULL,
    "KeyId" character varying(64) NOT NULL,
    "PublicKey" bytea NOT NULL,
    "Signature" character varying(100) NOT NULL,
    CONSTRAINT "PK_tree_heads" PRIMARY KEY ("OrganisationId", "Size")
);

CREATE TABLE workflow_incidents (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "InstanceId" uuid NOT NULL,
    "PaperId" uuid NOT NULL,
    "RunId" integer NOT NULL,
    "ActivityId" character varying(200) NOT NULL,
    "Message" character varying(1000) NOT NULL,
    "Detail" character varying(2000),
    "At" timestamp with time zone NOT NULL,
    "Tries" integer NOT NULL,
    "RetryAt" timestamp with time zone,
    "ClosedAt" timestamp with time zone,
    "ClosedById" uuid,
    "SkipReason" character varying(1000),
    "Version" integer NOT NULL,
    CONSTRAINT "PK_workflow_incidents" PRIMARY KEY ("Id")
);

CREATE TABLE workflow_instances (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "PaperId" uuid NOT NULL,
    "Urgency" character varying(40) NOT NULL,
    "OwnerId" uuid NOT NULL,
    "DefinitionId" character varying(100) NOT NULL,
    "DefinitionVersion" integer NOT NULL,
    "Inputs" text NOT NULL,
    "Position" text NOT NULL,
    "CorrelationId" character varying(200),
    "Status" character varying(40) NOT NULL,
    "StartedAt" timestamp with time zone NOT NULL,
    "EndedAt" timestamp with time zone,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_workflow_instances" PRIMARY KEY ("Id")
);

CREATE TABLE workflow_tasks (
    "Id" uuid NOT NULL,
    "InstanceId" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "PaperId" uuid NOT NULL,
    "DefinitionId" character varying(100) NOT NULL,
    "Kind" character varying(40) NOT NULL,
    "ParentId" uuid,
    "AskedById" uuid,
    "Waits" character varying(40) NOT NULL,
    "WaitId" integer NOT NULL,
    "ActivityId" character varying(200) NOT NULL,
    "Act" character varying(100),
    "Title" character varying(300) NOT NULL,
    "Words" character varying(2000),
    "Role" integer NOT NULL,
    "UnitId" uuid,
    "PersonId" uuid,
    "Outcomes" text NOT NULL,
    "Fields" text NOT NULL,
    "Data" text,
    "OpenedAt" timestamp with time zone NOT NULL,
    "Due" text,
    "DueAt" timestamp with time zone,
    "Reminders" text NOT NULL,
    "EscalateTo" integer NOT NULL,
    "RingsAt" timestamp with time zone,
    "RemindedAt" timestamp with time zone,
    "EscalatedAt" timestamp with time zone,
    "ClaimedById" uuid,
    "ClosedAt" timestamp with time zone,
    "Outcome" character varying(60),
    "ClosedById" uuid,
    "OnBehalfOfId" uuid,
    "Opinion" character varying(2000),
    "Answer" text,
    "IsUndone" boolean NOT NULL,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_workflow_tasks" PRIMARY KEY ("Id")
);

CREATE TABLE workflow_versions (
    "OwnerId" uuid NOT NULL,
    "DefinitionId" character varying(100) NOT NULL,
    "Number" integer NOT NULL,
    "Hash" character varying(64) NOT NULL,
    "Json" text NOT NULL,
    "Name" character varying(200) NOT NULL,
    "Stage" character varying(40) NOT NULL,
    "UploadedAt" timestamp with time zone NOT NULL,
    "UploadedById" uuid,
    "Version" integer NOT NULL,
    CONSTRAINT "PK_workflow_versions" PRIMARY KEY ("OwnerId", "DefinitionId", "Number")
);

CREATE TABLE "BodyCodes" (
    "Id" uuid NOT NULL,
    "BodyId" uuid NOT NULL,
    "Code" character varying(35) NOT NULL,
    "ValidFrom" date,
    "ValidTo" date,
    CONSTRAINT "PK_BodyCodes" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_BodyCodes_Bodies_BodyId" FOREIGN KEY ("BodyId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "BodyNames" (
    "Id" uuid NOT NULL,
    "BodyId" uuid NOT NULL,
    "ScopeId" uuid,
    "Text" character varying(300) NOT NULL,
    "Folded" character varying(600) NOT NULL,
    "Plain" character varying(600) NOT NULL,
    "ValidFrom" date,
    "ValidTo" date,
    CONSTRAINT "PK_BodyNames" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_BodyNames_Bodies_BodyId" FOREIGN KEY ("BodyId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_BodyNames_Bodies_ScopeId" FOREIGN KEY ("ScopeId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "OfficeHolders" (
    "Id" uuid NOT NULL,
    "BodyId" uuid NOT NULL,
    "Title" character varying(100) NOT NULL,
    "FullName" character varying(100) NOT NULL,
    "Folded" character varying(600) NOT NULL,
    "NameFolded" character varying(600) NOT NULL,
    "ValidFrom" date,
    "ValidTo" date,
    CONSTRAINT "PK_OfficeHolders" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_OfficeHolders_Bodies_BodyId" FOREIGN KEY ("BodyId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "RecipientGroups" (
    "Id" uuid NOT NULL,
    "Key" character varying(100) NOT NULL,
    "Name" character varying(300) NOT NULL,
    "OwnerId" uuid,
    "ValidFrom" date,
    "ValidTo" date,
    CONSTRAINT "PK_RecipientGroups" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_RecipientGroups_Bodies_OwnerId" FOREIGN KEY ("OwnerId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "GroupMembers" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "BodyId" uuid NOT NULL,
    "ValidFrom" date,
    "ValidTo" date,
    CONSTRAINT "PK_GroupMembers" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_GroupMembers_Bodies_BodyId" FOREIGN KEY ("BodyId") REFERENCES "Bodies" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_GroupMembers_RecipientGroups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "RecipientGroups" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "GroupNames" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "Text" character varying(300) NOT NULL,
    "Folded" character varying(600) NOT NULL,
    "Plain" character varying(600) NOT NULL,
    CONSTRAINT "PK_GroupNames" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_GroupNames_RecipientGroups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "RecipientGroups" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_account_sessions_PersonId_EndedAt" ON account_sessions ("PersonId", "EndedAt");

CREATE INDEX "IX_audit_leaves_Subject" ON audit_leaves ("Subject");

CREATE INDEX "IX_Bodies_Code" ON "Bodies" ("Code");

CREATE UNIQUE INDEX "IX_Bodies_Key" ON "Bodies" ("Key");

CREATE INDEX "IX_Bodies_ParentId_Abbreviation" ON "Bodies" ("ParentId", "Abbreviation");

CREATE INDEX "IX_BodyCodes_BodyId" ON "BodyCodes" ("BodyId");

CREATE INDEX "IX_BodyCodes_Code" ON "BodyCodes" ("Code");

CREATE INDEX "IX_BodyNames_BodyId" ON "BodyNames" ("BodyId");

CREATE INDEX "IX_BodyNames_Folded" ON "BodyNames" ("Folded");

CREATE INDEX "IX_BodyNames_Plain" ON "BodyNames" ("Plain");

CREATE INDEX "IX_BodyNames_ScopeId" ON "BodyNames" ("ScopeId");

CREATE INDEX "IX_citations_FamilyId" ON citations ("FamilyId");

CREATE INDEX "IX_citations_NumberKey" ON citations ("NumberKey");

CREATE INDEX "IX_citations_PaperId" ON citations ("PaperId");

CREATE UNIQUE INDEX "IX_consignments_PaperId" ON consignments ("PaperId");

CREATE INDEX "IX_copies_ContentHash" ON copies ("ContentHash");

CREATE INDEX "IX_copies_DispatchId" ON copies ("DispatchId") WHERE "DispatchId" IS NOT NULL;

CREATE INDEX "IX_copies_FamilyId" ON copies ("FamilyId");

CREATE INDEX "IX_copies_IncomingId" ON copies ("IncomingId");

CREATE INDEX "IX_copies_OrganisationId_Id" ON copies ("OrganisationId", "Id");

CREATE INDEX "IX_copies_OrganisationId_State_Id" ON copies ("OrganisationId", "State", "Id");

CREATE UNIQUE INDEX "IX_deliveries_ConsignmentId_RecipientId" ON deliveries ("ConsignmentId", "RecipientId");

CREATE INDEX "IX_deliveries_FamilyId" ON deliveries ("FamilyId");

CREATE INDEX "IX_deliveries_PaperId_Id" ON deliveries ("PaperId", "Id");

CREATE INDEX "IX_deliveries_SenderId_DueAt" ON deliveries ("SenderId", "DueAt") WHERE "DueAt" IS NOT NULL;

CREATE INDEX "IX_deliveries_SenderId_State_Id" ON deliveries ("SenderId", "State", "Id");

CREATE INDEX "IX_delivery_alarms_OrganisationId_ClosedAt_Id" ON delivery_alarms ("OrganisationId", "ClosedAt", "Id");

CREATE UNIQUE INDEX "IX_delivery_alarms_OrganisationId_DeliveryId_Code_What" ON delivery_alarms ("OrganisationId", "DeliveryId", "Code", "What");

CREATE INDEX "IX_dispatches_ContentHash" ON dispatches ("ContentHash") WHERE "ContentHash" IS NOT NULL;

CREATE INDEX "IX_dispatches_OrganisationId_Id" ON dispatches ("OrganisationId", "Id");

CREATE INDEX "IX_dispatches_OrganisationId_State_Id" ON dispatches ("OrganisationId", "State", "Id");

CREATE INDEX "IX_dispatches_ReplacesId" ON dispatches ("ReplacesId") WHERE "ReplacesId" IS NOT NULL;

CREATE INDEX "IX_GroupMembers_BodyId" ON "GroupMembers" ("BodyId");

CREATE INDEX "IX_GroupMembers_GroupId_BodyId" ON "GroupMembers" ("GroupId", "BodyId");

CREATE INDEX "IX_GroupNames_Folded" ON "GroupNames" ("Folded");

CREATE INDEX "IX_GroupNames_GroupId" ON "GroupNames" ("GroupId");

CREATE INDEX "IX_GroupNames_Plain" ON "GroupNames" ("Plain");

CREATE INDEX "IX_incoming_ArrivedAt" ON incoming ("ArrivedAt");

CREATE INDEX "IX_incoming_ContentHash" ON incoming ("ContentHash");

CREATE UNIQUE INDEX "IX_incoming_DeliveryId" ON incoming ("DeliveryId");

CREATE INDEX "IX_incoming_FamilyId" ON incoming ("FamilyId");

CREATE INDEX "IX_incoming_OrganisationId_DueAt" ON incoming ("OrganisationId", "DueAt") WHERE "DueAt" IS NOT NULL;

CREATE INDEX "IX_incoming_OrganisationId_DuplicateKey" ON incoming ("OrganisationId", "DuplicateKey");

CREATE INDEX "IX_incoming_OrganisationId_Id" ON incoming ("OrganisationId", "Id");

CREATE INDEX "IX_incoming_OrganisationId_State_Id" ON incoming ("OrganisationId", "State", "Id");

CREATE UNIQUE INDEX "IX_indexed_books_Place" ON indexed_books ("Place");

CREATE UNIQUE INDEX "IX_intake_corrections_IncomingId_Field" ON intake_corrections ("IncomingId", "Field");

CREATE INDEX "IX_intake_corrections_OrganisationId_Id" ON intake_corrections ("OrganisationId", "Id");

CREATE INDEX "IX_OfficeHolders_BodyId" ON "OfficeHolders" ("BodyId");

CREATE INDEX "IX_OfficeHolders_Folded" ON "OfficeHolders" ("Folded");

CREATE INDEX "IX_OfficeHolders_NameFolded" ON "OfficeHolders" ("NameFolded");

CREATE INDEX "IX_outbox_DueAt" ON outbox ("DueAt") WHERE "State" = 'Pending';

CREATE INDEX "IX_outbox_FromId_DueAt" ON outbox ("FromId", "DueAt") WHERE "State" = 'Dead';

CREATE INDEX "IX_outbox_Lease" ON outbox ("Lease") WHERE "State" = 'Pending' AND "Lease" IS NOT NULL;

CREATE INDEX "IX_paper_entries_CopyKey" ON paper_entries ("CopyKey");

CREATE INDEX "IX_paper_entries_OrganisationId_CopyHead" ON paper_entries ("OrganisationId", "CopyHead");

CREATE INDEX "IX_paper_entries_OrganisationId_FamilyId" ON paper_entries ("OrganisationId", "FamilyId");

CREATE INDEX "IX_paper_entries_OrganisationId_NumberHead" ON paper_entries ("OrganisationId", "NumberHead");

CREATE UNIQUE INDEX "IX_paper_entries_PaperId" ON paper_entries ("PaperId");

CREATE INDEX "IX_partner_copies_FamilyId" ON partner_copies ("FamilyId");

CREATE INDEX "IX_people_OrganisationId" ON people ("OrganisationId");

CREATE UNIQUE INDEX "IX_people_UserName" ON people ("UserName");

CREATE INDEX "IX_personal_certificates_OrganisationId" ON personal_certificates ("OrganisationId");

CREATE INDEX "IX_recalls_DispatchId" ON recalls ("DispatchId");

CREATE INDEX "IX_recalls_OrganisationId_State_Id" ON recalls ("OrganisationId", "State", "Id");

CREATE INDEX "IX_receipt_keys_KeyId" ON receipt_keys ("KeyId");

CREATE INDEX "IX_recipient_channels_BodyId" ON recipient_channels ("BodyId");

CREATE UNIQUE INDEX "IX_RecipientGroups_Key" ON "RecipientGroups" ("Key");

CREATE INDEX "IX_RecipientGroups_OwnerId" ON "RecipientGroups" ("OwnerId");

CREATE INDEX "IX_register_lines_OrganisationId_Year_Book_EnteredOn_IsVoided" ON register_lines ("OrganisationId", "Year", "Book", "EnteredOn", "IsVoided");

CREATE INDEX "IX_register_lines_PaperId_Book" ON register_lines ("PaperId", "Book");

CREATE UNIQUE INDEX "IX_saved_filters_PersonId_List_Name" ON saved_filters ("PersonId", "List", "Name");

CREATE INDEX "IX_seal_certificates_OrganisationId_CertificateHash" ON seal_certificates ("OrganisationId", "CertificateHash");

CREATE INDEX "IX_signing_authorities_OrganisationId_PersonId" ON signing_authorities ("OrganisationId", "PersonId");

CREATE INDEX "IX_signing_sessions_PaperId_Purpose_State" ON signing_sessions ("PaperId", "Purpose", "State");

CREATE INDEX "IX_task_delegations_FromId" ON task_delegations ("FromId");

CREATE INDEX "IX_task_delegations_OrganisationId_ToId" ON task_delegations ("OrganisationId", "ToId");

CREATE INDEX "IX_task_notes_InstanceId" ON task_notes ("InstanceId");

CREATE INDEX "IX_workflow_incidents_InstanceId" ON workflow_incidents ("InstanceId");

CREATE INDEX "IX_workflow_incidents_OrganisationId_ClosedAt_Id" ON workflow_incidents ("OrganisationId", "ClosedAt", "Id");

CREATE INDEX "IX_workflow_incidents_RetryAt" ON workflow_incidents ("RetryAt") WHERE "RetryAt" IS NOT NULL;

CREATE INDEX "IX_workflow_instances_OrganisationId_DefinitionId" ON workflow_instances ("OrganisationId", "DefinitionId") WHERE "EndedAt" IS NULL;

CREATE UNIQUE INDEX "IX_workflow_instances_PaperId" ON workflow_instances ("PaperId");

CREATE INDEX "IX_workflow_tasks_OrganisationId_DueAt" ON workflow_tasks ("OrganisationId", "DueAt") WHERE "ClosedAt" > "DueAt";

CREATE INDEX "IX_workflow_tasks_OrganisationId_Id" ON workflow_tasks ("OrganisationId", "Id") WHERE "ClosedAt" IS NULL;

CREATE INDEX "IX_workflow_tasks_PaperId" ON workflow_tasks ("PaperId") WHERE "ClosedAt" IS NULL;

CREATE INDEX "IX_workflow_tasks_PaperId_ClosedAt" ON workflow_tasks ("PaperId", "ClosedAt");

CREATE INDEX "IX_workflow_tasks_RingsAt" ON workflow_tasks ("RingsAt") WHERE "RingsAt" IS NOT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123225432_Initial', '10.0.14');

COMMIT;

