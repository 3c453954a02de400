using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>NUM: a number with a unit, or a reason why there is none (PS3.3 C.18.1).</summary>
internal sealed class NumericItem : ContentItem
{
    public override ContentValueType ValueType => ContentValueType.Num;

    /// <summary>The number; <see langword="null"/> where there is none. Finite.</summary>
    public double? Value { get; init; }

    /// <summary>The unit; where there is no number DICOM has no place for it.</summary>
    public CodedConcept? Unit { get; init; }

    /// <summary>Numeric Value Qualifier (CID 42), or <see langword="null"/>.</summary>
    public CodedConcept? Qualifier { get; init; }

    public override void WriteValue(DataSet dataSet)
    {
        if (Value is { } number)
        {
            var measured = new DataSet();
            string text = DecimalString.Format(number);
            measured.Set(Tags.NumericValue, text);

            // PS3.3 C.18.1: required where the text of at most 16 characters is not precise enough.
            if (double.Parse(text, CultureInfo.InvariantCulture) != number)
                measured.Set(Tags.FloatingPointValue, number);
            measured.SetItems(Tags.MeasurementUnitsCodeSequence, CodeItem.Of(Unit!));
            dataSet.SetItems(Tags.MeasuredValueSequence, measured);
        }
        else
        {
            dataSet.SetEmpty(Tags.MeasuredValueSequence);
        }

        if (Qualifier is not null)
            dataSet.SetItems(Tags.NumericValueQualifierCodeSequence, CodeItem.Of(Qualifier));
    }

    public override string ValueText()
    {
        string text = Value?.ToString(CultureInfo.InvariantCulture) ?? Qualifier?.Meaning ?? "no value";
        return Value is null || Unit is null || Unit.Value == "1" ? text : $"{text} {Unit.Value}";
    }
}
