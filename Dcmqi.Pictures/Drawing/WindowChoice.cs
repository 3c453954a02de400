namespace Dcmqi.Pictures;

/// <summary>Which range of values is shown from black to white where none was given.</summary>
internal static class WindowChoice
{
    /// <summary>The window of the header, else one by modality and body part, else by percentiles.</summary>
    public static ValueWindow Of(SourceFrame frame, ReadOnlySpan<float> values)
    {
        if (frame.Windows is [ValueWindow first, ..])
            return first;
        return frame.Image.Modality == "CT" ? OfCt(frame.Image.BodyPartExamined) : ByPercentiles(values, 0.01, 0.99);
    }

    /// <summary>From one percentile of the finite values to another; around a value where all are the same.</summary>
    public static ValueWindow ByPercentiles(ReadOnlySpan<float> values, double from, double to)
    {
        // A hundred thousand values tell percentiles as well as all do.
        const int Enough = 100_000;
        int step = Math.Max(1, values.Length / Enough);
        var sample = new List<float>(Math.Min(values.Length, 2 * Enough));
        for (int index = 0; index < values.Length; index += step)
        {
            if (float.IsFinite(values[index]))
                sample.Add(values[index]);
        }

        if (sample.Count == 0)
            return new ValueWindow(0.5, 1);
        sample.Sort();
        (double low, double high) = (sample[(int)(from * (sample.Count - 1))], sample[(int)(to * (sample.Count - 1))]);
        return high > low ? ValueWindow.FromRange(low, high) : sample[^1] > sample[0] ? ValueWindow.FromRange(sample[0], sample[^1]) : new ValueWindow(low, Math.Max(1, Math.Abs(low) * 1e-3));
    }

    // Hounsfield units, as radiologists set them.
    private static ValueWindow OfCt(string bodyPart) => bodyPart.ToUpperInvariant() switch
    {
        "HEAD" or "BRAIN" or "SKULL" => new ValueWindow(40, 80) { Explanation = "brain" },
        "LUNG" => new ValueWindow(-600, 1500) { Explanation = "lung" },
        "SPINE" or "CSPINE" or "TSPINE" or "LSPINE" or "EXTREMITY" or "KNEE" or "ANKLE" or "FOOT" or "HAND" or "WRIST" or "ELBOW" or "SHOULDER" or "HIP" => new ValueWindow(400, 1800) { Explanation = "bone" },
        _ => new ValueWindow(40, 400) { Explanation = "soft tissue" },
    };
}
