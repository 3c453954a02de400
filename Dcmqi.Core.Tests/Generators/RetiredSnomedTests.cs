namespace Dcmqi.Tests.Generators;

/// <summary>Holds what is found in the table against the facts.</summary>
public sealed class RetiredSnomedTests
{
    private static readonly string[] RetiredSchemes = ["SRT", "SNM3", "99SDM"];

    [Test]
    public void ToSnomedCt_EveryRow_IsFoundInEveryRetiredScheme()
    {
        (string Retired, string Current)[] rows = RetiredSnomedTable.Read();
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
        (string Retired, string Current)[] rows = RetiredSnomedTable.Read();
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
