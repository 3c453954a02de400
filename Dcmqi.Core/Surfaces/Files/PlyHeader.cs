using System.Globalization;
using System.Text;

namespace Dcmqi.Surfaces.Files;

/// <summary>The lines before the values of a PLY file.</summary>
internal sealed class PlyHeader
{
    private const int MostProperties = 1000;

    public List<PlyElement> Elements { get; } = [];

    public bool IsText { get; private set; }

    public bool IsBigEndian { get; private set; }

    public bool IsRas { get; private set; }

    public static PlyHeader Read(MeshText text)
    {
        var header = new PlyHeader();
        text.RestOfLine();
        bool hasFormat = false;
        int properties = 0;
        while (true)
        {
            if (!text.NextLine())
                throw text.Fault("the text ends where 'end_header' was expected.");
            string keyword = Next(text);
            switch (keyword)
            {
                case "format":
                    header.SetFormat(text);
                    hasFormat = true;
                    break;
                case "element":
                    header.Elements.Add(new PlyElement(Next(text), Count(text), []));
                    break;
                case "property" when header.Elements.Count == 0:
                    throw text.Fault("there is a property before any element.");
                case "property" when ++properties > MostProperties:
                    throw text.Fault($"there are more than {MostProperties} properties.");
                case "property":
                    header.Elements[^1].Properties.Add(Property(text));
                    break;
                case "comment":
                    header.IsRas |= text.RestOfLine().Contains("SPACE=RAS", StringComparison.Ordinal);
                    break;
                case "end_header":
                    if (!hasFormat)
                        throw text.Fault("the header ends without a line 'format'.");
                    text.NextLine();
                    return header;
                case "obj_info" or "":
                    break;
                default:
                    throw text.Expected(Encoding.UTF8.GetBytes(keyword), "a line of a PLY header was expected");
            }
        }
    }

    private void SetFormat(MeshText text)
    {
        string format = Next(text);
        IsText = format == "ascii";
        IsBigEndian = format == "binary_big_endian";
        if (!IsText && !IsBigEndian && format != "binary_little_endian")
            throw text.Expected(Encoding.UTF8.GetBytes(format), "ascii, binary_little_endian or binary_big_endian was expected");
    }

    private static long Count(MeshText text)
    {
        long count = text.Whole(text.WordOfLine(), "the number of elements");
        return count >= 0 ? count : throw text.Fault(string.Create(CultureInfo.InvariantCulture, $"the number of elements is {count}; it is at least 0."));
    }

    private static PlyProperty Property(MeshText text)
    {
        string type = Next(text);
        if (type != "list")
            return new PlyProperty(Name(text), TypeOf(type, text), null);
        PlyType countType = TypeOf(Next(text), text), itemType = TypeOf(Next(text), text);
        if (countType is PlyType.Float or PlyType.Double)
            throw text.Fault("the number of items of a list is a whole number.");
        return new PlyProperty(Name(text), itemType, countType);
    }

    private static string Name(MeshText text) => Next(text) is { Length: > 0 } name ? name : throw text.Fault("the property has no name.");

    private static PlyType TypeOf(string name, MeshText text) => name switch
    {
        "char" or "int8" => PlyType.Char,
        "uchar" or "uint8" => PlyType.UChar,
        "short" or "int16" => PlyType.Short,
        "ushort" or "uint16" => PlyType.UShort,
        "int" or "int32" => PlyType.Int,
        "uint" or "uint32" => PlyType.UInt,
        "float" or "float32" => PlyType.Float,
        "double" or "float64" => PlyType.Double,
        _ => throw text.Expected(Encoding.UTF8.GetBytes(name), "a type of PLY was expected, such as float"),
    };

    private static string Next(MeshText text) => Encoding.UTF8.GetString(text.WordOfLine());
}
