using System.Text.Json;

namespace Dcmqi.Json;

/// <summary>A parsed JSON document whose values know their lines.</summary>
/// <remarks>Comments are passed over, as dcmqi's own reader does.</remarks>
internal sealed class LocatedDocument
{
    private readonly ReadOnlyMemory<byte> _utf8;

    private LocatedDocument(ReadOnlyMemory<byte> utf8, int start)
    {
        _utf8 = utf8;
        Start = start;
        Root = ReadTree();
    }

    public LocatedNode Root { get; }

    /// <summary>Where the text begins in the bytes that were given: after the byte order mark, from which offsets do not count.</summary>
    public int Start { get; }

    public ReadOnlySpan<byte> Utf8 => _utf8.Span;

    /// <exception cref="JsonTextException">The bytes are not JSON.</exception>
    public static LocatedDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        ReadOnlySpan<byte> head = utf8.Span;
        if (head.StartsWith<byte>([0xFE, 0xFF]) || head.StartsWith<byte>([0xFF, 0xFE]))
            throw new JsonTextException("is UTF-16 text; JSON files are UTF-8. Save it as UTF-8.", 1, 0);
        int start = head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
        return new LocatedDocument(utf8[start..], start);
    }

    private LocatedNode ReadTree()
    {
        // The depth is limited by the reader itself (64), so this loop and later recursion are bounded.
        var reader = new Utf8JsonReader(_utf8.Span, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        var open = new Stack<LocatedNode>();
        LocatedNode? root = null;
        string? key = null;
        int keyOffset = -1;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        key = TextOf(ref reader, out _);
                        keyOffset = (int)reader.TokenStartIndex;
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        break;
                    default:
                        LocatedNode? parent = open.Count > 0 ? open.Peek() : null;
                        LocatedNode node = ReadValue(ref reader, parent, key, keyOffset);
                        parent?.Children.Add(node);
                        root ??= node;
                        if (node.Kind is JsonValueKind.Object or JsonValueKind.Array)
                            open.Push(node);
                        (key, keyOffset) = (null, -1);
                        break;
                }
            }
        }
        catch (JsonException fault)
        {
            int line = (int)(fault.LineNumber ?? 0) + 1;
            throw new JsonTextException($"is not JSON at column {ColumnOf(fault)}: {Sentence(fault)}", line, Start + OffsetOf(fault), fault);
        }

        return root!;
    }

    private static LocatedNode ReadValue(ref Utf8JsonReader reader, LocatedNode? parent, string? key, int keyOffset)
    {
        int offset = (int)reader.TokenStartIndex;
        string text = "";
        string? fault = null;
        JsonValueKind kind;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                kind = JsonValueKind.Object;
                break;
            case JsonTokenType.StartArray:
                kind = JsonValueKind.Array;
                break;
            case JsonTokenType.String:
                kind = JsonValueKind.String;
                text = TextOf(ref reader, out fault);
                break;
            case JsonTokenType.Number:
                kind = JsonValueKind.Number;
                text = System.Text.Encoding.ASCII.GetString(reader.ValueSpan);
                break;
            case JsonTokenType.True:
                kind = JsonValueKind.True;
                break;
            case JsonTokenType.False:
                kind = JsonValueKind.False;
                break;
            default:
                kind = JsonValueKind.Null;
                break;
        }

        return new LocatedNode(kind, text, offset, parent, key) { KeyOffset = keyOffset, EncodingFault = fault };
    }

    private static string TextOf(ref Utf8JsonReader reader, out string? fault)
    {
        try
        {
            fault = null;
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half of a surrogate pair as an escape.
            fault = "is not Unicode text; expected UTF-8 (a file in another encoding has to be converted)";
            return System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    // The reader counts in bytes from 0; people count characters from 1.
    private int ColumnOf(JsonException fault)
    {
        int start = StartOfLine(fault);
        return 1 + System.Text.Encoding.UTF8.GetCharCount(_utf8.Span[start..(int)OffsetOf(fault)]);
    }

    private long OffsetOf(JsonException fault) => Math.Min(StartOfLine(fault) + (fault.BytePositionInLine ?? 0), _utf8.Length);

    private int StartOfLine(JsonException fault)
    {
        int start = 0;
        for (long line = fault.LineNumber ?? 0; line > 0; line--)
            start += _utf8.Span[start..].IndexOf((byte)'\n') + 1;
        return start;
    }

    private static string Sentence(JsonException fault)
    {
        int end = fault.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? fault.Message : fault.Message[..end];
    }
}
