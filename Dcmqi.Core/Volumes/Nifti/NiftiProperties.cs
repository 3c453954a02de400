using System.Globalization;

namespace Dcmqi.Volumes.Nifti;

/// <summary>Header texts and intent as key/value pairs of a volume, named as in nifti1.h, and back.</summary>
internal static class NiftiProperties
{
    public const string Description = "descrip";

    public const string AuxFile = "aux_file";

    public const string IntentName = "intent_name";

    public const string IntentCode = "intent_code";

    private static readonly string[] IntentParameters = ["intent_p1", "intent_p2", "intent_p3"];

    public static IReadOnlyDictionary<string, string> Of(NiftiHeader header)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(properties, Description, header.Description);
        Add(properties, AuxFile, header.AuxFile);
        Add(properties, IntentName, header.IntentName);
        if (header.IntentCode != 0)
        {
            properties[IntentCode] = header.IntentCode.ToString(CultureInfo.InvariantCulture);
            for (int i = 0; i < 3; i++)
            {
                if (header.IntentParameters[i] != 0)
                    properties[IntentParameters[i]] = FloatText.Format(header.IntentParameters[i]);
            }
        }

        return properties;
    }

    public static double IntentParameter(VolumeContent volume, int index) =>
        volume.Properties.TryGetValue(IntentParameters[index], out string? text) && FloatText.TryParse(text.AsSpan(), out double value) ? value : 0;

    public static int Intent(VolumeContent volume) =>
        volume.Properties.TryGetValue(IntentCode, out string? text)
            && short.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out short code) ? code : 0;

    private static void Add(Dictionary<string, string> properties, string key, string value)
    {
        if (value.Length > 0)
            properties[key] = value;
    }
}
