namespace Dcmqi.Volumes;

/// <summary>Units of length as headers spell them.</summary>
internal static class LengthUnits
{
    public static bool TryGetMm(string unit, out double millimetres)
    {
        millimetres = unit.Trim().ToLowerInvariant() switch
        {
            "mm" or "millimeter" or "millimeters" or "millimetre" or "millimetres" => 1,
            "cm" or "centimeter" or "centimeters" or "centimetre" or "centimetres" => 10,
            "m" or "meter" or "meters" or "metre" or "metres" => 1000,
            "um" or "µm" or "μm" or "micron" or "microns" or "micrometer" or "micrometers" or "micrometre" or "micrometres" => 1e-3,
            "nm" or "nanometer" or "nanometers" or "nanometre" or "nanometres" => 1e-6,
            "in" or "inch" or "inches" => 25.4,
            _ => 0,
        };
        return millimetres > 0;
    }
}
