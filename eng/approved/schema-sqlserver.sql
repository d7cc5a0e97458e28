IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
CREATE TABLE [account_sessions] (
    [Id] uniqueidentifier NOT NULL,
    [PersonId] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [Kind] nvarchar(40) NOT NULL,
    [Name] nvarchar(100) NOT NULL,
    [Address] nvarchar(45) NOT NULL,
    [Scopes] nvarchar(40) NOT NULL,
    [BegunAt] datetimeoffset NOT NULL,
    [EndsAt] datetimeoffset NOT NULL,
    [SeenAt] datetimeoffset NOT NULL,
    [ProvedAt] datetimeoffset NULL,
    [IsHalf] bit NOT NULL,
    [Turn] int NOT NULL,
    [EndedAt] datetimeoffset NULL,
    CONSTRAINT [PK_account_sessions] PRIMARY KEY ([Id])
);

CREATE TABLE [audit_leaves] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [Index] bigint NOT NULL,
    [At] datetimeoffset NOT NULL,
    [Act] nvarchar(60) NOT NULL,
    [Subject] uniqueidentifier NOT NULL,
    [ActorName] nvarchar(100) NOT NULL,
    [Entry] nvarchar(max) NOT NULL,
    [LeafHash] binary(32) NOT NULL,
    CONSTRAINT [PK_audit_leaves] PRIMARY KEY ([OrganisationId], [Index])
);

CREATE TABLE [audit_logs] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [Size] bigint NOT NULL,
    [Root] binary(32) NOT NULL,
    [Frontier] varbinary(2048) NOT NULL,
    CONSTRAINT [PK_audit_logs] PRIMARY KEY ([OrganisationId])
);

CREATE TABLE [Bodies] (
    [Id] uniqueidentifier NOT NULL,
    [Key] nvarchar(100) NOT NULL,
    [Kind] nvarchar(40) NOT NULL,
    [Name] nvarchar(300) NOT NULL,
    [Abbreviation] nvarchar(40) NULL,
    [Code] nvarchar(35) NULL,
    [ParentId] uniqueidentifier NULL,
    [ValidFrom] date NULL,
    [ValidTo] date NULL,
    [SuccessorId] uniqueidentifier NULL,
    [Place] nvarchar(100) NULL,
    CONSTRAINT [PK_Bodies] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_Bodies_Bodies_ParentId] FOREIGN KEY ([ParentId]) REFERENCES [Bodies] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [citations] (
    [Id] uniqueidentifier NOT NULL,
    [PaperId] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [FamilyId] uniqueidentifier NOT NULL,
    [Place] int NOT NULL,
    [Text] nvarchar(200) NOT NULL,
    [NumberKey] nvarchar(100) NOT NULL,
    [Kind] nvarchar(100) NULL,
    [Date] date NULL,
    [Issuer] nvarchar(300) NULL,
    [IsAnswered] bit NOT NULL,
    CONSTRAINT [PK_citations] PRIMARY KEY ([Id])
);

CREATE TABLE [consignments] (
    [Id] uniqueidentifier NOT NULL,
    [SenderId] uniqueidentifier NOT NULL,
    [PaperId] uniqueidentifier NOT NULL,
    [FamilyId] uniqueidentifier NOT NULL,
    [Facts] nvarchar(max) NOT NULL,
    [ContentHash] nvarchar(64) NOT NULL,
    [SentAt] datetimeoffset NOT NULL,
    CONSTRAINT [PK_consignments] PRIMARY KEY ([Id])
);

CREATE TABLE [copies] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [IncomingId] uniqueidentifier NULL,
    [DispatchId] uniqueidentifier NULL,
    [SourceHash] nvarchar(64) NOT NULL,
    [FamilyId] uniqueidentifier NOT NULL,
    [Form] nvarchar(40) NOT NULL,
    [Medium] nvarchar(40) NOT NULL,
    [Parts] nvarchar(max) NOT NULL,
    [Source] nvarchar(max) NULL,
    [Recipients] nvarchar(max) NOT NULL,
    [Capacity] nvarchar(max) NOT NULL,
    [RequesterId] uniqueidentifier NOT NULL,
    [SignerId] uniqueidentifier NOT NULL,
    [Decisions] nvarchar(max) NOT NULL,
    [State] nvarchar(40) NOT NULL,
    [Number] int NULL,
    [Symbol] nvarchar(60) NULL,
    [CopiedOn] date NULL,
    [AuthorityId] uniqueidentifier NULL,
    [SignedAt] datetimeoffset NULL,
    [SignedHash] nvarchar(64) NULL,
    [SealedAt] datetimeoffset NULL,
    [ContentHash] nvarchar(64) NULL,
    [IssuedAt] datetimeoffset NULL,
    [Reason] nvarchar(2000) NULL,
    [Marks] nvarchar(max) NOT NULL,
    [CreatedAt] datetimeoffset NOT NULL,
    [IsDemo] bit NOT NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_copies] PRIMARY KEY ([Id])
);

CREATE TABLE [declared_numbers] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [Book] nvarchar(40) NOT NULL,
    [Year] int NOT NULL,
    [From] int NOT NULL,
    [To] int NOT NULL,
    [Reason] nvarchar(500) NOT NULL,
    CONSTRAINT [PK_declared_numbers] PRIMARY KEY ([OrganisationId], [Book], [Year], [From])
);

CREATE TABLE [deliveries] (
    [Id] uniqueidentifier NOT NULL,
    [ConsignmentId] uniqueidentifier NOT NULL,
    [PaperId] uniqueidentifier NOT NULL,
    [FamilyId] uniqueidentifier NOT NULL,
    [SenderId] uniqueidentifier NOT NULL,
    [RecipientId] uniqueidentifier NOT NULL,
    [RecipientName] nvarchar(200) NOT NULL,
    [Line] nvarchar(1000) NOT NULL,
    [GroupName] nvarchar(200) NULL,
    [Channel] nvarchar(40) NOT NULL,
    [Address] nvarchar(300) NULL,
    [State] nvarchar(40) NOT NULL,
    [Reason] nvarchar(1000) NULL,
    [PostalNumber] nvarchar(40) NULL,
    [ArrivalNumber] int NULL,
    [QueuedAt] datetimeoffset NOT NULL,
    [SentAt] datetimeoffset NULL,
    [ArrivedAt] datetimeoffset NULL,
    [AnsweredAt] datetimeoffset NULL,
    [RegisteredAt] datetimeoffset NULL,
    [AssignedAt] datetimeoffset NULL,
    [BegunAt] datetimeoffset NULL,
    [DoneAt] datetimeoffset NULL,
    [ReturnedAt] datetimeoffset NULL,
    [RecallAskedAt] datetimeoffset NULL,
    [RecallAnsweredAt] datetimeoffset NULL,
    [RecallEvidence] nvarchar(100) NULL,
    [RemindedAt] datetimeoffset NULL,
    [Reminders] int NOT NULL,
    [SendBy] datetimeoffset NOT NULL,
    [AcknowledgeBy] datetimeoffset NULL,
    [EnterBy] datetimeoffset NULL,
    [DueAt] datetimeoffset NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_deliveries] PRIMARY KEY ([Id])
);

CREATE TABLE [delivery_alarms] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [DeliveryId] uniqueidentifier NOT NULL,
    [FromId] uniqueidentifier NULL,
    [Code] nvarchar(60) NOT NULL,
    [Message] nvarchar(1000) NOT NULL,
    [What] nvarchar(150) NOT NULL,
    [At] datetimeoffset NOT NULL,
    [ClosedAt] datetimeoffset NULL,
    [Finding] nvarchar(1000) NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_delivery_alarms] PRIMARY KEY ([Id])
);

CREATE TABLE [dispatches] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [UnitId] uniqueidentifier NULL,
    [DrafterId] uniqueidentifier NOT NULL,
    [SignerId] uniqueidentifier NOT NULL,
    [Text] nvarchar(max) NOT NULL,
    [Subject] nvarchar(500) NOT NULL,
    [Symbol] nvarchar(60) NOT NULL,
    [Decisions] nvarchar(max) NOT NULL,
    [AnswersId] uniqueidentifier NULL,
    [ReplacesId] uniqueidentifier NULL,
    [CorrectsId] uniqueidentifier NULL,
    [Marks] nvarchar(max) NOT NULL,
    [State] nvarchar(40) NOT NULL,
    [Number] int NULL,
    [IssuedOn] date NULL,
    [SignedHash] nvarchar(64) NULL,
    [SignedAt] datetimeoffset NULL,
    [AuthorityId] uniqueidentifier NULL,
    [IsSignedInFile] bit NOT NULL,
    [SealedHash] nvarchar(max) NULL,
    [SealedAt] datetimeoffset NULL,
    [ContentHash] nvarchar(64) NULL,
    [IssuedAt] datetimeoffset NULL,
    [Reason] nvarchar(1000) NULL,
    [CreatedAt] datetimeoffset NOT NULL,
    [IsDemo] bit NOT NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_dispatches] PRIMARY KEY ([Id])
);

CREATE TABLE [house_days] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [Day] date NOT NULL,
    [Rule] nvarchar(40) NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    CONSTRAINT [PK_house_days] PRIMARY KEY ([OrganisationId], [Day])
);

CREATE TABLE [house_settings] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [CopySymbolNamesBody] bit NOT NULL,
    [SaoYLabel] nvarchar(40) NOT NULL,
    [RemindAfterHours] int NULL,
    [RemindAtMost] int NOT NULL DEFAULT 3,
    [Version] int NOT NULL,
    CONSTRAINT [PK_house_settings] PRIMARY KEY ([OrganisationId])
);

CREATE TABLE [idempotency_keys] (
    [Scope] uniqueidentifier NOT NULL,
    [Key] nvarchar(100) NOT NULL,
    [Fingerprint] nvarchar(64) NOT NULL,
    [Answer] nvarchar(max) NOT NULL,
    [At] datetimeoffset NOT NULL,
    CONSTRAINT [PK_idempotency_keys] PRIMARY KEY ([Scope], [Key])
);

CREATE TABLE [incoming] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [DeliveryId] uniqueidentifier NULL,
    [SenderId] uniqueidentifier NULL,
    [FamilyId] uniqueidentifier NOT NULL,
    [Facts] nvarchar(max) NOT NULL,
    [DuplicateKey] nvarchar(300) NOT NULL,
    [ContentHash] nvarchar(64) NULL,
    [ArrivedAt] datetimeoffset NOT NULL,
    [Via] nvarchar(40) NOT NULL,
    [AcknowledgeBy] datetimeoffset NOT NULL,
    [EnterBy] datetimeoffset NOT NULL,
    [DueAt] datetimeoffset NULL,
    [State] nvarchar(40) NOT NULL,
    [ArrivalNumber] int NULL,
    [RegisteredOn] date NULL,
    [LeadUnitId] uniqueidentifier NULL,
    [SupportUnitIds] nvarchar(max) NOT NULL,
    [DueOn] date NULL,
    [Opinion] nvarchar(1000) NULL,
    [AnsweredById] uniqueidentifier NULL,
    [Marks] nvarchar(max) NOT NULL,
    [RecallReply] nvarchar(1000) NULL,
    [IsDemo] bit NOT NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_incoming] PRIMARY KEY ([Id])
);

CREATE TABLE [incoming_verifications] (
    [IncomingId] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [ContentHash] nvarchar(64) NOT NULL,
    [VerifiedAt] datetimeoffset NOT NULL,
    [Verdict] nvarchar(40) NOT NULL,
    [Integrity] nvarchar(40) NOT NULL,
    [Found] nvarchar(max) NOT NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_incoming_verifications] PRIMARY KEY ([IncomingId])
);

CREATE TABLE [indexed_books] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [Book] nvarchar(40) NOT NULL,
    [Year] int NOT NULL,
    [Place] int NOT NULL,
    [UpTo] int NOT NULL,
    CONSTRAINT [PK_indexed_books] PRIMARY KEY ([OrganisationId], [Book], [Year])
);

CREATE TABLE [intake_corrections] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [IncomingId] uniqueidentifier NOT NULL,
    [PersonId] uniqueidentifier NOT NULL,
    [KeptAt] datetimeoffset NOT NULL,
    [Field] nvarchar(40) NOT NULL,
    [ReadValue] nvarchar(1000) NULL,
    [Confidence] float NOT NULL,
    [KeptValue] nvarchar(1000) NOT NULL,
    CONSTRAINT [PK_intake_corrections] PRIMARY KEY ([Id])
);

CREATE TABLE [kept_heads] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [PartnerId] uniqueidentifier NOT NULL,
    [LogId] uniqueidentifier NOT NULL,
    [Size] bigint NOT NULL,
    [Root] binary(32) NOT NULL,
    [At] datetimeoffset NOT NULL,
    [KeyId] nvarchar(64) NOT NULL,
    [PublicKey] varbinary(200) NOT NULL,
    [Signature] nvarchar(100) NOT NULL,
    [OwnSize] bigint NOT NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_kept_heads] PRIMARY KEY ([OrganisationId], [PartnerId])
);

CREATE TABLE [number_series] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [Book] nvarchar(40) NOT NULL,
    [Year] int NOT NULL,
    [Last] int NOT NULL,
    [LastDate] date NULL,
    CONSTRAINT [PK_number_series] PRIMARY KEY ([OrganisationId], [Book], [Year])
);

CREATE TABLE [office_hours] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [MorningFrom] time NOT NULL,
    [MorningTo] time NOT NULL,
    [AfternoonFrom] time NOT NULL,
    [AfternoonTo] time NOT NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_office_hours] PRIMARY KEY ([OrganisationId])
);

CREATE TABLE [outbox] (
    [Kind] nvarchar(60) NOT NULL,
    [Key] nvarchar(120) NOT NULL,
    [FromId] uniqueidentifier NOT NULL,
    [ToId] uniqueidentifier NOT NULL,
    [Payload] nvarchar(max) NOT NULL,
    [State] nvarchar(40) NOT NULL,
    [Attempts] int NOT NULL,
    [DueAt] datetimeoffset NOT NULL,
    [Lease] uniqueidentifier NULL,
    [LeaseUntil] datetimeoffset NULL,
    [LastError] nvarchar(1000) NULL,
    CONSTRAINT [PK_outbox] PRIMARY KEY ([Kind], [Key])
);

CREATE TABLE [paper_entries] (
    [Id] bigint NOT NULL IDENTITY,
    [PaperId] uniqueidentifier NOT NULL,
    [Kind] nvarchar(40) NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [FamilyId] uniqueidentifier NOT NULL,
    [Date] date NOT NULL,
    [NumberKey] nvarchar(100) NOT NULL,
    [NumberHead] nvarchar(100) NOT NULL,
    [CopyKey] nvarchar(100) NOT NULL,
    [CopyHead] nvarchar(100) NOT NULL,
    CONSTRAINT [PK_paper_entries] PRIMARY KEY ([Id])
);

CREATE TABLE [partner_copies] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [CopyId] uniqueidentifier NOT NULL,
    [PartnerId] uniqueidentifier NOT NULL,
    [DeliveryId] uniqueidentifier NOT NULL,
    [FamilyId] uniqueidentifier NOT NULL,
    [Notice] nvarchar(max) NOT NULL,
    [KeyId] nvarchar(64) NOT NULL,
    [Signature] nvarchar(100) NOT NULL,
    [ToldAt] datetimeoffset NOT NULL,
    CONSTRAINT [PK_partner_copies] PRIMARY KEY ([OrganisationId], [CopyId])
);

CREATE TABLE [people] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [UnitId] uniqueidentifier NULL,
    [FullName] nvarchar(100) NOT NULL,
    [Title] nvarchar(100) NOT NULL,
    [Roles] nvarchar(100) NOT NULL,
    [UserName] nvarchar(60) NOT NULL,
    [PasswordHash] nvarchar(200) NOT NULL,
    [DisabledAt] datetimeoffset NULL,
    [InitialUntil] datetimeoffset NULL,
    [FailedTries] int NOT NULL,
    [LockedUntil] datetimeoffset NULL,
    [TotpSecret] nvarchar(500) NULL,
    [TotpConfirmedAt] datetimeoffset NULL,
    [TotpLastStep] bigint NOT NULL,
    [RecoveryCodes] nvarchar(1000) NOT NULL DEFAULT ('[]'),
    [TourStep] int NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_people] PRIMARY KEY ([Id])
);

CREATE TABLE [personal_certificates] (
    [PersonId] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [CertificateHash] nvarchar(64) NOT NULL,
    [ValidTo] datetimeoffset NOT NULL,
    CONSTRAINT [PK_personal_certificates] PRIMARY KEY ([PersonId])
);

CREATE TABLE [recalls] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [DispatchId] uniqueidentifier NOT NULL,
    [Reason] nvarchar(1000) NOT NULL,
    [NoticeId] uniqueidentifier NULL,
    [ProposerId] uniqueidentifier NOT NULL,
    [SignerId] uniqueidentifier NOT NULL,
    [State] nvarchar(40) NOT NULL,
    [DecidedAt] datetimeoffset NULL,
    [DeclineReason] nvarchar(1000) NULL,
    [Asked] int NOT NULL,
    [CreatedAt] datetimeoffset NOT NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_recalls] PRIMARY KEY ([Id])
);

CREATE TABLE [receipt_keys] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [Number] int NOT NULL,
    [KeyId] nvarchar(64) NOT NULL,
    [PublicKey] varbinary(max) NOT NULL,
    [Sealed] varbinary(max) NULL,
    [ValidFrom] datetimeoffset NOT NULL,
    [RetiredAt] datetimeoffset NULL,
    CONSTRAINT [PK_receipt_keys] PRIMARY KEY ([OrganisationId], [Number])
);

CREATE TABLE [receipts] (
    [OwnerId] uniqueidentifier NOT NULL,
    [DeliveryId] uniqueidentifier NOT NULL,
    [Code] nvarchar(40) NOT NULL,
    [Statement] nvarchar(1000) NOT NULL,
    [Reason] nvarchar(1000) NULL,
    [KeyId] nvarchar(64) NOT NULL,
    [Signature] nvarchar(100) NOT NULL,
    [KeptAt] datetimeoffset NOT NULL,
    CONSTRAINT [PK_receipts] PRIMARY KEY ([OwnerId], [DeliveryId], [Code])
);

CREATE TABLE [recipient_channels] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [BodyId] uniqueidentifier NOT NULL,
    [Channel] nvarchar(40) NOT NULL,
    [Address] nvarchar(300) NULL,
    [PublicKeys] varbinary(max) NULL,
    [EarlierKeys] varbinary(max) NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_recipient_channels] PRIMARY KEY ([OrganisationId], [BodyId])
);

CREATE TABLE [register_lines] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [Book] nvarchar(40) NOT NULL,
    [Year] int NOT NULL,
    [Number] int NOT NULL,
    [PaperId] uniqueidentifier NOT NULL,
    [EnteredOn] date NOT NULL,
    [NumberAndSymbol] nvarchar(80) NOT NULL,
    [DispatchDate] date NOT NULL,
    [Author] nvarchar(200) NOT NULL,
    [KindAndSubject] nvarchar(700) NOT NULL,
    [Signer] nvarchar(100) NULL,
    [Recipients] nvarchar(max) NULL,
    [KeptBy] nvarchar(200) NULL,
    [CopyCount] int NULL,
    [ForwardedOn] date NULL,
    [ReceivedBy] nvarchar(200) NULL,
    [Note] nvarchar(1000) NULL,
    [IsVoided] bit NOT NULL,
    [RecalledOn] date NULL,
    CONSTRAINT [PK_register_lines] PRIMARY KEY ([OrganisationId], [Book], [Year], [Number])
);

CREATE TABLE [saved_filters] (
    [Id] uniqueidentifier NOT NULL,
    [PersonId] uniqueidentifier NOT NULL,
    [List] nvarchar(60) NOT NULL,
    [Name] nvarchar(40) NOT NULL,
    [Query] nvarchar(300) NOT NULL,
    [IsDefault] bit NOT NULL,
    CONSTRAINT [PK_saved_filters] PRIMARY KEY ([Id])
);

CREATE TABLE [seal_certificates] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [CertificateHash] nvarchar(64) NOT NULL,
    [Holder] nvarchar(300) NOT NULL,
    [ValidTo] datetimeoffset NOT NULL,
    [AppliedBy] nvarchar(max) NOT NULL,
    [Basis] nvarchar(500) NOT NULL,
    [RecordedAt] datetimeoffset NOT NULL,
    [WithdrawnAt] datetimeoffset NULL,
    [WithdrawnBecause] nvarchar(1000) NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_seal_certificates] PRIMARY KEY ([Id])
);

CREATE TABLE [signing_authorities] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [PersonId] uniqueidentifier NOT NULL,
    [Capacity] nvarchar(max) NOT NULL,
    [Form] nvarchar(40) NOT NULL,
    [Kinds] nvarchar(max) NOT NULL,
    [From] date NOT NULL,
    [To] date NULL,
    [Basis] nvarchar(500) NOT NULL,
    [CertificateHash] nvarchar(64) NULL,
    [DelegatedFromId] uniqueidentifier NULL,
    [RevokedAt] datetimeoffset NULL,
    [RevokedBecause] nvarchar(1000) NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_signing_authorities] PRIMARY KEY ([Id])
);

CREATE TABLE [signing_sessions] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [PaperId] uniqueidentifier NOT NULL,
    [PaperVersion] int NOT NULL,
    [Purpose] nvarchar(40) NOT NULL,
    [PersonId] uniqueidentifier NOT NULL,
    [Certificate] varbinary(max) NOT NULL,
    [Issuers] nvarchar(max) NOT NULL,
    [PrefersPss] bit NOT NULL,
    [PreparedHash] nvarchar(64) NOT NULL,
    [HoleStart] bigint NOT NULL,
    [HoleLength] int NOT NULL,
    [DocumentDigest] varbinary(64) NOT NULL,
    [Attributes] varbinary(max) NOT NULL,
    [OpenedAt] datetimeoffset NOT NULL,
    [ExpiresAt] datetimeoffset NOT NULL,
    [State] nvarchar(40) NOT NULL,
    [SignedHash] nvarchar(64) NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_signing_sessions] PRIMARY KEY ([Id])
);

CREATE TABLE [task_delegations] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [FromId] uniqueidentifier NOT NULL,
    [ToId] uniqueidentifier NOT NULL,
    [FromDay] date NOT NULL,
    [UntilDay] date NOT NULL,
    [DefinitionId] nvarchar(100) NULL,
    [Reason] nvarchar(500) NOT NULL,
    [EndedAt] datetimeoffset NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_task_delegations] PRIMARY KEY ([Id])
);

CREATE TABLE [task_notes] (
    [Id] uniqueidentifier NOT NULL,
    [InstanceId] uniqueidentifier NOT NULL,
    [TaskId] uniqueidentifier NULL,
    [At] datetimeoffset NOT NULL,
    [Event] nvarchar(40) NOT NULL,
    [ById] uniqueidentifier NULL,
    [ToId] uniqueidentifier NULL,
    [Words] nvarchar(1000) NULL,
    CONSTRAINT [PK_task_notes] PRIMARY KEY ([Id])
);

CREATE TABLE [tree_heads] (
    [OrganisationId] uniqueidentifier NOT NULL,
    [Size] bigint NOT NULL,
    [Root] binary(32) NOT NULL,
    [At] datetimeoffset NOT NULL,
    [KeyId] nvarchar(64) NOT NULL,
    [PublicKey] varbinary(200) NOT NULL,
    [Signature] nvarchar(100) NOT NULL,
    CONSTRAINT [PK_tree_heads] PRIMARY KEY ([OrganisationId], [Size])
);

CREATE TABLE [workflow_incidents] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [InstanceId] uniqueidentifier NOT NULL,
    [PaperId] uniqueidentifier NOT NULL,
    [RunId] int NOT NULL,
    [ActivityId] nvarchar(200) NOT NULL,
    [Message] nvarchar(1000) NOT NULL,
    [Detail] nvarchar(2000) NULL,
    [At] datetimeoffset NOT NULL,
    [Tries] int NOT NULL,
    [RetryAt] datetimeoffset NULL,
    [ClosedAt] datetimeoffset NULL,
    [ClosedById] uniqueidentifier NULL,
    [SkipReason] nvarchar(1000) NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_workflow_incidents] PRIMARY KEY ([Id])
);

CREATE TABLE [workflow_instances] (
    [Id] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [PaperId] uniqueidentifier NOT NULL,
    [Urgency] nvarchar(40) NOT NULL,
    [OwnerId] uniqueidentifier NOT NULL,
    [DefinitionId] nvarchar(100) NOT NULL,
    [DefinitionVersion] int NOT NULL,
    [Inputs] nvarchar(max) NOT NULL,
    [Position] nvarchar(max) NOT NULL,
    [CorrelationId] nvarchar(200) NULL,
    [Status] nvarchar(40) NOT NULL,
    [StartedAt] datetimeoffset NOT NULL,
    [EndedAt] datetimeoffset NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_workflow_instances] PRIMARY KEY ([Id])
);

CREATE TABLE [workflow_tasks] (
    [Id] uniqueidentifier NOT NULL,
    [InstanceId] uniqueidentifier NOT NULL,
    [OrganisationId] uniqueidentifier NOT NULL,
    [PaperId] uniqueidentifier NOT NULL,
    [DefinitionId] nvarchar(100) NOT NULL,
    [Kind] nvarchar(40) NOT NULL,
    [ParentId] uniqueidentifier NULL,
    [AskedById] uniqueidentifier NULL,
    [Waits] nvarchar(40) NOT NULL,
    [WaitId] int NOT NULL,
    [ActivityId] nvarchar(200) NOT NULL,
    [Act] nvarchar(100) NULL,
    [Title] nvarchar(300) NOT NULL,
    [Words] nvarchar(2000) NULL,
    [Role] int NOT NULL,
    [UnitId] uniqueidentifier NULL,
    [PersonId] uniqueidentifier NULL,
    [Outcomes] nvarchar(max) NOT NULL,
    [Fields] nvarchar(max) NOT NULL,
    [Data] nvarchar(max) NULL,
    [OpenedAt] datetimeoffset NOT NULL,
    [Due] nvarchar(max) NULL,
    [DueAt] datetimeoffset NULL,
    [Reminders] nvarchar(max) NOT NULL,
    [EscalateTo] int NOT NULL,
    [RingsAt] datetimeoffset NULL,
    [RemindedAt] datetimeoffset NULL,
    [EscalatedAt] datetimeoffset NULL,
    [ClaimedById] uniqueidentifier NULL,
    [ClosedAt] datetimeoffset NULL,
    [Outcome] nvarchar(60) NULL,
    [ClosedById] uniqueidentifier NULL,
    [OnBehalfOfId] uniqueidentifier NULL,
    [Opinion] nvarchar(2000) NULL,
    [Answer] nvarchar(max) NULL,
    [IsUndone] bit NOT NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_workflow_tasks] PRIMARY KEY ([Id])
);

CREATE TABLE [workflow_versions] (
    [OwnerId] uniqueidentifier NOT NULL,
    [DefinitionId] nvarchar(100) NOT NULL,
    [Number] int NOT NULL,
    [Hash] nvarchar(64) NOT NULL,
    [Json] nvarchar(max) NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [Stage] nvarchar(40) NOT NULL,
    [UploadedAt] datetimeoffset NOT NULL,
    [UploadedById] uniqueidentifier NULL,
    [Version] int NOT NULL,
    CONSTRAINT [PK_workflow_versions] PRIMARY KEY ([OwnerId], [DefinitionId], [Number])
);

CREATE TABLE [BodyCodes] (
    [Id] uniqueidentifier NOT NULL,
    [BodyId] uniqueidentifier NOT NULL,
    [Code] nvarchar(35) NOT NULL,
    [ValidFrom] date NULL,
    [ValidTo] date NULL,
    CONSTRAINT [PK_BodyCodes] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_BodyCodes_Bodies_BodyId] FOREIGN KEY ([BodyId]) REFERENCES [Bodies] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [BodyNames] (
    [Id] uniqueidentifier NOT NULL,
    [BodyId] uniqueidentifier NOT NULL,
    [ScopeId] uniqueidentifier NULL,
    [Text] nvarchar(300) NOT NULL,
    [Folded] nvarchar(600) NOT NULL,
    [Plain] nvarchar(600) NOT NULL,
    [ValidFrom] date NULL,
    [ValidTo] date NULL,
    CONSTRAINT [PK_BodyNames] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_BodyNames_Bodies_BodyId] FOREIGN KEY ([BodyId]) REFERENCES [Bodies] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_BodyNames_Bodies_ScopeId] FOREIGN KEY ([ScopeId]) REFERENCES [Bodies] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [OfficeHolders] (
    [Id] uniqueidentifier NOT NULL,
    [BodyId] uniqueidentifier NOT NULL,
    [Title] nvarchar(100) NOT NULL,
    [FullName] nvarchar(100) NOT NULL,
    [Folded] nvarchar(600) NOT NULL,
    [NameFolded] nvarchar(600) NOT NULL,
    [ValidFrom] date NULL,
    [ValidTo] date NULL,
    CONSTRAINT [PK_OfficeHolders] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_OfficeHolders_Bodies_BodyId] FOREIGN KEY ([BodyId]) REFERENCES [Bodies] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [RecipientGroups] (
    [Id] uniqueidentifier NOT NULL,
    [Key] nvarchar(100) NOT NULL,
    [Name] nvarchar(300) NOT NULL,
    [OwnerId] uniqueidentifier NULL,
    [ValidFrom] date NULL,
    [ValidTo] date NULL,
    CONSTRAINT [PK_RecipientGroups] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_RecipientGroups_Bodies_OwnerId] FOREIGN KEY ([OwnerId]) REFERENCES [Bodies] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [GroupMembers] (
    [Id] uniqueidentifier NOT NULL,
    [GroupId] uniqueidentifier NOT NULL,
    [BodyId] uniqueidentifier NOT NULL,
    [ValidFrom] date NULL,
    [ValidTo] date NULL,
    CONSTRAINT [PK_GroupMembers] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_GroupMembers_Bodies_BodyId] FOREIGN KEY ([BodyId]) REFERENCES [Bodies] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_GroupMembers_RecipientGroups_GroupId] FOREIGN KEY ([GroupId]) REFERENCES [RecipientGroups] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [GroupNames] (
    [Id] uniqueidentifier NOT NULL,
    [GroupId] uniqueidentifier NOT NULL,
    [Text] nvarchar(300) NOT NULL,
    [Folded] nvarchar(600) NOT NULL,
    [Plain] nvarchar(600) NOT NULL,
    CONSTRAINT [PK_GroupNames] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_GroupNames_RecipientGroups_GroupId] FOREIGN KEY ([GroupId]) REFERENCES [RecipientGroups] ([Id]) ON DELETE NO ACTION
);

CREATE INDEX [IX_account_sessions_PersonId_EndedAt] ON [account_sessions] ([PersonId], [EndedAt]);

CREATE INDEX [IX_audit_leaves_Subject] ON [audit_leaves] ([Subject]);

CREATE INDEX [IX_Bodies_Code] ON [Bodies] ([Code]);

CREATE UNIQUE INDEX [IX_Bodies_Key] ON [Bodies] ([Key]);

CREATE INDEX [IX_Bodies_ParentId_Abbreviation] ON [Bodies] ([ParentId], [Abbreviation]);

CREATE INDEX [IX_BodyCodes_BodyId] ON [BodyCodes] ([BodyId]);

CREATE INDEX [IX_BodyCodes_Code] ON [BodyCodes] ([Code]);

CREATE INDEX [IX_BodyNames_BodyId] ON [BodyNames] ([BodyId]);

CREATE INDEX [IX_BodyNames_Folded] ON [BodyNames] ([Folded]);

CREATE INDEX [IX_BodyNames_Plain] ON [BodyNames] ([Plain]);

CREATE INDEX [IX_BodyNames_ScopeId] ON [BodyNames] ([ScopeId]);

CREATE INDEX [IX_citations_FamilyId] ON [citations] ([FamilyId]);

CREATE INDEX [IX_citations_NumberKey] ON [citations] ([NumberKey]);

CREATE INDEX [IX_citations_PaperId] ON [citations] ([PaperId]);

CREATE UNIQUE INDEX [IX_consignments_PaperId] ON [consignments] ([PaperId]);

CREATE INDEX [IX_copies_ContentHash] ON [copies] ([ContentHash]);

CREATE INDEX [IX_copies_DispatchId] ON [copies] ([DispatchId]) WHERE "DispatchId" IS NOT NULL;

CREATE INDEX [IX_copies_FamilyId] ON [copies] ([FamilyId]);

CREATE INDEX [IX_copies_IncomingId] ON [copies] ([IncomingId]);

CREATE INDEX [IX_copies_OrganisationId_Id] ON [copies] ([OrganisationId], [Id]);

CREATE INDEX [IX_copies_OrganisationId_State_Id] ON [copies] ([OrganisationId], [State], [Id]);

CREATE UNIQUE INDEX [IX_deliveries_ConsignmentId_RecipientId] ON [deliveries] ([ConsignmentId], [RecipientId]);

CREATE INDEX [IX_deliveries_FamilyId] ON [deliveries] ([FamilyId]);

CREATE INDEX [IX_deliveries_PaperId_Id] ON [deliveries] ([PaperId], [Id]);

CREATE INDEX [IX_deliveries_SenderId_DueAt] ON [deliveries] ([SenderId], [DueAt]) WHERE "DueAt" IS NOT NULL;

CREATE INDEX [IX_deliveries_SenderId_State_Id] ON [deliveries] ([SenderId], [State], [Id]);

CREATE INDEX [IX_delivery_alarms_OrganisationId_ClosedAt_Id] ON [delivery_alarms] ([OrganisationId], [ClosedAt], [Id]);

CREATE UNIQUE INDEX [IX_delivery_alarms_OrganisationId_DeliveryId_Code_What] ON [delivery_alarms] ([OrganisationId], [DeliveryId], [Code], [What]);

CREATE INDEX [IX_dispatches_ContentHash] ON [dispatches] ([ContentHash]) WHERE "ContentHash" IS NOT NULL;

CREATE INDEX [IX_dispatches_OrganisationId_Id] ON [dispatches] ([OrganisationId], [Id]);

CREATE INDEX [IX_dispatches_OrganisationId_State_Id] ON [dispatches] ([OrganisationId], [State], [Id]);

CREATE INDEX [IX_dispatches_ReplacesId] ON [dispatches] ([ReplacesId]) WHERE "ReplacesId" IS NOT NULL;

CREATE INDEX [IX_GroupMembers_BodyId] ON [GroupMembers] ([BodyId]);

CREATE INDEX [IX_GroupMembers_GroupId_BodyId] ON [GroupMembers] ([GroupId], [BodyId]);

CREATE INDEX [IX_GroupNames_Folded] ON [GroupNames] ([Folded]);

CREATE INDEX [IX_GroupNames_GroupId] ON [GroupNames] ([GroupId]);

CREATE INDEX [IX_GroupNames_Plain] ON [GroupNames] ([Plain]);

CREATE INDEX [IX_incoming_ArrivedAt] ON [incoming] ([ArrivedAt]);

CREATE INDEX [IX_incoming_ContentHash] ON [incoming] ([ContentHash]);

CREATE UNIQUE INDEX [IX_incoming_DeliveryId] ON [incoming] ([DeliveryId]) WHERE [DeliveryId] IS NOT NULL;

CREATE INDEX [IX_incoming_FamilyId] ON [incoming] ([FamilyId]);

CREATE INDEX [IX_incoming_OrganisationId_DueAt] ON [incoming] ([OrganisationId], [DueAt]) WHERE "DueAt" IS NOT NULL;

CREATE INDEX [IX_incoming_OrganisationId_DuplicateKey] ON [incoming] ([OrganisationId], [DuplicateKey]);

CREATE INDEX [IX_incoming_OrganisationId_Id] ON [incoming] ([OrganisationId], [Id]);

CREATE INDEX [IX_incoming_OrganisationId_State_Id] ON [incoming] ([OrganisationId], [State], [Id]);

CREATE UNIQUE INDEX [IX_indexed_books_Place] ON [indexed_books] ([Place]);

CREATE UNIQUE INDEX [IX_intake_corrections_IncomingId_Field] ON [intake_corrections] ([IncomingId], [Field]);

CREATE INDEX [IX_intake_corrections_OrganisationId_Id] ON [intake_corrections] ([OrganisationId], [Id]);

CREATE INDEX [IX_OfficeHolders_BodyId] ON [OfficeHolders] ([BodyId]);

CREATE INDEX [IX_OfficeHolders_Folded] ON [OfficeHolders] ([Folded]);

CREATE INDEX [IX_OfficeHolders_NameFolded] ON [OfficeHolders] ([NameFolded]);

CREATE INDEX [IX_outbox_DueAt] ON [outbox] ([DueAt]) WHERE "State" = 'Pending';

CREATE INDEX [IX_outbox_FromId_DueAt] ON [outbox] ([FromId], [DueAt]) WHERE "State" = 'Dead';

CREATE INDEX [IX_outbox_Lease] ON [outbox] ([Lease]) WHERE "State" = 'Pending' AND "Lease" IS NOT NULL;

CREATE INDEX [IX_paper_entries_CopyKey] ON [paper_entries] ([CopyKey]);

CREATE INDEX [IX_paper_entries_OrganisationId_CopyHead] ON [paper_entries] ([OrganisationId], [CopyHead]);

CREATE INDEX [IX_paper_entries_OrganisationId_FamilyId] ON [paper_entries] ([OrganisationId], [FamilyId]);

CREATE INDEX [IX_paper_entries_OrganisationId_NumberHead] ON [paper_entries] ([OrganisationId], [NumberHead]);

CREATE UNIQUE INDEX [IX_paper_entries_PaperId] ON [paper_entries] ([PaperId]);

CREATE INDEX [IX_partner_copies_FamilyId] ON [partner_copies] ([FamilyId]);

CREATE INDEX [IX_people_OrganisationId] ON [people] ([OrganisationId]);

CREATE UNIQUE INDEX [IX_people_UserName] ON [people] ([UserName]);

CREATE INDEX [IX_personal_certificates_OrganisationId] ON [personal_certificates] ([OrganisationId]);

CREATE INDEX [IX_recalls_DispatchId] ON [recalls] ([DispatchId]);

CREATE INDEX [IX_recalls_OrganisationId_State_Id] ON [recalls] ([OrganisationId], [State], [Id]);

CREATE INDEX [IX_receipt_keys_KeyId] ON [receipt_keys] ([KeyId]);

CREATE INDEX [IX_recipient_channels_BodyId] ON [recipient_channels] ([BodyId]);

CREATE UNIQUE INDEX [IX_RecipientGroups_Key] ON [RecipientGroups] ([Key]);

CREATE INDEX [IX_RecipientGroups_OwnerId] ON [RecipientGroups] ([OwnerId]);

CREATE INDEX [IX_register_lines_OrganisationId_Year_Book_EnteredOn_IsVoided] ON [register_lines] ([OrganisationId], [Year], [Book], [EnteredOn], [IsVoided]);

CREATE INDEX [IX_register_lines_PaperId_Book] ON [register_lines] ([PaperId], [Book]);

CREATE UNIQUE INDEX [IX_saved_filters_PersonId_List_Name] ON [saved_filters] ([PersonId], [List], [Name]);

CREATE INDEX [IX_seal_certificates_OrganisationId_CertificateHash] ON [seal_certificates] ([OrganisationId], [CertificateHash]);

CREATE INDEX [IX_signing_authorities_OrganisationId_PersonId] ON [signing_authorities] ([OrganisationId], [PersonId]);

CREATE INDEX [IX_signing_sessions_PaperId_Purpose_State] ON [signing_sessions] ([PaperId], [Purpose], [State]);

CREATE INDEX [IX_task_delegations_FromId] ON [task_delegations] ([FromId]);

CREATE INDEX [IX_task_delegations_OrganisationId_ToId] ON [task_delegations] ([OrganisationId], [ToId]);

CREATE INDEX [IX_task_notes_InstanceId] ON [task_notes] ([InstanceId]);

CREATE INDEX [IX_workflow_incidents_InstanceId] ON [workflow_incidents] ([InstanceId]);

CREATE INDEX [IX_workflow_incidents_OrganisationId_ClosedAt_Id] ON [workflow_incidents] ([OrganisationId], [ClosedAt], [Id]);

CREATE INDEX [IX_workflow_incidents_RetryAt] ON [workflow_incidents] ([RetryAt]) WHERE "RetryAt" IS NOT NULL;

CREATE INDEX [IX_workflow_instances_OrganisationId_DefinitionId] ON [workflow_instances] ([OrganisationId], [DefinitionId]) WHERE "EndedAt" IS NULL;

CREATE UNIQUE INDEX [IX_workflow_instances_PaperId] ON [workflow_instances] ([PaperId]);

CREATE INDEX [IX_workflow_tasks_OrganisationId_DueAt] ON [workflow_tasks] ([OrganisationId], [DueAt]) WHERE "DueAt" IS NOT NULL;

CREATE INDEX [IX_workflow_tasks_OrganisationId_Id] ON [workflow_tasks] ([OrganisationId], [Id]) WHERE "ClosedAt" IS NULL;

CREATE INDEX [IX_workflow_tasks_PaperId_ClosedAt] ON [workflow_tasks] ([PaperId], [ClosedAt]);

CREATE INDEX [IX_workflow_tasks_RingsAt] ON [workflow_tasks] ([RingsAt]) WHERE "RingsAt" IS NOT NULL;

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261123225436_Initial', N'10.0.14');

COMMIT;
GO

