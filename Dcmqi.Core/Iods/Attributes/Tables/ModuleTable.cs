using System.Collections.Concurrent;
using System.Globalization;
using Dcmqi.Dicom;
using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Iods;

/// <summary>The modules of PS3.3 and the IODs made of them. A module is read from its table when first asked for.</summary>
internal static partial class ModuleTable
{
    private static readonly ConcurrentDictionary<string, AttributeList> Modules = new(StringComparer.Ordinal);

    private static readonly AttributeList?[] ItemLists = new AttributeList?[ItemListCount];

    /// <summary>The attributes of a module.</summary>
    /// <param name="module">Its name: <c>general-study</c>.</param>
    /// <exception cref="ArgumentException">There is no such module in the tables.</exception>
    public static AttributeList Of(string module) => Modules.GetOrAdd(module, static name =>
    {
        ReadOnlySpan<byte> text = ModuleText(name);
        return text.IsEmpty ? throw new ArgumentException($"There is no module '{name}'.", nameof(module)) : Parse(text);
    });

    /// <summary>The modules of an IOD in the order of PS3.3.</summary>
    /// <param name="iod">Its name: <c>segmentation</c>.</param>
    /// <exception cref="ArgumentException">There is no such IOD in the tables.</exception>
    public static ModuleUsage[] OfIod(string iod)
    {
        ReadOnlySpan<byte> text = IodText(iod);
        if (text.IsEmpty)
            throw new ArgumentException($"There is no IOD '{iod}'.", nameof(iod));
        return Array.ConvertAll(TextEncoding.ASCII.GetString(text).Split('\n'), line =>
            line.Split('\t') is [string entity, string module, [char usage]]
                ? new ModuleUsage(entity, module, usage)
                : throw new InvalidOperationException($"'{line}' is no line of the IOD tables."));
    }

    /// <summary>A list of attributes that items of sequences share.</summary>
    internal static AttributeList ItemsOf(int list)
    {
        // Two threads may read the same list at once; both then hold equal ones.
        if (Volatile.Read(ref ItemLists[list]) is { } known)
            return known;
        AttributeList items = Parse(ItemText(list));
        Volatile.Write(ref ItemLists[list], items);
        return items;
    }

    private static AttributeList Parse(ReadOnlySpan<byte> text)
    {
        ModuleAttribute[] attributes = new ModuleAttribute[text.Count((byte)' ') + 1];
        for (int i = 0; i < attributes.Length; i++)
        {
            int end = text.IndexOf((byte)' ');
            attributes[i] = ParseAttribute(end < 0 ? text : text[..end]);
            text = text[(end + 1)..];
        }

        return new AttributeList(attributes);
    }

    // 00081032=3*1-n>7: tag, type, multiplicity where it is not 1, number of the list of the items' attributes.
    private static ModuleAttribute ParseAttribute(ReadOnlySpan<byte> text)
    {
        Tag tag = Tag.FromValue(uint.Parse(text[..8], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        bool isConditional = text.Length > 10 && text[10] == 'C';
        AttributeType type = (text[9], isConditional) switch
        {
            ((byte)'1', false) => AttributeType.Type1,
            ((byte)'1', true) => AttributeType.Type1C,
            ((byte)'2', false) => AttributeType.Type2,
            ((byte)'2', true) => AttributeType.Type2C,
            _ => AttributeType.Type3,
        };
        int itemList = -1;
        int arrow = text.IndexOf((byte)'>');
        if (arrow >= 0)
        {
            itemList = int.Parse(text[(arrow + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
            text = text[..arrow];
        }

        int star = text.IndexOf((byte)'*');
        return new ModuleAttribute(tag, type, star < 0 ? ValueMultiplicity.One : ValueMultiplicity.Parse(text[(star + 1)..]), itemList);
    }
}
