using Dcmqi.Iods;
using Dcmqi.Json;

namespace Dcmqi;

public sealed partial record CompositeContext
{
    // Each is one key of the document. Values are texts: as a number, an identifier would lose its leading zeros.
    private static readonly JsonFormat<CompositeContext> Format = new(new CompositeContextRule(Shape()), (context, warnings) => context with { Warnings = warnings });

    private readonly Uncompared<IReadOnlyList<string>> _warnings = new([]);

    /// <summary>Gets what was tolerated where the context was read, such as keys that are not known; empty for one made in code. Contexts that differ in warnings alone are equal.</summary>
    public IReadOnlyList<string> Warnings { get => _warnings.Value; internal init => _warnings = new(value); }

    /// <summary>Reads a JSON file that is, or has, a block <c>compositeContext</c> with the keywords of DICOM: <c>PatientID</c>, <c>StudyInstanceUID</c>, <c>FrameOfReferenceUID</c>, <c>Manufacturer</c> and so on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="MetadataException">It is not JSON, or has values that are not text; every violation is listed.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or no path.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static CompositeContext Load(string path, MetadataReadOptions? options = null) => Format.Load(path, options);

    /// <summary>Reads a JSON document that is, or has, a block <c>compositeContext</c>, from a stream, to its end.</summary>
    /// <param name="stream">A stream of UTF-8 JSON; left open.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="MetadataException">It is not JSON, or has values that are not text; every violation is listed.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static CompositeContext Load(Stream stream, MetadataReadOptions? options = null) => Format.Load(stream, options);

    /// <summary>Reads a JSON document that is, or has, a block <c>compositeContext</c>.</summary>
    /// <param name="json">The document.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="MetadataException">It is not JSON, or has values that are not text; every violation is listed.</exception>
    public static CompositeContext Parse(string json, MetadataReadOptions? options = null) => Format.Parse(json, options);

    /// <summary>Gets the block as a JSON document.</summary>
    public string ToJson() => Format.ToText(this);

    private static JsonShape<CompositeContext> Shape()
    {
        JsonRule<string> text = Rules.TextAlone(TextRule.Any);
        var shape = new JsonShape<CompositeContext>("compositeContext", "an object with keywords of DICOM, such as PatientID", () => new CompositeContext());
        foreach ((string key, _, Func<CompositeContext, string?> valueOf, Func<CompositeContext, string, CompositeContext> with) in Attributes)
            shape.Optional(key, text, valueOf, with);
        return shape
            .Optional("Manufacturer", text, it => it.Equipment?.Manufacturer, (it, value) => it with { Equipment = it.EquipmentOrLibrary with { Manufacturer = value } })
            .Optional("ManufacturerModelName", text, it => it.Equipment?.ModelName, (it, value) => it with { Equipment = it.EquipmentOrLibrary with { ModelName = value } })
            .Optional("DeviceSerialNumber", text, it => it.Equipment?.DeviceSerialNumber, (it, value) => it with { Equipment = it.EquipmentOrLibrary with { DeviceSerialNumber = value } })
            .Optional("SoftwareVersions", text, it => it.Equipment?.SoftwareVersions, (it, value) => it with { Equipment = it.EquipmentOrLibrary with { SoftwareVersions = value } });
    }

    private Equipment EquipmentOrLibrary => Equipment ?? Equipment.Library;
}
