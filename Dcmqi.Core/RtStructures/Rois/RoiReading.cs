using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.RtStructures;

/// <summary>Brings together what a structure set says of each region in three places: definition, contours, observations (PS3.3 C.8.8.5, C.8.8.6, C.8.8.8).</summary>
internal sealed class RoiReading(DataSet dataSet, List<string> warnings)
{
    private const int MostNamed = 10;

    // Thousands of contours refer to hundreds of images.
    private readonly Dictionary<(string Instance, string? Class), ImageReference[]> _images = [];

    public IReadOnlyList<RtRoi> Read()
    {
        Dictionary<int, DataSet> contours = ByNumber(Tags.ROIContourSequence);
        Dictionary<int, DataSet> observations = ByNumber(Tags.RTROIObservationsSequence);
        var rois = new List<RtRoi>();
        var numbers = new HashSet<int>();
        var unobserved = new List<string>();
        foreach (DataSet item in dataSet.GetItems(Tags.StructureSetROISequence))
        {
            if (NumberOf(item, Tags.ROINumber) is not { } number)
                continue;
            if (!numbers.Add(number))
            {
                warnings.Add($"{item.Describe(Tags.ROINumber)} is {number}, which another ROI has already. The later one is left out.");
                continue;
            }

            if (!observations.TryGetValue(number, out DataSet? observation))
                unobserved.Add(number.ToString(CultureInfo.InvariantCulture));
            rois.Add(Roi(number, item, contours.GetValueOrDefault(number), observation));
        }

        if (unobserved.Count > 0)
            warnings.Add($"{((Tag)Tags.RTROIObservationsSequence).Describe()} says nothing of ROI {Some(unobserved)}; what kind of region it is, is not known.");
        foreach (int unknown in contours.Keys.Where(number => !numbers.Contains(number)))
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{((Tag)Tags.ROIContourSequence).Describe()} has contours of ROI {unknown}, which {((Tag)Tags.StructureSetROISequence).Describe()} does not define. They are left out."));
        return rois;
    }

    private RtRoi Roi(int number, DataSet item, DataSet? contours, DataSet? observation)
    {
        string name = item.GetString(Tags.ROIName) ?? "";
        DataSet? identification = observation?.GetItem(Tags.RTROIIdentificationCodeSequence);
        return new RtRoi
        {
            Number = number,
            Name = name,
            Description = item.GetText(Tags.ROIDescription),
            GenerationAlgorithm = item.GetString(Tags.ROIGenerationAlgorithm) switch
            {
                "AUTOMATIC" => SegmentAlgorithmType.Automatic,
                "SEMIAUTOMATIC" => SegmentAlgorithmType.SemiAutomatic,
                "MANUAL" => SegmentAlgorithmType.Manual,
                _ => null,
            },
            GenerationDescription = item.GetString(Tags.ROIGenerationDescription),
            FrameOfReferenceUid = item.GetString(Tags.ReferencedFrameOfReferenceUID),
            DisplayColor = ColorOf(contours),
            InterpretedType = observation?.GetString(Tags.RTROIInterpretedType),
            IdentificationCode = identification is null ? null : CodeItem.Read(identification),
            IdentificationModifiers = identification is null ? [] : CodeItem.ReadAll(identification, Tags.SegmentedPropertyTypeModifierCodeSequence),
            PropertyCategory = observation?.GetItem(Tags.SegmentedPropertyCategoryCodeSequence) is { } category ? CodeItem.Read(category) : null,
            AnatomicRegion = observation?.GetItem(Tags.AnatomicRegionSequence) is { } region ? CodeItem.Read(region) : null,
            Contours = contours is null ? [] : ReadContours(contours, string.Create(CultureInfo.InvariantCulture, $"ROI {number} '{name}'")),
        };
    }

    private RtContour[] ReadContours(DataSet roi, string described)
    {
        var contours = new List<RtContour>();
        var miscounted = new List<string>();
        foreach (DataSet item in roi.EnumerateItems(Tags.ContourSequence))
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{described}, contour {contours.Count + 1}");
            ReadOnlyMemory<byte> data = item.Find(Tags.ContourData) is { IsSequence: false, Fragments: null } element ? element.Value : default;
            var contour = new RtContour(ContourTypes.Of(item.GetString(Tags.ContourGeometricType)), data, place, StatedCount(item)) { Images = ImagesOf(item) };
            contours.Add(contour);
            if (contour.StatedPointCount is { } stated && (stated != contour.PointCount || contour.ValueCount % 3 != 0))
                miscounted.Add(string.Create(CultureInfo.InvariantCulture, $"{contours.Count} ({stated} stated, {contour.ValueCount} numbers)"));
        }

        if (miscounted.Count > 0)
            warnings.Add($"{described}: {((Tag)Tags.NumberOfContourPoints).Describe()} does not go with {((Tag)Tags.ContourData).Describe()} in contour {Some(miscounted)}. The data count; those without three numbers for each point are not used.");
        return [.. contours];
    }

    private ImageReference[] ImagesOf(DataSet contour)
    {
        if (!contour.Contains(Tags.ContourImageSequence))
            return [];
        List<ImageReference[]> images = [];
        foreach (DataSet item in contour.GetItems(Tags.ContourImageSequence))
        {
            if (item.GetString(Tags.ReferencedSOPInstanceUID) is not { } instance)
                continue;
            string? sopClass = item.GetString(Tags.ReferencedSOPClassUID);
            if (item.HasValue(Tags.ReferencedFrameNumber))
            {
                images.Add([new ImageReference { SopInstanceUid = instance, SopClassUid = sopClass, FrameNumbers = item.GetInt32s(Tags.ReferencedFrameNumber) }]);
                continue;
            }

            if (!_images.TryGetValue((instance, sopClass), out ImageReference[]? known))
                _images.Add((instance, sopClass), known = [new ImageReference { SopInstanceUid = instance, SopClassUid = sopClass }]);
            images.Add(known);
        }

        return images.Count == 1 ? images[0] : [.. images.SelectMany(image => image)];
    }

    private Dictionary<int, DataSet> ByNumber(Tag sequence)
    {
        var items = new Dictionary<int, DataSet>();
        foreach (DataSet item in dataSet.GetItems(sequence))
        {
            if (NumberOf(item, Tags.ReferencedROINumber) is { } number && !items.TryAdd(number, item) && sequence == Tags.ROIContourSequence)
                warnings.Add($"{item.Describe(Tags.ReferencedROINumber)} is {number}, as in an earlier item. The later one is left out.");
        }

        return items;
    }

    private int? NumberOf(DataSet item, Tag tag)
    {
        try
        {
            if (item.GetInt32(tag) is { } number)
                return number;
            warnings.Add($"{item.Describe(tag)} is missing. The item is left out.");
        }
        catch (DicomFormatException fault)
        {
            warnings.Add(fault.Message + " The item is left out.");
        }

        return null;
    }

    private static int? StatedCount(DataSet contour)
    {
        try
        {
            return contour.GetInt32(Tags.NumberOfContourPoints);
        }
        catch (DicomFormatException)
        {
            // As wrong as any count that does not go with the data, which say it better.
            return -1;
        }
    }

    private RgbColor? ColorOf(DataSet? contours)
    {
        try
        {
            if (contours is null || !contours.HasValue(Tags.ROIDisplayColor))
                return null;
            if (contours.GetInt32s(Tags.ROIDisplayColor) is [>= 0 and <= 255 and var red, >= 0 and <= 255 and var green, >= 0 and <= 255 and var blue])
                return new RgbColor((byte)red, (byte)green, (byte)blue);
            warnings.Add($"{contours.Describe(Tags.ROIDisplayColor)} is '{contours.GetText(Tags.ROIDisplayColor)}'; three numbers from 0 to 255 were expected. It is left out.");
        }
        catch (DicomFormatException fault)
        {
            warnings.Add(fault.Message + " It is left out.");
        }

        return null;
    }

    private static string Some(List<string> all) =>
        string.Join(", ", all.Take(MostNamed)) + (all.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {all.Count - MostNamed} more") : "");
}
