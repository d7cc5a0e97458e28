using Dispatch.Api.Intake;
using Dispatch.Api.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Intake;

/// <summary>What the machine lacks is known before a clerk meets it.</summary>
public sealed class OutsideProgramsTests
{
    [Test]
    public async Task A_machine_without_them_is_told_the_packages_once_each()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("dispatch-path-");
        try
        {
            Assert.That(await OutsidePrograms.LookAsync(folder.FullName, CancellationToken.None), Is.EqualTo(new[] { "poppler-utils", "tesseract-ocr" }));
            Array.ForEach(["pdfinfo", "pdftotext", "pdftoppm", "tesseract"], program => File.WriteAllText(Path.Combine(folder.FullName, program), ""));
            Assert.That(await OutsidePrograms.LookAsync(folder.FullName, CancellationToken.None), Does.Contain("poppler-utils").And.Not.Contain("tesseract-ocr"), "one of a package's programs is missing");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Who_watches_the_server_reads_what_is_missing_and_the_server_is_healthy()
    {
        await using var house = await ApiHouse.OpenAsync();
        var missing = await house.Services.GetRequiredService<OutsidePrograms>().MissingAsync(CancellationToken.None);

        var ready = await house.Stranger().GetAsync("/health/ready");

        Assert.That(ready.Text, Does.StartWith("Healthy").And.Contain(missing.Count == 0 ? "search index" : $"programs: missing: {string.Join(", ", missing)}"));
    }
}
