namespace Dcmqi.Benchmarks;

/// <summary>How time grows with what there may be a lot of.</summary>
internal static class Curves
{
    private static readonly (string Name, Action Print)[] All =
    [
        ("frames", SegmentationCurves.PrintFrames),
        ("segments", SegmentationCurves.PrintSegments),
        ("slides", SlideCurves.Print),
        ("reports", ReportCurves.Print),
        ("images", ImageCurves.Print),
    ];

    /// <summary>Prints the curves of these names, or all.</summary>
    public static int Print(string[] names)
    {
        if (names.FirstOrDefault(name => All.All(curve => curve.Name != name)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no curve {unknown}. There are {string.Join(", ", All.Select(curve => curve.Name))}.");
            return 1;
        }

        foreach ((string name, Action print) in All)
        {
            if (names.Length == 0 || names.Contains(name))
                print();
        }

        return 0;
    }
}
