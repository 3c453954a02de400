using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Finds what the stored values of source frames stand for, and in which unit.</summary>
internal static class FrameScales
{
    private static readonly CodedConcept QuantityName = new("246205007", "SCT", "Quantity");

    /// <summary>By the Modality LUT Module or the Pixel Value Transformation of the frame.</summary>
    /// <exception cref="DicomFormatException">The slope is 0, or a table does not have the entries that it says.</exception>
    public static ValueScale OfModality(SourceFrame frame)
    {
        DataSet holder = frame.Group(Tags.PixelValueTransformationSequence) ?? frame.Image.Header;
        if (holder.HasValue(Tags.RescaleSlope))
            return Line(frame, holder, Tags.RescaleSlope, Tags.RescaleIntercept);
        return holder.GetItem(Tags.ModalityLUTSequence) is { } table ? Table(frame, table) : ValueScale.Identity;
    }

    /// <summary>By the first item of the Real World Value Mapping Sequence.</summary>
    /// <exception cref="ConversionException">The frame has none.</exception>
    /// <exception cref="DicomFormatException">The mapping is incomplete.</exception>
    public static ValueScale OfRealWorld(SourceFrame frame)
    {
        DataSet item = Mapping(frame) ?? throw new ConversionException($"{frame} has no {Tags.RealWorldValueMappingSequence.Describe()}; take SourceValues.Modality.");
        double[] table = item.GetDoubles(Tags.RealWorldValueLUTData);
        if (table.Length > 0)
            return new ValueScale(1, 0, table, item.GetInt32(Tags.RealWorldValueFirstValueMapped) ?? 0);
        return Line(frame, item, Tags.RealWorldValueSlope, Tags.RealWorldValueIntercept);
    }

    /// <summary>What the values of the modality are, and their unit.</summary>
    public static (CodedConcept? Quantity, CodedConcept Unit) UnitOfModality(SourceFrame frame)
    {
        DataSet header = frame.Image.Header;
        string? type = frame.Group(Tags.PixelValueTransformationSequence)?.GetString(Tags.RescaleType) ?? header.GetString(Tags.RescaleType);
        switch (header.GetString(Tags.Modality))
        {
            // PS3.3 C.8.2.1.1.3: where the type is not said, the values are Hounsfield units.
            case "CT" when type is null or "HU" or "US":
                return (Codes.Dcm.AttenuationCoefficient, Codes.Ucum.HounsfieldUnit);
            case "MR":
                return (Codes.Dcm.MRSignalIntensity, Codes.Ucum.NoUnits);
            case "PT":
                return UnitOfActivity(header);
            default:
                return type == "HU" ? (Codes.Dcm.AttenuationCoefficient, Codes.Ucum.HounsfieldUnit) : (null, Codes.Ucum.NoUnits);
        }
    }

    /// <summary>What the real-world values are, and their unit.</summary>
    public static (CodedConcept? Quantity, CodedConcept Unit) UnitOfRealWorld(SourceFrame frame)
    {
        DataSet? item = Mapping(frame);
        if (item is null)
            return (null, Codes.Ucum.NoUnits);
        CodedConcept? quantity = item.GetItems(Tags.QuantityDefinitionSequence)
            .Where(definition => CodeItem.ReadAll(definition, Tags.ConceptNameCodeSequence).Any(name => name.IsSameAs(QuantityName)))
            .SelectMany(definition => CodeItem.ReadAll(definition, Tags.ConceptCodeSequence))
            .FirstOrDefault();
        return (quantity, CodeItem.ReadAll(item, Tags.MeasurementUnitsCodeSequence).FirstOrDefault() ?? Codes.Ucum.NoUnits);
    }

    /// <summary>Whether the frame has real-world values.</summary>
    public static bool HasRealWorld(SourceFrame frame) => Mapping(frame) is not null;

    private static DataSet? Mapping(SourceFrame frame) =>
        frame.Group(Tags.RealWorldValueMappingSequence) ?? frame.Image.Header.GetItem(Tags.RealWorldValueMappingSequence);

    // PS3.3 C.8.9.1.1.3.
    private static (CodedConcept? Quantity, CodedConcept Unit) UnitOfActivity(DataSet header) => header.GetString(Tags.Units) switch
    {
        "BQML" => (Codes.Dcm.NuclearMedicineTomographicActivity, Codes.Ucum.BecquerelsPerMilliliter),
        "CNTS" => (Codes.Dcm.NuclearMedicineTomographicActivity, Codes.Ucum.Counts),
        "CPS" => (Codes.Dcm.NuclearMedicineTomographicActivity, Codes.Ucum.CountsPerSecond),
        "PROPCNTS" => (Codes.Dcm.NuclearMedicineTomographicActivity, Codes.Ucum.ProportionalToCounts),
        "PCNT" => (null, Codes.Ucum.Percent),
        _ => (null, Codes.Ucum.NoUnits),
    };

    private static ValueScale Line(SourceFrame frame, DataSet holder, Tag slopeTag, Tag interceptTag)
    {
        double slope = holder.GetDouble(slopeTag) ?? 0, intercept = holder.GetDouble(interceptTag) ?? 0;
        return slope != 0 && double.IsFinite(slope) && double.IsFinite(intercept)
            ? new ValueScale(slope, intercept)
            : throw new DicomFormatException($"{frame}: {slopeTag.Describe()} is {slope}; the values of the image cannot be known.", slopeTag.ToString());
    }

    // PS3.3 C.11.1.1: entries, first stored value mapped, bits of an entry. 0 entries mean 65,536.
    private static ValueScale Table(SourceFrame frame, DataSet item)
    {
        int[] descriptor = item.GetInt32s(Tags.LUTDescriptor);
        double[] table = item.GetDoubles(Tags.LUTData);
        if (descriptor.Length != 3 || table.Length == 0 || table.Length != ((descriptor[0] & 0xFFFF) == 0 ? 65536 : descriptor[0] & 0xFFFF))
            throw new DicomFormatException($"{frame}: {Tags.LUTData.Describe()} has {table.Length} entries; {Tags.LUTDescriptor.Describe()} is {string.Join('\\', descriptor)}.", Tag.FromValue(Tags.LUTDescriptor).ToString());
        bool isSigned = frame.Image.Header.GetInt32(Tags.PixelRepresentation) == 1;
        return new ValueScale(1, 0, table, isSigned ? (short)descriptor[1] : descriptor[1] & 0xFFFF);
    }
}
