using Dcmqi.Terminology;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the tables of a <see cref="WordIndex"/>: names by their words.</summary>
internal static class WordTables
{
    /// <summary>The tables of names, each with the number of its term.</summary>
    public static IEnumerable<string> Of(IEnumerable<(int Term, string Name)> names)
    {
        (int Term, List<string> Words, Side Side)[] all = [.. names.Select(name => (name.Term, Words.Of(name.Name, out Side side), side)).Where(name => name.Item2.Count > 0)];
        (string Word, int[] Holders)[] words =
        [
            .. all.SelectMany((name, number) => name.Words.Select(word => (word, number)))
                .GroupBy(pair => pair.word, pair => pair.number)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.ToArray())),
        ];
        Dictionary<string, float> weights = words.ToDictionary(word => word.Word, word => WordIndex.WeightOf(all.Length, word.Holders.Length));
        var starts = new List<int> { 0 };
        foreach ((_, int[] holders) in words)
            starts.Add(starts[^1] + holders.Length);
        return
        [
            GeneratedText.Text("Words", string.Concat(words.Select(word => word.Word + '\n'))),
            GeneratedText.Numbers("Starts", "ushort", starts),
            GeneratedText.Numbers("Holders", "ushort", words.SelectMany(word => word.Holders)),
            GeneratedText.Numbers("Terms", "ushort", all.Select(name => name.Term)),
            GeneratedText.Numbers("Sides", "byte", all.Select(name => (int)name.Side)),
            GeneratedText.Numbers("Weights", "ushort", all.Select(name => (int)(name.Words.Sum(word => weights[word]) * WordIndex.WeightScale))),
        ];
    }
}
