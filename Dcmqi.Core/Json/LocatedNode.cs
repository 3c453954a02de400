using System.Text.Json;

namespace Dcmqi.Json;

/// <summary>A JSON value that knows where in its document it stands.</summary>
internal sealed class LocatedNode
{
    private readonly LocatedNode? _parent;
    private readonly string? _key;
    private readonly int _position;

    public LocatedNode(JsonValueKind kind, string text, int offset, LocatedNode? parent, string? key)
    {
        Kind = kind;
        Text = text;
        Offset = offset;
        _parent = parent;
        _key = key;
        _position = key is null && parent is not null ? parent.Children.Count : 0;
    }

    public JsonValueKind Kind { get; }

    /// <summary>The content of a string, the digits of a number as written; empty for the others.</summary>
    public string Text { get; }

    /// <summary>Where the value begins in the document, in bytes.</summary>
    public int Offset { get; }

    /// <summary>Why the text cannot be read as Unicode, or <see langword="null"/>.</summary>
    public string? EncodingFault { get; init; }

    /// <summary>Members of an object or items of an array, as written.</summary>
    public List<LocatedNode> Children { get; } = [];

    /// <summary>The name of this member; empty for an item and for the document.</summary>
    public string Key => _key ?? "";

    /// <summary>Where the name of this member begins, in bytes; the value's own offset for an item.</summary>
    public int KeyOffset { get; init; } = -1;

    /// <summary>JSON pointer (RFC 6901).</summary>
    public string Pointer =>
        _parent is null ? ""
        : _key is null ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_parent.Pointer}/{_position}")
        : PointerTo(_parent.Pointer, _key);

    /// <summary>The path as NJsonSchema writes it, such as <c>#/segmentAttributes[0][1].labelID</c>.</summary>
    public string SchemaPath =>
        _parent is null ? "#/"
        : _key is null ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_parent.SchemaPath}[{_position}]")
        : SchemaPathTo(_parent.SchemaPath, _key);

    public static string PointerTo(string parent, string key) => $"{parent}/{key.Replace("~", "~0").Replace("/", "~1")}";

    public static string SchemaPathTo(string parent, string key) => parent == "#/" ? parent + key : $"{parent}.{key}";

    /// <summary>A member of an object, or null.</summary>
    public LocatedNode? Child(string key) => Kind == JsonValueKind.Object ? Children.Find(child => child.Key == key) : null;

    /// <summary>What was found, for a message.</summary>
    public string Describe() => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => Children.Count == 0 ? "an empty list" : $"a list of {Children.Count}",
        JsonValueKind.String => $"the text '{Shorten(Text)}'",
        JsonValueKind.Number => $"the number {Shorten(Text)}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    public static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";
}
