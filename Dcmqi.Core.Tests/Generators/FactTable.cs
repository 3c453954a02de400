using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Generators;

/// <summary>A table of <c>facts/</c>: a header line, then rows of cells with tabs between them.</summary>
internal static class FactTable
{
    /// <summary>Reads the rows of a table.</summary>
    /// <param name="name">The file in <c>facts/</c>, such as <c>uids.tsv</c>.</param>
    public static IEnumerable<FactRow> Read(string name)
    {
        using StreamReader reader = new(Path.Combine(Repository.Of("facts"), name));
        string[] columns = reader.ReadLine()!.Split('\t');
        while (reader.ReadLine() is { } line)
            yield return new FactRow(columns, line.Split('\t'));
    }
}
