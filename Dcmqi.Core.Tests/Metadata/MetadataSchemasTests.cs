using System.Text;
using System.Text.Json.Nodes;
using Dcmqi.Json;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Metadata;

/// <summary>The schemas for editors. <c>DCMQI_REGENERATE=1</c> writes those in docs/schemas anew.</summary>
public class MetadataSchemasTests
{
    private static readonly string[] Names = [.. MetadataSchemas.Names];

    [TestCaseSource(nameof(Names))]
    public void Published_IsWhatTheLibraryGives(string name)
    {
        string path = Path.Combine(Repository.Root, $"docs/schemas/{name}.schema.json");
        if (Environment.GetEnvironmentVariable("DCMQI_REGENERATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, MetadataSchemas.Find(name));
        }

        Assert.That(File.ReadAllText(path).ReplaceLineEndings("\n"), Is.EqualTo(MetadataSchemas.Find(name)), "DCMQI_REGENERATE=1 writes it anew");
        Assert.That(CommandRun.Succeed("schema", name).Trim().ReplaceLineEndings("\n"), Is.EqualTo(MetadataSchemas.Find(name)!.Trim()));
    }

    [TestCaseSource(nameof(Names))]
    public void EveryKey_HasTitleAndDescription(string name)
    {
        JsonNode schema = JsonNode.Parse(MetadataSchemas.Find(name)!)!;
        Assert.That((string?)schema["$id"], Is.EqualTo($"urn:dcmqi-core:schema:{name}"));
        Assert.That((string?)schema["title"], Is.Not.Empty);
        Assert.That((string?)schema["description"], Is.Not.Empty);
        string[] undescribed =
        [
            .. schema["definitions"]!.AsObject().Select(definition => definition.Value!).Append(schema)
                .SelectMany(definition => definition["properties"]?.AsObject().Select(property => property) ?? [])
                .Where(property => string.IsNullOrEmpty((string?)property.Value!["title"]) || (string.IsNullOrEmpty((string?)property.Value["description"]) && property.Value["doNotSuggest"] is null))
                .Select(property => property.Key).Distinct(),
        ];
        Assert.That(undescribed, Is.Empty);
    }

    [Test]
    public void Segmentation_TakesOurDocuments_AndRefusesSlips()
    {
        var verdict = new SchemaVerdict(JsonNode.Parse(MetadataSchemas.Find("segmentation")!)!.AsObject());
        JsonNode document = JsonNode.Parse(PhantomTorso.Metadata().ToJson())!;
        document["$schema"] = "seg.schema.json";
        Assert.That(verdict.Refusals(Encoding.UTF8.GetBytes(document.ToJsonString())), Is.Empty);
        document["SeriesDescripton"] = "slip";
        Assert.That(verdict.Refusals(Encoding.UTF8.GetBytes(document.ToJsonString())), Is.Not.Empty);
        Assert.That(MetadataSchemas.Find("nothing"), Is.Null);
        Assert.That(CommandRun.Fail("schema", "nothing"), Does.Contain("nothing"));
    }
}
