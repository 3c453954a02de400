using System.Globalization;
using System.Text;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Collects findings while a data set is walked through.</summary>
internal sealed class FindingList
{
    private readonly List<(Tag Tag, int Item)> _path = [];

    // A fault that is in one frame is often in all of them: of those that are alike the first is kept, and how many there are.
    private readonly List<(ValidationFinding First, int Count)> _findings = [];
    private readonly Dictionary<(string Place, string Message), int> _indices = [];

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
        if (_indices.TryGetValue(kind, out int index))
        {
            _findings[index] = (_findings[index].First, _findings[index].Count + 1);
            return;
        }

        _indices.Add(kind, _findings.Count);
        _findings.Add((new ValidationFinding { Severity = severity, Path = PathOf(tag, withItems: true), Message = message, Clause = clause }, 1));
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

    /// <summary>All findings; of several that are alike the first, and in how many places they are.</summary>
    public IReadOnlyList<ValidationFinding> ToList() => _findings.ConvertAll(finding => finding.Count == 1
        ? finding.First
        : finding.First with { Message = string.Create(CultureInfo.InvariantCulture, $"{finding.First.Message}; in {finding.Count} places, of which this is the first") });

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
