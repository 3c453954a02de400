using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Generators;

/// <summary>Holds the committed table against the facts. <c>DCMQI_REGENERATE=1</c> writes it anew.</summary>
public sealed class RetiredSnomedTableTests
{
    private static readonly string[] RetiredSchemes = ["SRT", "SNM3", "99SDM"];

    private static string Facts
    {
        get
        {
            string facts = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "facts"));
            if (!Directory.Exists(facts))
                Missing.Report($"{facts} is missing: the table cannot be compared.");
            return facts;
        }
    }

    [Test]
    public void Generate_FromFacts_EqualsCommittedTable()
    {
        string text = RetiredSnomedTable.Generate(Facts);
        string path = Repository.Of("Dcmqi.Core/Codes/RetiredSnomed.g.cs");
        if (Environment.GetEnvironmentVariable("DCMQI_REGENERATE") == "1")
            File.WriteAllText(path, text);

        Assert.That(File.ReadAllText(path).ReplaceLineEndings("\n") == text, Is.True, "RetiredSnomed.g.cs is not what the facts give; set DCMQI_REGENERATE=1 to write it anew.");
        Assert.That(text, Has.Length.LessThan(250_000));
    }

    [Test]
    public void ToSnomedCt_EveryRow_IsFoundInEveryRetiredScheme()
    {
        (string Retired, string Current)[] rows = RetiredSnomedTable.Read(Facts);
        Assert.That(rows, Has.Length.GreaterThan(7000));
        Assert.That(rows.Select(row => row.Retired), Is.Unique);
        foreach ((string retired, string current) in rows)
        {
            foreach (string scheme in RetiredSchemes)
            {
                CodedConcept found = new CodedConcept(retired, scheme, "x").ToSnomedCt();
                if (found != new CodedConcept(current, "SCT", "x"))
                    Assert.Fail($"({retired}, {scheme}) gives {found}; the facts say {current}.");
            }
        }
    }

    // Beginnings, neighbours and extensions of the codes that exist: none is taken for another.
    [Test]
    public void ToSnomedCt_CodesNearThoseThatExist_StayAsTheyAre()
    {
        (string Retired, string Current)[] rows = RetiredSnomedTable.Read(Facts);
        HashSet<string> known = [.. rows.Select(row => row.Retired)];
        int tried = 0;
        foreach (string retired in known)
        {
            foreach (string near in new[] { retired[..^1], retired[1..], retired + "0", retired + "\t", retired.ToLowerInvariant(), $"{retired}\t{rows[0].Current}" })
            {
                if (known.Contains(near))
                    continue;
                tried++;
                var code = new CodedConcept(near, "SRT", "x");
                if (!ReferenceEquals(code.ToSnomedCt(), code))
                    Assert.Fail($"({near}, SRT) gives {code.ToSnomedCt()}.");
            }
        }

        Assert.That(tried, Is.GreaterThan(30_000));
    }
}
