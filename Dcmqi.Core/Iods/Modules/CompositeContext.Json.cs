using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dcmqi;

public sealed partial record CompositeContext
{
    private const string BlockKey = "compositeContext";

    private static readonly string[] EquipmentKeys = ["Manufacturer", "ManufacturerModelName", "DeviceSerialNumber", "SoftwareVersions"];

    /// <summary>Reads a JSON file that is, or has, a block <c>compositeContext</c> with the keywords of DICOM: <c>PatientID</c>, <c>StudyInstanceUID</c>, <c>FrameOfReferenceUID</c>, <c>Manufacturer</c> and so on.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MetadataException">It is no JSON, or has keys that are not known or values that are no text; every violation is listed.</exception>
    public static CompositeContext Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(File.ReadAllText(path), path);
    }

    /// <summary>Reads a JSON document that is, or has, a block <c>compositeContext</c>.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="MetadataException">It is no JSON, or has keys that are not known or values that are no text; every violation is listed.</exception>
    public static CompositeContext Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, null);
    }

    /// <summary>The block as a JSON document.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject(BlockKey);
            foreach ((string key, _, Func<CompositeContext, string?> valueOf) in Attributes)
            {
                if (valueOf(this) is { } value)
                    json.WriteString(key, value);
            }

            if (Equipment is { } equipment)
            {
                string[] values = [equipment.Manufacturer, equipment.ModelName, equipment.DeviceSerialNumber, equipment.SoftwareVersions];
                for (int index = 0; index < values.Length; index++)
                    json.WriteString(EquipmentKeys[index], values[index]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static CompositeContext Read(string json, string? fileName)
    {
        var violations = new List<MetadataViolation>();
        Dictionary<string, string> values = [];
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            values = Values(document.RootElement, violations);
        }
        catch (JsonException exception)
        {
            violations.Add(new MetadataViolation("", (int)(exception.LineNumber ?? -1) + 1, $"is no JSON: {exception.Message}"));
        }

        return violations.Count == 0 ? Of(values) : throw new MetadataException(violations, fileName);
    }

    private static Dictionary<string, string> Values(JsonElement root, List<MetadataViolation> violations)
    {
        var values = new Dictionary<string, string>();
        string pointer = "";
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(BlockKey, out JsonElement block))
            (root, pointer) = (block, "/" + BlockKey);
        if (root.ValueKind != JsonValueKind.Object)
        {
            violations.Add(new MetadataViolation(pointer, 0, $"is {root.ValueKind}; an object was expected."));
            return values;
        }

        foreach (JsonProperty property in root.EnumerateObject())
        {
            string place = $"{pointer}/{property.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            if (property.Name.StartsWith('@') || property.Name.StartsWith('$'))
                continue;
            if (!Array.Exists(Attributes, attribute => attribute.Key == property.Name) && !EquipmentKeys.Contains(property.Name))
                violations.Add(new MetadataViolation(place, 0, $"is not known; the keys are {string.Join(", ", Attributes.Select(attribute => attribute.Key).Concat(EquipmentKeys))}."));
            else if (property.Value.ValueKind != JsonValueKind.String)
                violations.Add(new MetadataViolation(place, 0, $"is {property.Value.GetRawText()}; a text was expected."));
            else if (property.Value.GetString() is { Length: > 0 } text)
                values[property.Name] = text;
        }

        return values;
    }

    private static CompositeContext Of(Dictionary<string, string> values) => Of(values.GetValueOrDefault, Equipment.Library);

    // What of equipment is not said is that of another.
    private static CompositeContext Of(Func<string, string?> value, Equipment otherwise)
    {
        string? Value(string key) => value(key) is { Length: > 0 } text ? text : null;
        return new CompositeContext
        {
            PatientName = Value("PatientName"),
            PatientId = Value("PatientID"),
            PatientBirthDate = Value("PatientBirthDate"),
            PatientSex = Value("PatientSex"),
            StudyInstanceUid = Value("StudyInstanceUID"),
            StudyId = Value("StudyID"),
            StudyDate = Value("StudyDate"),
            StudyTime = Value("StudyTime"),
            StudyDescription = Value("StudyDescription"),
            AccessionNumber = Value("AccessionNumber"),
            ReferringPhysicianName = Value("ReferringPhysicianName"),
            FrameOfReferenceUid = Value("FrameOfReferenceUID"),
            PositionReferenceIndicator = Value("PositionReferenceIndicator"),
            BodyPartExamined = Value("BodyPartExamined"),
            Equipment = EquipmentKeys.Any(key => Value(key) is not null)
                ? new Equipment(
                    Value(EquipmentKeys[0]) ?? otherwise.Manufacturer,
                    Value(EquipmentKeys[1]) ?? otherwise.ModelName,
                    Value(EquipmentKeys[2]) ?? otherwise.DeviceSerialNumber,
                    Value(EquipmentKeys[3]) ?? otherwise.SoftwareVersions)
                : null,
        };
    }
}
