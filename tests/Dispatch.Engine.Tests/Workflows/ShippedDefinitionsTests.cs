using System.Text.Json.Nodes;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Tests.Workflows;

internal sealed class ShippedDefinitionsTests
{
    internal static readonly string Folder = FindFolder();

    [Test]
    public void An_outgoing_dispatch_is_checked_signed_numbered_and_issued_in_this_order()
    {
        var run = ARun.Of(Shipped("issue-dispatch"));

        run.Answer("submit", "Submitted").Answer("check-content", "Passed").Answer("check-form", "Passed").Answer("sign", "Signed").Answer("assign-number", "Numbered");
        Assert.That(run.Waits.Single(), Has.Property("Act").EqualTo("Issue").And.Property("Role").EqualTo("Clerk"));
        run.Answer("issue", "Issued");

        Assert.That(run.Last.Status, Is.EqualTo(RunStatus.Finished));
    }

    [TestCase("check-content")]
    [TestCase("check-form")]
    [TestCase("sign")]
    public void A_returned_draft_goes_back_to_the_drafter_and_walks_the_whole_way_again(string returnedAt)
    {
        string[] way = ["submit", "check-content", "check-form", "sign"];
        var run = ARun.Of(Shipped("issue-dispatch"));
        for (var round = 0; round < 3; round++)
        {
            foreach (var step in way.TakeWhile(step => step != returnedAt))
            {
                run.Answer(step, step == "submit" ? "Submitted" : "Passed");
            }

            run.Answer(returnedAt, "Returned");
            Assert.That(run.Waiting, Is.EqualTo(new[] { "submit" }));
        }

        run.Answer("submit", "Submitted").Answer("check-content", "Passed").Answer("check-form", "Passed").Answer("sign", "Signed");
        Assert.That(run.Waiting, Is.EqualTo(new[] { "assign-number" }));
    }

    [TestCase("Answered")]
    [TestCase("Closed")]
    public void An_incoming_dispatch_is_received_registered_submitted_assigned_and_closed(string how)
    {
        var run = ARun.Of(Shipped("receive-dispatch"));

        run.Answer("receive", "Received").Answer("register", "Registered").Answer("submit-to-leader", "Submitted").Answer("assign", "Assigned").Answer("close", how);

        Assert.That(run.Last.Status, Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public void A_refused_incoming_dispatch_is_never_registered()
    {
        var run = ARun.Of(Shipped("receive-dispatch")).Answer("receive", "Refused");

        Assert.That(run.Last, Has.Property("Status").EqualTo(RunStatus.Finished).And.Property("Opened").Empty);
    }

    [Test]
    public void A_copy_is_approved_numbered_and_issued()
    {
        var run = ARun.Of(Shipped("certify-copy")).Answer("approve", "Approved").Answer("assign-number", "Numbered").Answer("issue", "Issued");

        Assert.That(run.Last.Status, Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public void A_copy_that_is_not_approved_gets_no_number()
    {
        var run = ARun.Of(Shipped("certify-copy")).Answer("approve", "Returned");

        Assert.That(run.Last, Has.Property("Status").EqualTo(RunStatus.Finished).And.Property("Opened").Empty);
    }

    [TestCase("issue-dispatch", 4, "Submit,PassContent,PassForm,Sign,AssignNumber,Issue")]
    [TestCase("receive-dispatch", 3, "Receive,Register,SubmitToLeader,Assign,Close")]
    [TestCase("certify-copy", 1, "ApproveCopy,AssignCopyNumber,IssueCopy")]
    [TestCase("recall-dispatch", 1, "OrderRecall")]
    [TestCase("replace-dispatch", 3, "Submit,PassContent,PassForm,Sign,AssignNumber,Issue")]
    public void A_definition_tells_its_steps_and_every_act_is_given_to_somebody(string name, int version, string acts)
    {
        var definition = Shipped(name);
        var ofLaw = definition.Steps.Where(step => WorkflowWording.IsLegalAct(step.Act)).ToList();

        Assert.That(string.Join(',', ofLaw.Select(step => step.Act)), Is.EqualTo(acts));
        Assert.That(ofLaw, Has.All.Property("Role").Not.Null.And.All.Property("Title").Not.Empty);
        Assert.That(definition, Has.Property("DefinitionId").EqualTo(name).And.Property("Version").EqualTo(version));
    }

    [Test]
    public void A_recall_waits_for_every_answer_and_is_urged_until_they_are_there_or_the_clerk_gives_it_up()
    {
        var run = ARun.Of(Shipped("recall-dispatch"), ("signer", "l")).Answer("decide", "Ordered");
        for (var round = 0; round < 3; round++)
        {
            Assert.That(run.Waits.Single(), Has.Property("ActivityId").EqualTo("await").And.Property("Kind").EqualTo(WaitKind.Office));
            run.Answer("await", "TimedOut").Answer("urge", "Urged");
        }

        Assert.That(run.Answer("await", "Answered").Last.Status, Is.EqualTo(RunStatus.Finished));
        Assert.That(ARun.Of(Shipped("recall-dispatch")).Answer("decide", "Ordered").Answer("await", "TimedOut").Answer("urge", "Settled").Last.Status, Is.EqualTo(RunStatus.Finished));
        Assert.That(ARun.Of(Shipped("recall-dispatch")).Answer("decide", "Declined").Last.Status, Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public void A_replacement_goes_like_any_dispatch_and_then_waits_for_what_it_replaces_to_come_back()
    {
        var run = ARun.Of(Shipped("replace-dispatch")).Answer("submit", "Submitted").Answer("check-content", "Passed").Answer("check-form", "Passed").Answer("sign", "Signed").Answer("assign-number", "Numbered");

        Assert.That(run.Answer("issue", "Issued").Waiting, Is.EqualTo(new[] { "await" }));
        Assert.That(run.Answer("await", "Answered").Last.Status, Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public void Opinions_and_a_legal_check_are_asked_for_when_the_matter_names_whom_to_ask()
    {
        var run = ARun.Of(Shipped("issue-dispatch"), ("opinionFrom", JsonNode.Parse("""["tc","nv"]""")), ("kind", "quyết định"), ("legalReviewer", "pc"), ("urgency", "Normal"));

        run.Answer("submit", "Submitted").Answer("check-content", "Passed");
        Assert.That(run.Waits.Select(wait => (wait.ActivityId, wait.Person)), Is.EqualTo(new[] { ("opinions", "tc"), ("opinions", "nv") }));
        run.Answer(run.Waits[1], "Approved").Answer(run.Waits[0], "Approved");
        Assert.That(run.Waits.Single(), Has.Property("ActivityId").EqualTo("legal-check").And.Property("Person").EqualTo("pc"));
        run.Answer("legal-check", "Passed");

        Assert.That(run.Waiting, Is.EqualTo(new[] { "check-form" }));
    }

    [TestCase("opinions", "Refused")]
    [TestCase("legal-check", "Returned")]
    public void A_draft_that_others_refuse_goes_back_and_is_asked_about_again(string step, string answer)
    {
        var run = ARun.Of(Shipped("issue-dispatch"), ("opinionFrom", JsonNode.Parse("""["tc"]""")), ("kind", "quyết định"), ("legalReviewer", "pc"));
        for (var round = 0; round < 3; round++)
        {
            run.Answer("submit", "Submitted").Answer("check-content", "Passed");
            if (step == "legal-check")
            {
                run.Answer("opinions", "Approved");
            }

            run.Answer(step, answer);
            Assert.That(run.Waiting, Is.EqualTo(new[] { "submit" }));
        }

        run.Answer("submit", "Submitted").Answer("check-content", "Passed").Answer("opinions", "Approved").Answer("legal-check", "Passed");
        Assert.That(run.Waiting, Is.EqualTo(new[] { "check-form" }));
    }

    [TestCase("Urgent")]
    [TestCase("VeryUrgent")]
    [TestCase("Express")]
    public void An_urgent_dispatch_goes_the_short_way(string urgency)
    {
        var run = ARun.Of(Shipped("issue-dispatch"), ("opinionFrom", JsonNode.Parse("""["tc"]""")), ("kind", "quyết định"), ("legalReviewer", "pc"), ("urgency", urgency));

        Assert.That(run.Answer("submit", "Submitted").Answer("check-content", "Passed").Waiting, Is.EqualTo(new[] { "check-form" }));
    }

    [Test]
    public void Those_who_support_are_asked_beside_the_one_who_leads_and_the_answer_ends_all()
    {
        var run = ARun.Of(Shipped("receive-dispatch")).Answer("receive", "Received").Answer("register", "Registered").Answer("submit-to-leader", "Submitted");

        run.Answer("assign", "Assigned", JsonNode.Parse("""{"supporters":["tc","nv"],"due":"5 ngày làm việc"}"""));
        Assert.That(run.Waits.Select(wait => (wait.ActivityId, wait.Unit, wait.Due?.Amount)), Is.EquivalentTo(new (string, string?, decimal?)[] { ("close", null, 5m), ("support-task", "tc", 5m), ("support-task", "nv", 5m) }));
        run.Answer(run.Waits.First(wait => wait.Unit == "nv"), "Done");
        run.Answer("close", "Answered");

        Assert.That((run.Last.Status, run.Last.Withdrawn.Single().Unit), Is.EqualTo((RunStatus.Finished, "tc")));
    }

    internal static WorkflowDefinition Shipped(string name)
    {
        var read = WorkflowDefinition.Read(File.ReadAllText(Path.Combine(Folder, name + ".json")), name + ".json");
        Assert.That(read.Refusal, Is.Null);
        return read.Value;
    }

    private static string FindFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Dispatch.sln")))
            {
                return Path.Combine(at.FullName, "workflows");
            }
        }

        throw new DirectoryNotFoundException("Dispatch.sln is not above the tests.");
    }
}
