using System.Globalization;

namespace Dcmqi.Metadata;

/// <summary>A number with its unit for people: <c>37.3 mm</c>, or the reason why there is none.</summary>
internal static class MeasurementText
{
    public static string Of(double? value, CodedConcept? unit, CodedConcept? qualifier)
    {
        string number = value?.ToString(CultureInfo.InvariantCulture) ?? qualifier?.Meaning ?? "no value";
        return value is null || unit is null || unit.Value == "1" ? number : $"{number} {unit.Value}";
    }
}
