using System.Globalization;

namespace Dcmqi;

/// <summary>What an archive said of the instances that it was given, one by one (PS3.18 10.5.3).</summary>
public sealed record StoreResult
{
    /// <summary>Gets the instances that the archive has stored.</summary>
    public required IReadOnlyList<StoredInstance> Stored { get; init; }

    /// <summary>Gets the instances that it has not stored, each with the reason.</summary>
    public required IReadOnlyList<StoreFailure> Failures { get; init; }

    /// <summary>Gets what was unusual: instances sent again, warnings of the archive, answers without a list.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Throws if an instance was not stored.</summary>
    /// <exception cref="DicomWebException">At least one was not; the message lists the first 50.</exception>
    public void ThrowIfFailed()
    {
        if (Failures.Count == 0)
            return;
        const int most = 50;
        string list = string.Join(Environment.NewLine, Failures.Take(most).Select(failure => "- " + failure));
        string rest = Failures.Count > most ? string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}- and {Failures.Count - most} more") : "";
        throw new DicomWebException(string.Create(CultureInfo.InvariantCulture, $"{Failures.Count} of {Stored.Count + Failures.Count} instances were not stored:{Environment.NewLine}{list}{rest}"));
    }

    /// <summary>Returns how many instances were stored, and how many not.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"StoreResult: {Stored.Count} stored, {Failures.Count} not stored");
}
