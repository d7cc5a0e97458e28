using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Exchanging;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Deadlines;
using Dispatch.Engine.Workflows.Drawing;
using Dispatch.Engine.Workflows.Incidents;
using Dispatch.Engine.Workflows.People;

namespace Dispatch.Engine.Directory;

/// <summary>Who may send which request: one line each, nothing else anywhere. What is not listed nobody may send. Which rows they then see is <see cref="Visibility"/>.</summary>
public static class AccessTable
{
    private const Role Readers = Role.Drafter | Role.UnitHead | Role.Clerk | Role.Signer | Role.Auditor;
    private const Role Writers = Role.Drafter | Role.UnitHead | Role.Clerk;
    private const Role Doers = Role.Drafter | Role.UnitHead | Role.Clerk | Role.Signer;
    private const Role Handlers = Role.Drafter | Role.UnitHead;

    private static readonly Dictionary<Type, Role> Lines = new()
    {
        [typeof(DraftDispatch)] = Writers,
        [typeof(ReviseDispatch)] = Writers,
        [typeof(SubmitDispatch)] = Writers,
        [typeof(FindDispatch)] = Readers,
        [typeof(ListDispatches)] = Readers,
        [typeof(ListRegister)] = Readers,
        [typeof(PrintRegister)] = Readers,
        [typeof(PassContent)] = Role.UnitHead,
        [typeof(PassForm)] = Role.Clerk,
        [typeof(ReturnDispatch)] = Role.UnitHead | Role.Clerk | Role.Signer,
        [typeof(SignDispatch)] = Role.Signer,
        [typeof(PrepareSignature)] = Role.Signer,
        [typeof(PrepareSeal)] = Role.Clerk,
        [typeof(CompleteSigning)] = Role.Signer | Role.Clerk,
        [typeof(ReadSigningSession)] = Role.Signer | Role.Clerk,
        [typeof(GrantAuthority)] = Role.Administrator | Role.System,
        [typeof(DelegateAuthority)] = Role.Signer,
        [typeof(RevokeAuthority)] = Role.Administrator | Role.Signer,
        [typeof(ListAuthorities)] = Readers | Role.Administrator,
        [typeof(AssignNumber)] = Role.Clerk,
        [typeof(VoidNumber)] = Role.Clerk,
        [typeof(OpenSeries)] = Role.Clerk | Role.Administrator,
        [typeof(IssueDispatch)] = Role.Clerk,
        [typeof(PlanDistribution)] = Readers,
        [typeof(DecideRecipients)] = Role.Clerk,
        [typeof(ListDeliveries)] = Readers,
        [typeof(ListOpenDeliveries)] = Readers,
        [typeof(ListLate)] = Readers,
        [typeof(AcceptDelivery)] = Role.System,
        [typeof(AcceptDeliveries)] = Role.System,
        [typeof(AcceptPackage)] = Role.System,
        [typeof(RecordSent)] = Role.System,
        [typeof(RecordReceipt)] = Role.System,
        [typeof(RecordReceipts)] = Role.System,
        [typeof(GiveUpDelivery)] = Role.System,
        [typeof(RaiseAlarm)] = Role.System,
        [typeof(CloseAlarm)] = Role.Administrator,
        [typeof(ListAlarms)] = Role.Auditor | Role.Administrator,
        [typeof(TrackPost)] = Role.Clerk,
        [typeof(RetryDeliveries)] = Role.Clerk,
        [typeof(RemindRecipients)] = Role.Clerk,
        [typeof(TakeReminder)] = Role.System,
        [typeof(SetRecipientChannel)] = Role.Administrator,
        [typeof(ListRecipientChannels)] = Readers | Role.Administrator,
        [typeof(RegisterPaper)] = Role.Clerk,
        [typeof(ProposeRegistration)] = Readers,
        [typeof(KeepCorrections)] = Role.Clerk,
        [typeof(ListCorrections)] = Role.Clerk | Role.Auditor,
        [typeof(ReceiveIncoming)] = Role.Clerk,
        [typeof(RefuseIncoming)] = Role.Clerk,
        [typeof(RegisterIncoming)] = Role.Clerk,
        [typeof(SubmitIncoming)] = Role.Clerk,
        [typeof(AssignIncoming)] = Role.Signer,
        [typeof(BeginIncoming)] = Handlers,
        [typeof(AnswerIncoming)] = Handlers,
        [typeof(CloseIncoming)] = Handlers,
        [typeof(FindIncoming)] = Readers,
        [typeof(ListIncoming)] = Readers,
        [typeof(RequestCopy)] = Role.Clerk | Role.Drafter,
        [typeof(ApproveCopy)] = Role.Signer,
        [typeof(RejectCopy)] = Role.Signer,
        [typeof(NumberCopy)] = Role.Clerk,
        [typeof(IssueCopy)] = Role.Clerk,
        [typeof(FindCopy)] = Readers,
        [typeof(ListCopies)] = Readers,
        [typeof(TraceFamily)] = Readers,
        [typeof(ReadPaper)] = Readers,
        [typeof(CheckAudit)] = Role.Auditor | Role.Administrator,
        [typeof(ListTasks)] = Readers | Role.Administrator,
        [typeof(FindTask)] = Readers,
        [typeof(FindRoute)] = Readers,
        [typeof(DrawProcedure)] = Readers | Role.Administrator,
        [typeof(ClaimTask)] = Doers,
        [typeof(ReleaseTask)] = Doers,
        [typeof(CompleteTask)] = Doers,
        [typeof(ForwardTask)] = Doers,
        [typeof(ReturnTask)] = Doers,
        [typeof(AskForHelp)] = Doers,
        [typeof(DelegateTasks)] = Doers,
        [typeof(EndDelegation)] = Doers,
        [typeof(ListDelegations)] = Doers,
        [typeof(RingTask)] = Role.System,
        [typeof(ListIncidents)] = Role.Auditor | Role.Administrator,
        [typeof(RetryIncident)] = Role.Administrator | Role.System,
        [typeof(SkipIncident)] = Role.Administrator,
        [typeof(ListProcedures)] = Readers | Role.Administrator,
        [typeof(CompareProcedures)] = Readers | Role.Administrator,
        [typeof(UploadProcedure)] = Role.Administrator,
        [typeof(PublishProcedure)] = Role.Administrator,
        [typeof(PreviewMigration)] = Role.Administrator,
        [typeof(MigrateInstances)] = Role.Administrator,
        [typeof(FindCalendar)] = Readers | Role.Administrator,
        [typeof(ChangeCalendarDay)] = Role.Administrator,
        [typeof(ChangeWorkingHours)] = Role.Administrator,
        [typeof(FindBodies)] = Readers | Role.Administrator | Role.System,
        [typeof(SearchDirectory)] = Readers,
        [typeof(ListPeople)] = Readers | Role.Administrator,
        [typeof(AddPerson)] = Role.Administrator | Role.System,
        [typeof(ChangeHouseSettings)] = Role.Administrator,
        [typeof(ImportDirectory)] = Role.System,
    };

    /// <summary>The requests anyone may send without being signed in.</summary>
    private static readonly HashSet<Type> Open = [typeof(SignIn), typeof(RecognisePerson)];

    /// <summary>Every request the table knows.</summary>
    public static IEnumerable<Type> Known => Lines.Keys.Concat(Open);

    /// <summary>Whether a request may be sent by a person of these roles.</summary>
    public static bool Allows(Type request, Role roles) => Open.Contains(request) || (Lines.GetValueOrDefault(request) & roles) != Role.None;

    /// <summary>Why this person may not send the request; null when they may.</summary>
    public static Refusal? Refuse(Type request, Actor? actor) => actor switch
    {
        _ when Open.Contains(request) => null,
        null => KernelRefusals.SignInFirst,
        _ when Allows(request, actor.Roles) => null,
        _ => KernelRefusals.Forbidden(Name(Lines.GetValueOrDefault(request))),
    };

    /// <summary>Who may send a request, in Vietnamese.</summary>
    public static string WhoMay(Type request) => Name(Lines.GetValueOrDefault(request));

    private static string Name(Role roles) => string.Join(", ", Enum.GetValues<Role>().Where(role => role != Role.None && roles.HasFlag(role)).Select(RoleWording.Of));
}

/// <summary>The office's words for roles.</summary>
public static class RoleWording
{
    /// <summary>The word for one role.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Drafter => "người soạn thảo",
        Role.UnitHead => "lãnh đạo đơn vị",
        Role.Clerk => "văn thư",
        Role.Signer => "người có thẩm quyền ký",
        Role.Auditor => "kiểm tra viên",
        Role.Administrator => "quản trị viên",
        Role.System or _ => "hệ thống",
    };
}
