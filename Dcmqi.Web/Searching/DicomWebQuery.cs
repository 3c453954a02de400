using System.Globalization;
using System.Text.RegularExpressions;

namespace Dcmqi;

/// <summary>What to search an archive for (QIDO-RS, PS3.18 8.3.4). Values may have wildcards (<c>*</c>, <c>?</c>), dates and times ranges (<c>20260101-20260131</c>), UIDs lists with commas, as far as the archive knows them.</summary>
public sealed partial record DicomWebQuery
{
    /// <summary>Gets the Patient ID (0010,0020) to look for, or <see langword="null"/> for any.</summary>
    public string? PatientId { get; init; }

    /// <summary>Gets the Patient's Name (0010,0010) to look for, or <see langword="null"/> for any.</summary>
    public string? PatientName { get; init; }

    /// <summary>Gets the Study Date (0008,0020) or range of dates to look for, or <see langword="null"/> for any.</summary>
    public string? StudyDate { get; init; }

    /// <summary>Gets the Accession Number (0008,0050) to look for, or <see langword="null"/> for any.</summary>
    public string? AccessionNumber { get; init; }

    /// <summary>Gets the modality to look for, or <see langword="null"/> for any: one of Modalities in Study (0008,0061) for studies, Modality (0008,0060) for series and instances.</summary>
    public string? Modality { get; init; }

    /// <summary>Gets further attributes to look for: by keyword (<c>BodyPartExamined</c>) or tag of eight hexadecimal digits (<c>00180015</c>).</summary>
    public IReadOnlyDictionary<string, string> Matching { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the attributes to be given beside the usual ones, by keyword or tag; <c>all</c> for all that the archive has.</summary>
    public IReadOnlyList<string> IncludeFields { get; init; } = [];

    /// <summary>Gets whether names are matched by sound or likeness, where the archive can. Default: no.</summary>
    public bool FuzzyMatching { get; init; }

    /// <summary>Gets the most matches that are wanted; all if <see langword="null"/>.</summary>
    public int? Limit { get; init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(Limit), value, "The limit is 1 or more."); }

    /// <summary>Gets the number of matches to be passed over, from 0.</summary>
    public int Offset { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Offset), value, "The offset is 0 or more."); }

    /// <summary>Returns what is looked for; the values, which may name patients, are left out.</summary>
    public override string ToString() => $"DicomWebQuery: {(Keys("Modality").Select(key => key.Key).ToArray() is { Length: > 0 } keys ? string.Join(", ", keys) : "everything")}{(Limit is { } limit ? string.Create(CultureInfo.InvariantCulture, $", at most {limit}") : "")}";

    /// <summary>The query of an address.</summary>
    /// <param name="modalityKey">What a modality is looked for as.</param>
    /// <param name="limit">Matches of this page.</param>
    /// <param name="offset">Matches to be passed over.</param>
    /// <exception cref="ArgumentException">A key is neither keyword nor tag.</exception>
    internal string ToText(string modalityKey, int limit, int offset)
    {
        IEnumerable<KeyValuePair<string, string>> parameters =
        [
            .. Keys(modalityKey),
            .. IncludeFields.Select(field => new KeyValuePair<string, string>("includefield", field == "all" ? field : RequireKey(field))),
            .. FuzzyMatching ? [new KeyValuePair<string, string>("fuzzymatching", "true")] : Array.Empty<KeyValuePair<string, string>>(),
            new("limit", limit.ToString(CultureInfo.InvariantCulture)),
            new("offset", offset.ToString(CultureInfo.InvariantCulture)),
        ];
        return string.Join('&', parameters.Select(parameter => $"{parameter.Key}={Escaped(parameter.Value)}"));
    }

    // RFC 3986 3.4: wildcards and commas may stand in a query as they are, and Orthanc does not know them otherwise.
    private static string Escaped(string value) => Uri.EscapeDataString(value).Replace("%2A", "*", StringComparison.Ordinal).Replace("%3F", "?", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal);

    private IEnumerable<KeyValuePair<string, string>> Keys(string modalityKey)
    {
        (string Key, string? Value)[] usual = [("PatientID", PatientId), ("PatientName", PatientName), ("StudyDate", StudyDate), ("AccessionNumber", AccessionNumber), (modalityKey, Modality)];
        return usual.Where(one => one.Value is not null).Select(one => new KeyValuePair<string, string>(one.Key, one.Value!))
            .Concat(Matching.Select(one => new KeyValuePair<string, string>(RequireKey(one.Key), one.Value)));
    }

    private static string RequireKey(string key) => Key().IsMatch(key)
        ? key
        : throw new ArgumentException($"'{key}' is neither a keyword nor a tag; one such as BodyPartExamined or 00180015 was expected, several levels with dots.");

    [GeneratedRegex(@"\A[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*\z")]
    private static partial Regex Key();
}
