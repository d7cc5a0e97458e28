using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Signing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class SignDispatchTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task The_signature_is_over_exactly_the_page_that_was_shown()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var shown = await Office.As("signer.bng").Do(new ReadPaper(dispatch.Id.Value));

        var signed = await Office.As("signer.bng").Do(new SignDispatch(dispatch.Id));

        Assert.That(shown.IsFinal, Is.False);
        Assert.That((signed.State, signed.SignedHash, signed.SignedAt), Is.EqualTo((OutgoingState.Signed, shown.Hash, Office.Clock.GetUtcNow())));
        Assert.That(await Office.Root.GetRequiredService<FileStore>().ReadAsync(signed.SignedHash!, CancellationToken.None), Is.EqualTo(shown.Bytes));
    }

    [Test]
    public async Task Another_signer_does_not_sign()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var before = await Office.ContentsAsync();

        Assert.That(await Office.As("signer2.bng").RefusalOf(new SignDispatch(dispatch.Id)), Is.EqualTo("signing.not-the-signer"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_paper_is_signed_once()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Signed);

        Assert.That(await Office.As("signer.bng").RefusalOf(new SignDispatch(dispatch.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task A_letter_that_the_font_lacks_stops_the_signature_and_nothing_is_kept()
    {
        var words = ADispatch.Words() with { Body = ["Chữ Hán: 外"] };
        var dispatch = await new ADispatch(Office) { Text = words }.AtAsync(OutgoingState.AwaitingSignature);
        var before = await Office.ContentsAsync();

        Assert.That(await Office.As("signer.bng").RefusalOf(new SignDispatch(dispatch.Id)), Is.EqualTo("issuing.missing-glyph"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }
}
