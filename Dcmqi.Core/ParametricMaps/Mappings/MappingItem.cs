using System.Globalization;
using System.Text;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.ParametricMaps;

/// <summary>Items of the Real World Value Mapping Sequence (PS3.3 C.7.6.16.2.11).</summary>
internal static class MappingItem
{
    // PS3.5 6.2: the most characters of SH and LO.
    private const int LabelLength = 16;
    private const int ExplanationLength = 64;

    // SCT has named this concept anew since; value and scheme are what counts.
    private static CodedConcept Quantity { get; } = new("246205007", "SCT", "Quantity");

    private static CodedConcept ModelFittingMethod { get; } = new("113241", "DCM", "Model fitting method");

    private static CodedConcept BValueUnit { get; } = new("s/mm2", "UCUM", "s/mm2");

    /// <summary>An item that maps stored values by slope and intercept.</summary>
    /// <param name="metadata">Quantity and unit.</param>
    /// <param name="label">LUT Label.</param>
    /// <param name="scale">From stored values to real-world values.</param>
    /// <param name="range">The least and greatest stored value.</param>
    /// <param name="isReal">Whether stored values are real numbers.</param>
    public static DataSet Of(ParametricMapMetadata metadata, string label, LinearScale scale, (double Least, double Greatest) range, bool isReal)
    {
        var item = new DataSet();
        if (isReal)
        {
            item.Set(Tags.DoubleFloatRealWorldValueFirstValueMapped, range.Least);
            item.Set(Tags.DoubleFloatRealWorldValueLastValueMapped, range.Greatest);
        }
        else
        {
            item.Set(Tags.RealWorldValueFirstValueMapped, VR.US, range.Least);
            item.Set(Tags.RealWorldValueLastValueMapped, VR.US, range.Greatest);
        }

        item.Set(Tags.RealWorldValueIntercept, scale.Intercept);
        item.Set(Tags.RealWorldValueSlope, scale.Slope);
        item.Set(Tags.LUTExplanation, Explanation(metadata));
        item.Set(Tags.LUTLabel, label);
        item.SetItems(Tags.MeasurementUnitsCodeSequence, CodeItem.Of(metadata.Unit!));
        item.SetItems(Tags.QuantityDefinitionSequence, [.. QuantityDefinition(metadata)]);
        return item;
    }

    /// <summary>A name of at most 16 characters: the meaning of the quantity, the initials of its words, or the code.</summary>
    public static string LabelOf(CodedConcept quantity)
    {
        if (quantity.Meaning.Length <= LabelLength)
            return quantity.Meaning.Replace('\\', ' ');
        string[] words = quantity.Meaning.Split([' ', '-', '/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        string initials = string.Concat(words.Where(word => char.IsLetterOrDigit(word[0])).Select(word => char.ToUpperInvariant(word[0])));
        if (initials.Length is > 1 and <= LabelLength)
            return initials;
        return quantity.Value.Length <= LabelLength ? quantity.Value : quantity.Value[..LabelLength];
    }

    /// <summary>The label with a number where another quantity has it already.</summary>
    public static string Numbered(string label, int number)
    {
        string end = string.Create(CultureInfo.InvariantCulture, $" {number}");
        return label[..Math.Min(label.Length, LabelLength - end.Length)] + end;
    }

    public static RealWorldValueMapping Read(DataSet item, bool isSigned)
    {
        IReadOnlyList<DataSet> definitions = item.GetItems(Tags.QuantityDefinitionSequence);
        double[] table = item.GetDoubles(Tags.RealWorldValueLUTData);
        return new RealWorldValueMapping
        {
            Label = item.GetText(Tags.LUTLabel) ?? "",
            Explanation = item.GetText(Tags.LUTExplanation) ?? "",
            Unit = CodeItem.ReadAll(item, Tags.MeasurementUnitsCodeSequence).FirstOrDefault(),
            Quantity = Code(definitions, Quantity),
            MeasurementMethod = Code(definitions, Codes.Sct.MeasurementMethod),
            ModelFittingMethod = Code(definitions, ModelFittingMethod),
            SourceImageDiffusionBValues = [.. Of(definitions, Codes.Dcm.SourceImageDiffusionBValue).Select(definition => definition.GetDouble(Tags.NumericValue)).OfType<double>().Where(double.IsFinite)],
            Slope = table.Length > 0 ? null : item.GetDouble(Tags.RealWorldValueSlope),
            Intercept = table.Length > 0 ? null : item.GetDouble(Tags.RealWorldValueIntercept),
            LookupTable = table,
            FirstValueMapped = item.GetDouble(Tags.DoubleFloatRealWorldValueFirstValueMapped) ?? Stored(item, Tags.RealWorldValueFirstValueMapped, isSigned),
            LastValueMapped = item.GetDouble(Tags.DoubleFloatRealWorldValueLastValueMapped) ?? Stored(item, Tags.RealWorldValueLastValueMapped, isSigned),
        };
    }

    // PS3.3 C.7.6.16.2.11 with CID 9000: what the quantity is, and how it was found.
    private static IEnumerable<DataSet> QuantityDefinition(ParametricMapMetadata metadata)
    {
        yield return CodeContent(Quantity, metadata.Quantity!);
        if (metadata.MeasurementMethod is not null)
            yield return CodeContent(Codes.Sct.MeasurementMethod, metadata.MeasurementMethod);
        if (metadata.ModelFittingMethod is not null)
            yield return CodeContent(ModelFittingMethod, metadata.ModelFittingMethod);
        foreach (double bValue in metadata.SourceImageDiffusionBValues)
        {
            DataSet item = Content("NUMERIC", Codes.Dcm.SourceImageDiffusionBValue);
            item.Set(Tags.NumericValue, bValue);
            item.SetItems(Tags.MeasurementUnitsCodeSequence, CodeItem.Of(BValueUnit));
            yield return item;
        }
    }

    private static DataSet CodeContent(CodedConcept name, CodedConcept value)
    {
        DataSet item = Content("CODE", name);
        item.SetItems(Tags.ConceptCodeSequence, CodeItem.Of(value));
        return item;
    }

    // PS3.3 10.2, Content Item Macro: without relationships.
    private static DataSet Content(string valueType, CodedConcept name)
    {
        var item = new DataSet();
        item.Set(Tags.ValueType, valueType);
        item.SetItems(Tags.ConceptNameCodeSequence, CodeItem.Of(name));
        return item;
    }

    private static string Explanation(ParametricMapMetadata metadata)
    {
        string text = new StringBuilder(metadata.Quantity!.Meaning).Append(" in ").Append(metadata.Unit!.Meaning).Replace('\\', ' ').ToString();
        return text.Length <= ExplanationLength ? text : text[..ExplanationLength].TrimEnd();
    }

    private static IEnumerable<DataSet> Of(IReadOnlyList<DataSet> definitions, CodedConcept name) =>
        definitions.Where(definition => CodeItem.ReadAll(definition, Tags.ConceptNameCodeSequence).Any(code => code.IsSameAs(name)));

    private static CodedConcept? Code(IReadOnlyList<DataSet> definitions, CodedConcept name) =>
        Of(definitions, name).SelectMany(definition => CodeItem.ReadAll(definition, Tags.ConceptCodeSequence)).FirstOrDefault();

    // The VR is US or SS as pixels are; a data set with implicit VRs does not say which.
    private static double? Stored(DataSet item, Tag tag, bool isSigned)
    {
        int? value = item.GetInt32(tag);
        return isSigned && value is > short.MaxValue and <= ushort.MaxValue ? (short)value.Value : value;
    }
}
