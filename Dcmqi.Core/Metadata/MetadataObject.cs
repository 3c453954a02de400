using System.Globalization;
using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Reads the members of one JSON object. Every key asked for is known; <see cref="Close"/> reports the others.</summary>
/// <remarks>
/// Nothing throws: what is wrong goes to the faults, and the reading goes on so that all faults are told at once.
/// A member that need not be there may be null, which means that it is not there: dcmqi's converters take it so.
/// </remarks>
internal sealed partial class MetadataObject
{
    private readonly MetadataNode _node;
    private readonly MetadataFaults _faults;
    private readonly bool _isObject;
    private readonly bool _anyCase;
    private readonly List<string> _known = [];

    public MetadataObject(MetadataNode node, MetadataFaults faults, string expectation, bool anyCase = false)
    {
        _node = node;
        _faults = faults;
        _anyCase = anyCase;
        _isObject = node.Kind == JsonValueKind.Object;
        if (!_isObject)
            faults.Add(node, $"is {node.Describe()}; expected {expectation}.");
    }

    /// <summary>How many faults the document has so far.</summary>
    public int FaultCount => _faults.Count;

    /// <summary>A text, or the JSON text of a number; null where it is missing, empty or at fault.</summary>
    public string? Text(string key, TextRule rule, bool required = false)
    {
        if (Find(key, required ? rule.Expectation : null) is not { } node || TextOf(node, rule, orNumber: true) is not { } text)
            return null;
        if (required && string.IsNullOrWhiteSpace(text))
        {
            _faults.Add(node, $"is {(text.Length == 0 ? "empty" : "blank")}; expected {rule.Expectation}.", beyondSchema: true);
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>One of several words, or null where it is missing or at fault.</summary>
    public string? Choice(string key, bool required, params string[] allowed)
    {
        string expectation = "one of " + string.Join(", ", allowed);
        if (Find(key, required ? expectation : null) is not { } node)
            return null;
        if (node.Kind == JsonValueKind.String && allowed.Contains(node.Text))
            return node.Text;
        _faults.Add(node, $"is {node.Describe()}; expected {expectation}{Suggestion(node, allowed)}.");
        return null;
    }

    /// <summary>A whole number, or null where it is missing or at fault.</summary>
    public int? Integer(string key, int minimum, int maximum, bool required = false)
    {
        string expectation = string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}");
        return Find(key, required ? expectation : null) is { } node ? IntegerOf(node, minimum, maximum, expectation, _faults) : null;
    }

    /// <summary>A list of a fixed count of whole numbers, or null where it is missing or at fault.</summary>
    public int[]? Integers(string key, int count, int minimum, int maximum)
    {
        string item = string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}");
        string expectation = string.Create(CultureInfo.InvariantCulture, $"a list of {count} whole numbers from {minimum} to {maximum}");
        if (Find(key, null) is not { } node)
            return null;
        if (node.Kind != JsonValueKind.Array || node.Children.Count != count)
            _faults.Add(node, $"is {node.Describe()}; expected {expectation}.");
        if (node.Kind != JsonValueKind.Array)
            return null;
        var numbers = new int[node.Children.Count];
        bool complete = numbers.Length == count;
        for (int i = 0; i < numbers.Length; i++)
        {
            int? number = IntegerOf(node.Children[i], minimum, maximum, item, _faults);
            complete &= number is not null;
            numbers[i] = number ?? 0;
        }

        return complete ? numbers : null;
    }

    /// <summary>A list of at least one text; empty where it is missing. Items at fault are empty.</summary>
    public List<string> Texts(string key, TextRule rule) => TextsOf(Items(key, "a list of texts"), rule);

    /// <summary>A list of texts that may be empty, as where it is missing. Items at fault are empty.</summary>
    public List<string> AnyTexts(string key, TextRule rule) => TextsOf(AnyItems(key, "a list of texts"), rule);

    private List<string> TextsOf(List<MetadataNode> items, TextRule rule)
    {
        var texts = new List<string>();
        foreach (MetadataNode item in items)
        {
            string? text = TextOf(item, rule, orNumber: false);
            if (text is { Length: 0 })
                _faults.Add(item, "is empty; expected a text.", beyondSchema: true);
            texts.Add(text ?? "");
        }

        return texts;
    }

    /// <summary>The items of a list of at least one; empty where it is missing or at fault.</summary>
    public List<MetadataNode> Items(string key, string expectation, bool required = false) =>
        Find(key, required ? expectation : null) is { } node ? ItemsOf(node, _faults, expectation) : [];

    /// <summary>The items of a list that may be empty; empty where it is missing or at fault.</summary>
    public List<MetadataNode> AnyItems(string key, string expectation)
    {
        if (Find(key, null) is not { } node)
            return [];
        if (node.Kind == JsonValueKind.Array)
            return node.Children;
        _faults.Add(node, $"is {node.Describe()}; expected {expectation}.");
        return [];
    }

    /// <summary>A member whose kind is still open, or null where it is missing or null.</summary>
    public MetadataNode? Any(string key) => Find(key, null);

    /// <summary>The items of a list of at least one; empty where it is at fault.</summary>
    public static List<MetadataNode> ItemsOf(MetadataNode node, MetadataFaults faults, string expectation)
    {
        if (node.Kind == JsonValueKind.Array && node.Children.Count > 0)
            return node.Children;
        faults.Add(node, $"is {node.Describe()}; expected {expectation}.");
        return [];
    }

    /// <summary>Adds a fault to a member, or to the object where the member is missing.</summary>
    public void Refuse(string key, string message)
    {
        if (Member(key) is { } node)
            _faults.Add(node, message, beyondSchema: true);
        else
            _faults.AddMissing(_node, key, message, beyondSchema: true);
    }

    /// <summary>Reports members that nobody asked for.</summary>
    public void Close()
    {
        if (!_isObject)
            return;
        foreach (MetadataNode member in _node.Children)
        {
            if (!_known.Exists(key => IsCalled(member, key)))
                _faults.AddMember(member, _faults.IsFull ? "" : $"is not a key that belongs here{Suggestion(member.Key, _known)}. Known keys: {string.Join(", ", _known)}.");
        }
    }

    // A null that stands where a value is required is given to the caller, who refuses it as any other value of a wrong kind.
    private MetadataNode? Find(string key, string? expectationIfRequired)
    {
        if (!_isObject)
            return null;
        MetadataNode? found = Member(key);
        if (expectationIfRequired is null)
            return found is { Kind: JsonValueKind.Null } ? null : found;
        if (found is null)
            _faults.AddMissing(_node, key, $"is missing; expected {expectationIfRequired}.");
        return found;
    }

    private MetadataNode? Member(string key)
    {
        bool first = !_known.Contains(key);
        if (first)
            _known.Add(key);
        MetadataNode? found = null;
        foreach (MetadataNode member in _node.Children)
        {
            if (!IsCalled(member, key))
                continue;
            if (found is not null && first)
                _faults.AddMember(member, $"is given twice in one object{(member.Key == found.Key ? "" : $" (before as '{found.Key}')")}; expected one '{key}'.", beyondSchema: true);
            found ??= member;
        }

        return found;
    }

    // The spellings in use are CodeValue (dcmqi now), codeValue (dcmqi before 1.0) and codevalue.
    private bool IsCalled(MetadataNode member, string key) =>
        member.Key == key
        || (_anyCase && member.Key.Equals(key, StringComparison.OrdinalIgnoreCase)
            && (member.Key.AsSpan(1).SequenceEqual(key.AsSpan(1)) || !member.Key.Any(char.IsAsciiLetterUpper)));

    // dcmqi's converters read single texts by jsoncpp's asString, which takes numbers, and the items of lists by asCString, which does not.
    private string? TextOf(MetadataNode node, TextRule rule, bool orNumber)
    {
        bool isNumber = orNumber && node.Kind == JsonValueKind.Number;
        if (node.Kind != JsonValueKind.String && !isNumber)
        {
            _faults.Add(node, $"is {node.Describe()}; expected {rule.Expectation}.");
            return null;
        }

        bool beyondSchema = true;
        if ((node.EncodingFault ?? rule.Fault(node.Text, out beyondSchema)) is not { } fault)
            return node.Text;

        // A schema does not count the digits of a number.
        _faults.Add(node, fault + ".", beyondSchema || isNumber);
        return null;
    }

    /// <summary>A whole number, or null where the value is none or outside its range.</summary>
    public static int? IntegerOf(MetadataNode node, int minimum, int maximum, string expectation, MetadataFaults faults)
    {
        // Draft-04: 1.0 and 1e0 are not integers.
        if (node.Kind == JsonValueKind.Number && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= minimum && number <= maximum)
            return number;
        faults.Add(node, $"is {node.Describe()}; expected {expectation}.");
        return null;
    }
}
