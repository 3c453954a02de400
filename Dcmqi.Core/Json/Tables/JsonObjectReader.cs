using System.Text.Json;

namespace Dcmqi.Json;

/// <summary>Finds the members of one JSON object. Every key asked for is known; <see cref="Close"/> tells of the others.</summary>
/// <remarks>
/// Nothing throws: what is wrong goes to the faults, and the reading goes on so that all faults are told at once.
/// A member that need not be there may be null, which means that it is not there: dcmqi's converters take it so.
/// </remarks>
internal sealed class JsonObjectReader
{
    private readonly LocatedNode _node;
    private readonly bool _isObject;
    private readonly bool _anyCase;
    private readonly List<string> _known = [];

    public JsonObjectReader(LocatedNode node, JsonFaults faults, string expectation, bool anyCase = false)
    {
        _node = node;
        Faults = faults;
        _anyCase = anyCase;
        _isObject = node.Kind == JsonValueKind.Object;
        if (!_isObject)
            faults.Add(node, $"is {node.Describe()}; expected {expectation}.");
    }

    public JsonFaults Faults { get; }

    /// <summary>The value of a member that must be there; null where it is missing or at fault.</summary>
    public T? Required<T>(string key, JsonRule<T> rule) => Find(key, rule.Expectation) is { } node ? rule.Read(node, Faults) : default;

    /// <summary>The value of a member that need not be there; null where it is missing, empty or at fault.</summary>
    public T? Optional<T>(string key, JsonRule<T> rule) => Find(key, null) is { } node ? rule.Read(node, Faults) : default;

    /// <summary>A member, or null where it is missing.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="expectationIfRequired">What is expected where the member must be there, which is told where it is not. A null is given to the caller then, who refuses it as any other value of a wrong kind.</param>
    public LocatedNode? Find(string key, string? expectationIfRequired)
    {
        if (!_isObject)
            return null;
        LocatedNode? found = Member(key);
        if (expectationIfRequired is null)
            return found is { Kind: JsonValueKind.Null } ? null : found;
        if (found is null)
            Faults.AddMissing(_node, key, $"is missing; expected {expectationIfRequired}.");
        return found;
    }

    /// <summary>Adds a fault to a member, or to the object where the member is missing. No schema sees it.</summary>
    public void Refuse(string key, string message)
    {
        if (!_isObject)
            return;
        if (Member(key) is { } node)
            Faults.Add(node, message, beyondSchema: true);
        else
            Faults.AddMissing(_node, key, message, beyondSchema: true);
    }

    /// <summary>Warns of something that a member says or that is missing.</summary>
    public void Warn(string key, string message)
    {
        if (_isObject)
            Faults.Warn(Member(key) ?? _node, MemberPointer(key), message);
    }

    /// <summary>Tells of members that nobody asked for.</summary>
    public void Close()
    {
        if (!_isObject)
            return;
        foreach (LocatedNode member in _node.Children)
        {
            // Keys such as @schema, $schema and @context speak of the document.
            if (member.Key is not ['@' or '$', ..] && !_known.Exists(key => IsCalled(member, key)))
                Faults.AddUnknown(member, _known);
        }
    }

    private string MemberPointer(string key) => LocatedNode.PointerTo(_node.Pointer, key);

    private LocatedNode? Member(string key)
    {
        bool first = !_known.Contains(key);
        if (first)
            _known.Add(key);
        LocatedNode? found = null;
        foreach (LocatedNode member in _node.Children)
        {
            if (!IsCalled(member, key))
                continue;
            if (found is not null && first)
                Faults.AddMember(member, $"is given twice in one object{(member.Key == found.Key ? "" : $" (before as '{found.Key}')")}; expected one '{key}'.", beyondSchema: true);
            found ??= member;
        }

        return found;
    }

    private bool IsCalled(LocatedNode member, string key) =>
        member.Key == key
        || (_anyCase && member.Key.Equals(key, StringComparison.OrdinalIgnoreCase)
            && (member.Key.AsSpan(1).SequenceEqual(key.AsSpan(1)) || !member.Key.Any(char.IsAsciiLetterUpper)));
}
