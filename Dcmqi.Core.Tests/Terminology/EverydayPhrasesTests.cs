using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Terminology;

/// <summary>What people type, and what they mean by it.</summary>
public class EverydayPhrasesTests
{
    private const double LeastFirst = 0.95, LeastInThree = 0.99;

    private static readonly (string Phrase, string[] Expected)[] Phrases =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "Dcmqi.Core.Tests/Terminology/everyday-phrases.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(" = "))
            .Select(parts => (parts[0], parts[1].Split(" | "))),
    ];

    [Test]
    public void Search_EverydayPhrases_FindsWhatIsMeantFirst()
    {
        string[] notFirst = [.. Phrases.Where(row => !Found(row.Phrase, 1).Any(row.Expected.Contains)).Select(Told)];
        string[] notInThree = [.. Phrases.Where(row => !Found(row.Phrase, 3).Any(row.Expected.Contains)).Select(Told)];

        Assert.That(Phrases, Has.Length.GreaterThanOrEqualTo(200));
        Assert.That(notFirst, Has.Length.LessThanOrEqualTo((1 - LeastFirst) * Phrases.Length), string.Join('\n', notFirst));
        Assert.That(notInThree, Has.Length.LessThanOrEqualTo((1 - LeastInThree) * Phrases.Length), string.Join('\n', notInThree));
    }

    private static IEnumerable<string> Found(string phrase, int limit) => Terms.Search(phrase, limit).Select(Written);

    private static string Told((string Phrase, string[] Expected) row) =>
        $"{row.Phrase}: {string.Join(" | ", row.Expected)} was expected, {string.Join("; ", Terms.Search(row.Phrase, 4).Select(term => $"{term.Name} {Written(term)}"))} was found";

    private static string Written(SegmentTerm term)
    {
        string type = $"{term.Type.Value} {Side(term.TypeModifier)}".TrimEnd();
        return term.AnatomicRegion is { } region ? $"{type} @{region.Value} {Side(term.AnatomicRegionModifier)}".TrimEnd() : type;
    }

    private static string Side(CodedConcept? side) => side?.Value switch { "7771000" => "L", "24028007" => "R", "51440002" => "B", _ => "" };
}
