using System.Globalization;
using System.Text;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Collects findings while a data set is walked through.</summary>
internal sealed class FindingList
{
    // A fault that is in one frame is often in all of them.
    private const int LikeFindings = 10;

    private readonly List<(Tag Tag, int Item)> _path = [];
    private readonly List<ValidationFinding> _findings = [];
    private readonly Dictionary<(string Place, string Message), (int Count, ValidationFinding Last)> _counts = [];

    /// <summary>The clause of what is being checked.</summary>
    public string Clause { get; set; } = "PS3.3";

    /// <summary>Goes into an item of a sequence.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="item">The item, from 0.</param>
    public void Enter(Tag sequence, int item) => _path.Add((sequence, item));

    /// <summary>Goes back out.</summary>
    public void Leave() => _path.RemoveAt(_path.Count - 1);

    public void Error(Tag tag, string message) => Add(ValidationSeverity.Error, tag, message, Clause);

    public void Warning(Tag tag, string message) => Add(ValidationSeverity.Warning, tag, message, Clause);

    public void Add(ValidationSeverity severity, Tag tag, string message, string clause)
    {
        (string Place, string Message) kind = (PathOf(tag, withItems: false), message);
        int count = _counts.TryGetValue(kind, out (int Count, ValidationFinding Last) known) ? known.Count + 1 : 1;
        ValidationFinding finding = count > LikeFindings ? known.Last : new ValidationFinding(severity, PathOf(tag, withItems: true), message, clause);
        _counts[kind] = (count, finding);
        if (count <= LikeFindings)
            _findings.Add(finding);
    }

    /// <summary>Asks for one of a few values where an attribute has one.</summary>
    public void Expect(DataSet dataSet, Tag tag, string clause, params string[] allowed)
    {
        if (!dataSet.HasValue(tag))
            return;
        string? value = dataSet.Find(tag)!.VR.IsText() ? dataSet.GetString(tag) : dataSet.GetInt64(tag)?.ToString(CultureInfo.InvariantCulture);
        if (Array.IndexOf(allowed, value) < 0)
            Add(ValidationSeverity.Error, tag, $"is {QuotedValue.Of(value ?? "")}; {string.Join(" or ", allowed)} was expected", clause);
    }

    /// <summary>All findings; of many that are alike the first ones, and how many there are more.</summary>
    public IReadOnlyList<ValidationFinding> ToList()
    {
        foreach ((int count, ValidationFinding last) in _counts.Values)
        {
            if (count <= LikeFindings)
                continue;
            int index = _findings.LastIndexOf(last);
            _findings[index] = last with
            {
                Message = string.Create(CultureInfo.InvariantCulture, $"{last.Message}; so it is in {count - LikeFindings} more places"),
            };
        }

        return _findings;
    }

    private string PathOf(Tag tag, bool withItems)
    {
        StringBuilder text = new();
        foreach ((Tag sequence, int item) in _path)
        {
            text.Append(sequence.Describe());
            if (withItems)
                text.Append(CultureInfo.InvariantCulture, $"[{item + 1}]");
            text.Append('/');
        }

        return text.Append(tag.Describe()).ToString();
    }
}
