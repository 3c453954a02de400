using System.Text;
using System.Text.Json.Nodes;
using Dcmqi.Json;
using Dcmqi.Metadata;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Metadata;

/// <summary>The typed reader must refuse all that the JSON schema refuses: it stands in for NJsonSchema where nothing is wrong.</summary>
public sealed class SchemaAgreementTests
{
    [Test]
    public void SegmentationSchema_MutatedDocuments_ReaderAndSchemaAgree() => Compare(ExampleDocuments.EveryKey, SegmentationDocument.Format);

    [Test]
    public void ParametricMapSchema_MutatedDocuments_ReaderAndSchemaAgree() => Compare(ParametricMapMetadataTests.EveryKey, ParametricMapDocument.Format);

    [Test]
    public void MeasurementReportSchema_MutatedDocuments_ReaderAndSchemaAgree() =>
        Compare(ReportDocuments.EveryKey, MeasurementReportDocument.Format, documents: 1500);

    [Test]
    public void FeatureMappingSchema_MutatedDocuments_ReaderAndSchemaAgree() => Compare(Measurements.Tables.FeatureTableTests.Mapping, FeatureMappingDocument.Format);

    // In a trimmed program NJsonSchema cannot be loaded or run; the reader's own report is whole without it.
    [TestCase(typeof(TypeLoadException))]
    [TestCase(typeof(MissingMethodException))]
    [TestCase(typeof(FileNotFoundException))]
    [TestCase(typeof(NotSupportedException))]
    public void TryRefusals_WhereNJsonSchemaCannotRun_LeavesTheReadersReport(Type failure)
    {
        Assert.That(SchemaVerdict.TryRefusals(() => throw (Exception)Activator.CreateInstance(failure)!, "{}"u8), Is.Empty);
    }

    // What a native program finds: the switch off, and nothing of NJsonSchema called.
    [Test, NonParallelizable]
    public void Faults_WithoutNJsonSchema_AreReportedByTheReader()
    {
        const string Switch = "Dcmqi.SchemaValidation";
        AppContext.SetSwitch(Switch, false);
        try
        {
            Assert.That(SchemaVerdict.TryRefusals(() => throw new InvalidOperationException("the schema was asked for"), "{}"u8), Is.Empty);
            MetadataException fault = Assert.Throws<MetadataException>(() => SegmentationMetadata.Parse("""{ "segmentAttributes": [[{ "labelID": 70000 }]] }"""))!;
            Assert.That(fault.Violations.Select(violation => violation.Pointer), Does.Contain("/segmentAttributes/0/0/labelID"));
        }
        finally
        {
            AppContext.SetSwitch(Switch, true);
        }
    }

    private static void Compare<T>(string document, JsonFormat<T> format, int documents = 4000)
        where T : class
    {
        UnknownKeys[] both = [UnknownKeys.Warn, UnknownKeys.Reject];
        Dictionary<UnknownKeys, SchemaVerdict> schemas = both.ToDictionary(unknownKeys => unknownKeys, unknownKeys => new SchemaVerdict(format.Schema(unknownKeys)));
        var random = new Random(1500);
        int accepted = 0, refused = 0, beyond = 0;
        for (int i = 0; i < TestScale.Cases(documents); i++)
        {
            JsonNode root = JsonNode.Parse(document)!;
            for (int change = random.Next(1, 4); change > 0; change--)
                root = Mutate(root, random);
            byte[] utf8 = Encoding.UTF8.GetBytes(root.ToJsonString());
            UnknownKeys unknownKeys = both[i % 2];
            JsonFaults faults = format.Judge(utf8, new MetadataReadOptions { UnknownKeys = unknownKeys });
            var refusals = schemas[unknownKeys].Refusals(utf8);

            // What the schema refuses, the reader refuses, and has told every place of; what the reader alone refuses is a rule no schema can hold.
            Assert.That(refusals.Count > 0 ? faults.Count > 0 : faults.Count == faults.BeyondSchema,
                () => $"document {i}: {root}\nschema: {string.Join("; ", refusals)}\nreader: {string.Join("\n", (object[])faults.ToViolations())}");
            int before = faults.Count;
            Assert.That(faults.AddRefused(refusals), Is.Zero,
                () => $"document {i}: {string.Join("\n", (object[])faults.ToViolations())}");
            accepted += before == 0 ? 1 : 0;
            refused += refusals.Count > 0 ? 1 : 0;
            beyond += before > 0 && refusals.Count == 0 ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{accepted} accepted, {refused} refused by both, {beyond} refused by the reader alone");
        Assert.That(new[] { accepted, refused, beyond }, Is.All.GreaterThan(TestScale.Cases(documents) / 50), "the mutations must reach every verdict");
    }

    private static JsonNode Mutate(JsonNode root, Random random)
    {
        var places = new List<JsonNode>();
        Collect(root, places);
        JsonNode place = places[random.Next(places.Count)];
        if (place is JsonObject members && members.Count > 0)
            MutateObject(members, random);
        else if (place is JsonArray items && items.Count > 0)
            MutateArray(items, random);
        else
            place.ReplaceWith(Value(random, place));
        return root;
    }

    private static void MutateObject(JsonObject members, Random random)
    {
        string key = members.ElementAt(random.Next(members.Count)).Key;
        JsonNode? value = members[key];
        switch (random.Next(5))
        {
            case 0:
                members.Remove(key);
                break;
            case 1:
                members.Remove(key);
                members[Respell(key, random)] = value;
                break;
            case 2:
                members[Respell(key, random)] = Value(random, value);
                break;
            default:
                members[key] = Value(random, value);
                break;
        }
    }

    private static void MutateArray(JsonArray items, Random random)
    {
        int at = random.Next(items.Count);
        switch (random.Next(4))
        {
            case 0:
                items.RemoveAt(at);
                break;
            case 1:
                items.Add(items[at]?.DeepClone());
                break;
            case 2:
                items.Clear();
                break;
            default:
                items[at] = Value(random, items[at]);
                break;
        }
    }

    private static string Respell(string key, Random random) => random.Next(6) switch
    {
        0 => key.ToLowerInvariant(),
        1 => key.ToUpperInvariant(),
        2 => char.ToLowerInvariant(key[0]) + key[1..],
        3 => char.ToUpperInvariant(key[0]) + key[1..],
        4 => key + "s",
        _ => "x.y/z~" + random.Next(3),
    };

    private static JsonNode? Value(Random random, JsonNode? old) => random.Next(26) switch
    {
        0 => null,
        1 => true,
        2 => random.Next(-2, 300),
        3 => random.Next(),
        4 => JsonNode.Parse("1.0"),
        5 => JsonNode.Parse("-0"),
        6 => JsonNode.Parse("1e2"),
        7 => long.MaxValue,
        8 => "",
        9 => new string('A', random.Next(10, 70)),
        10 => new string('9', random.Next(1, 20)),
        11 => "\U0001F600" + new string('é', random.Next(60, 66)),
        12 => new JsonArray(),
        13 => new JsonObject(),
        14 => new JsonArray(1, 2, 3),
        15 => new JsonArray("a", "b"),
        16 => "MANUAL",
        17 => "2026-01-01T00:00:00Z",
        18 => new JsonArray(old?.DeepClone()),
        19 => new JsonArray(old?.DeepClone(), old?.DeepClone()),
        20 => "a\\b",
        21 => null,
        22 => JsonNode.Parse("0.1234567890123456789012345678901234567890123456789012345678901234567"),
        23 => JsonNode.Parse("-1.5E+30"),
        24 => JsonNode.Parse("300"),
        _ => old?.DeepClone(),
    };

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is JsonObject members)
        {
            places.Add(members);
            foreach ((_, JsonNode? value) in members)
                Collect(value, places);
        }
        else if (node is JsonArray items)
        {
            places.Add(items);
            foreach (JsonNode? item in items)
                Collect(item, places);
        }
    }
}
