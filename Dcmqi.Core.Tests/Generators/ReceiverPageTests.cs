using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Generators;

/// <summary>Holds the tables of docs/viewers.md against the table in code. <c>DCMQI_REGENERATE=1</c> writes them anew.</summary>
public sealed class ReceiverPageTests
{
    [Test]
    public void Viewers_HasTheTablesOfTheCode()
    {
        string path = Repository.Of("docs/viewers.md");
        string page = File.ReadAllText(path).ReplaceLineEndings("\n");
        string rendered = ReceiverPage.Render(page);
        if (Environment.GetEnvironmentVariable("DCMQI_REGENERATE") == "1")
            File.WriteAllText(path, page = rendered);
        Assert.That(page, Is.EqualTo(rendered), "run the test with DCMQI_REGENERATE=1 to write the tables anew");
    }
}
