using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Reads from the header of an image what the Image Library says of it (PS3.16 TID 1602 to 1607). What is absent or rubbish is not said.</summary>
internal sealed class ImageDescriptors
{
    private static readonly CodedConcept Pixels = new("{pixels}", "UCUM", "pixels");
    private static readonly CodedConcept Cosine = new("{-1:1}", "UCUM", "{-1:1}");
    private static readonly CodedConcept Degree = new("deg", "UCUM", "deg");
    private static readonly CodedConcept Second = new("s", "UCUM", "s");
    private static readonly CodedConcept Milliliter = new("ml", "UCUM", "ml");
    private static readonly CodedConcept Becquerel = new("Bq", "UCUM", "Bq");
    private static readonly string[] Projections = ["CR", "DX", "IO", "MG", "PX", "RF", "RG", "XA"];

    private readonly List<ImageDescriptor> _list = [];
    private readonly DataSet _header;

    private ImageDescriptors(DataSet header) => _header = header;

    public static IReadOnlyList<ImageDescriptor> Of(DataSet header)
    {
        var descriptors = new ImageDescriptors(header);
        string modality = header.GetString(Tags.Modality) ?? "";
        descriptors.AddGeneral(modality);
        if (Projections.Contains(modality))
            descriptors.AddProjection();
        else
            descriptors.AddCrossSection();
        if (modality == "CT")
            descriptors.AddCt();
        else if (modality == "MR")
            descriptors.AddMr();
        else if (modality is "PT" or "NM")
            descriptors.AddRadiopharmaceutical(modality);
        return [.. descriptors._list.Where(IsLegal)];
    }

    // What the image says wrongly is not to make the report wrong.
    private static bool IsLegal(ImageDescriptor descriptor) => descriptor switch
    {
        { Text: { } text } => ValueRules.Check(DicomDictionary.VrOf(TextItem.TagOf(descriptor.Type)), text) is null,
        { Code: { } code } => descriptor.Modifiers.Select(modifier => modifier.Value).Prepend(code).All(value =>
            ValueRules.Check(VR.LO, value.Meaning) is null && ValueRules.Check(VR.SH, value.Scheme) is null && (value.Value.Length > 16 || ValueRules.Check(VR.SH, value.Value) is null)),
        _ => true,
    };

    // TID 1602.
    private void AddGeneral(string modality)
    {
        if (modality.Length > 0)
            AddCode("121139", "Modality", ModalityCodes.Of(modality));
        AddCode("123014", "Target Region", FirstCode(_header, Tags.AnatomicRegionSequence));
        AddCode("111027", "Image Laterality", LateralityOf(_header.GetString(Tags.ImageLaterality) ?? _header.GetString(Tags.Laterality)));
        AddText(ContentValueType.Date, "111060", "Study Date", Tags.StudyDate);
        AddText(ContentValueType.Time, "111061", "Study Time", Tags.StudyTime);
        AddText(ContentValueType.Date, "111018", "Content Date", Tags.ContentDate);
        AddText(ContentValueType.Time, "111019", "Content Time", Tags.ContentTime);
        AddText(ContentValueType.Date, "126201", "Acquisition Date", Tags.AcquisitionDate);
        AddText(ContentValueType.Time, "126202", "Acquisition Time", Tags.AcquisitionTime);
        AddText(ContentValueType.UidRef, "112227", "Frame of Reference UID", Tags.FrameOfReferenceUID);
        AddNumber("110910", "Pixel Data Rows", Numbers(_header, Tags.Rows, 1), 0, Pixels);
        AddNumber("110911", "Pixel Data Columns", Numbers(_header, Tags.Columns, 1), 0, Pixels);
    }

    // TID 1603.
    private void AddProjection()
    {
        if (_header.GetItem(Tags.ViewCodeSequence) is { } viewItem && CodeItem.Read(viewItem) is { } view)
        {
            CodedConcept modifier = Dcm("111032", "Image View Modifier");
            _list.Add(new ImageDescriptor
            {
                Name = Dcm("111031", "Image View"),
                Type = ContentValueType.Code,
                Code = view,
                Modifiers = [.. CodeItem.ReadAll(viewItem, Tags.ViewModifierCodeSequence).Select(code => new MeasurementModifier(modifier, code))],
            });
        }

        if (_header.GetStrings(Tags.PatientOrientation) is [{ Length: > 0 } row, { Length: > 0 } column])
        {
            Add(ContentValueType.Text, Dcm("111044", "Patient Orientation Row"), row);
            Add(ContentValueType.Text, Dcm("111043", "Patient Orientation Column"), column);
        }

        AddPixelSpacing(Numbers(_header, _header.HasValue(Tags.PixelSpacing) ? Tags.PixelSpacing : Tags.ImagerPixelSpacing, 2));
        AddNumber("112011", "Positioner Primary Angle", Numbers(_header, Tags.PositionerPrimaryAngle, 1), 0, Degree);
        AddNumber("112012", "Positioner Secondary Angle", Numbers(_header, Tags.PositionerSecondaryAngle, 1), 0, Degree);
    }

    // TID 1604. Multi-frame images have these in the groups that all frames share.
    private void AddCrossSection()
    {
        DataSet? shared = _header.GetItem(Tags.SharedFunctionalGroupsSequence);
        DataSet measures = shared?.GetItem(Tags.PixelMeasuresSequence) ?? _header;
        AddPixelSpacing(Numbers(measures, Tags.PixelSpacing, 2));
        AddNumber("112226", "Spacing between slices", Numbers(measures, Tags.SpacingBetweenSlices, 1), 0, Codes.Ucum.Millimeter);
        AddNumber("112225", "Slice Thickness", Numbers(measures, Tags.SliceThickness, 1), 0, Codes.Ucum.Millimeter);
        double[] position = Numbers(_header, Tags.ImagePositionPatient, 3);
        for (int i = 0; i < 3; i++)
            AddNumber($"11090{1 + i}", $"Image Position (Patient) {"XYZ"[i]}", position, i, Codes.Ucum.Millimeter);
        double[] orientation = Numbers(shared?.GetItem(Tags.PlaneOrientationSequence) ?? _header, Tags.ImageOrientationPatient, 6);
        for (int i = 0; i < 6; i++)
            AddNumber($"11090{4 + i}", $"Image Orientation (Patient) {(i < 3 ? "Row" : "Column")} {"XYZ"[i % 3]}", orientation, i, Cosine);
    }

    // TID 1605.
    private void AddCt()
    {
        AddCode("113820", "CT Acquisition Type", _header.GetString(Tags.AcquisitionType) switch
        {
            "SEQUENCED" => Dcm("113804", "Sequenced Acquisition"),
            "SPIRAL" => new CodedConcept("116152004", "SCT", "Spiral Acquisition"),
            "CONSTANT_ANGLE" => Dcm("113805", "Constant Angle Acquisition"),
            "STATIONARY" => Dcm("113806", "Stationary Acquisition"),
            "FREE" => Dcm("113807", "Free Acquisition"),
            _ => null,
        });
        AddCode("113961", "Reconstruction Algorithm", _header.GetString(Tags.ReconstructionAlgorithm) switch
        {
            "FILTER_BACK_PROJ" => Dcm("113962", "Filtered Back Projection"),
            "ITERATIVE" => Dcm("113963", "Iterative Reconstruction"),
            _ => null,
        });
    }

    // TID 1606.
    private void AddMr()
    {
        if ((_header.GetString(Tags.PulseSequenceName) ?? _header.GetString(Tags.SequenceName)) is { } name)
            Add(ContentValueType.Text, Dcm("128230", "Pulse Sequence Name"), name);
    }

    // TID 1607.
    private void AddRadiopharmaceutical(string modality)
    {
        if (_header.GetItem(Tags.RadiopharmaceuticalInformationSequence) is not { } information)
            return;
        AddCode(new CodedConcept("89457008", "SCT", "Radionuclide"), FirstCode(information, Tags.RadionuclideCodeSequence));
        AddCode(new CodedConcept("417881006", "SCT", "Radiopharmaceutical agent"), FirstCode(information, Tags.RadiopharmaceuticalCodeSequence));
        AddNumber(new CodedConcept("304283002", "SCT", "Half-life of radiopharmaceutical"), Numbers(information, Tags.RadionuclideHalfLife, 1), 0, Second);
        if (information.GetString(Tags.RadiopharmaceuticalStartDateTime) is { } start)
            Add(ContentValueType.DateTime, Dcm("123003", "Radiopharmaceutical Start Date Time"), start);
        if (information.GetString(Tags.RadiopharmaceuticalStopDateTime) is { } stop)
            Add(ContentValueType.DateTime, Dcm("123004", "Radiopharmaceutical Stop Date Time"), stop);
        AddNumber("123005", "Radiopharmaceutical Volume", Numbers(information, Tags.RadiopharmaceuticalVolume, 1), 0, Milliliter);

        // PS3.3 C.8.9.2: becquerels in PET; C.8.4.10: megabecquerels elsewhere.
        AddNumber("123006", "Radionuclide Total Dose", Numbers(information, Tags.RadionuclideTotalDose, 1), 0, modality == "PT" ? Becquerel : new CodedConcept("MBq", "UCUM", "MBq"));
        AddCode(new CodedConcept("410675002", "SCT", "Route of Administration"), FirstCode(information, Tags.AdministrationRouteCodeSequence));
    }

    private void AddPixelSpacing(double[] spacing)
    {
        // PS3.3 10.7.1.3: the distance between rows stands first, and that is the vertical one.
        AddNumber("111026", "Horizontal Pixel Spacing", spacing, 1, Codes.Ucum.Millimeter);
        AddNumber("111066", "Vertical Pixel Spacing", spacing, 0, Codes.Ucum.Millimeter);
    }

    private void Add(ContentValueType type, CodedConcept name, string text) => _list.Add(new ImageDescriptor { Name = name, Type = type, Text = text });

    private void AddText(ContentValueType type, string code, string meaning, Tag tag)
    {
        if (_header.GetString(tag) is { } text)
            Add(type, Dcm(code, meaning), text);
    }

    private void AddCode(string code, string meaning, CodedConcept? value) => AddCode(Dcm(code, meaning), value);

    private void AddCode(CodedConcept name, CodedConcept? value)
    {
        if (value is not null)
            _list.Add(new ImageDescriptor { Name = name, Type = ContentValueType.Code, Code = value });
    }

    private void AddNumber(string code, string meaning, double[] values, int index, CodedConcept unit) => AddNumber(Dcm(code, meaning), values, index, unit);

    private void AddNumber(CodedConcept name, double[] values, int index, CodedConcept unit)
    {
        if (index < values.Length)
            _list.Add(new ImageDescriptor { Name = name, Type = ContentValueType.Num, Number = values[index], Unit = unit });
    }

    private static double[] Numbers(DataSet dataSet, Tag tag, int count)
    {
        try
        {
            double[] values = dataSet.GetDoubles(tag);
            return values.Length >= count && values.All(double.IsFinite) ? values : [];
        }
        catch (DicomFormatException)
        {
            return [];
        }
    }

    private static CodedConcept? FirstCode(DataSet dataSet, Tag sequence) => CodeItem.ReadAll(dataSet, sequence) is [CodedConcept first, ..] ? first : null;

    private static CodedConcept? LateralityOf(string? laterality) => laterality switch
    {
        "R" => new CodedConcept("24028007", "SCT", "Right"),
        "L" => new CodedConcept("7771000", "SCT", "Left"),
        "B" => new CodedConcept("51440002", "SCT", "Right and left"),
        "U" => new CodedConcept("66459002", "SCT", "Unilateral"),
        _ => null,
    };

    private static CodedConcept Dcm(string value, string meaning) => new(value, "DCM", meaning);
}
